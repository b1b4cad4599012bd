package ui

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/store"
)

// The most looks, erasures and numbers of reports that the page of settings lists.
const (
	listedLooks    = 15
	listedErasures = 8
	listedNumbers  = 6
)

// privacy is what the page of settings can do with personal data.
func (u *UI) privacy() settings.Privacy {
	db := u.office.DB
	return settings.Privacy{
		Facts: u.privacyFacts, Erase: u.askErase, SetRules: db.SetRetention, Due: u.retentionDue, Retain: u.askRetain, Finish: u.finishErasing,
		Closed: u.closed(),
	}
}

func (u *UI) privacyFacts(ctx context.Context) (f settings.PrivacyFacts, err error) {
	db, l := u.office.DB, u.language
	looks, err := db.Looks(ctx, 0, listedLooks)
	if err != nil {
		return f, err
	}
	var ids []int64
	for _, k := range looks {
		ids = append(ids, k.Report)
	}
	numbers, err := db.Numbers(ctx, ids...)
	if err != nil {
		return f, err
	}
	for _, k := range looks {
		f.Looks = append(f.Looks, settings.PrivacyLine{When: l.DateTime(k.At), Number: numbers[k.Report], Who: k.By, Why: l.LookReason(k.Reason)})
	}
	erasures, err := db.Erasures(ctx, listedErasures, 0)
	if err != nil {
		return f, err
	}
	for _, e := range erasures {
		f.Erasures = append(f.Erasures, settings.PrivacyLine{When: l.DateTime(e.At), Number: e.Number, Who: e.By, Why: l.ErasureReason(e.Reason)})
	}
	f.Unfinished = db.ErasureUnfinished()
	f.Rules, err = db.RetentionRules(ctx)
	return f, err
}

// holdings is what the database holds of a report that an erasure takes away.
type holdings struct {
	report  data.Report
	person  bool
	photos  int
	notes   int // remarks in its history
	draft   bool
	backups int
}

// askErase asks for the number of a report and why it is to be erased.
func (u *UI) askErase() {
	l := u.language
	number, why := part.NewEntry("JK2503050007"), part.NewPicker(l, l.Text("look.reason.choose"), func(string) {})
	var options []part.Option
	for _, r := range data.ErasureReasons() {
		if r != data.ErasedByAge { // that is what the rules are for
			options = append(options, part.Option{Key: string(r), Label: l.ErasureReason(r)})
		}
	}
	why.SetOptions(options)
	part.ShowForm(u.office.Window, l, part.Form{
		Title: l.Text("erase.title"), Text: l.Text("erase.ask"), Done: l.Text("erase.next"),
		Inputs: []part.Input{{Label: l.Text("column.number"), Widget: number, Required: true}, {Label: l.Text("look.reason"), Widget: why, Required: true}},
		OnDone: func() { u.lookUp(strings.ToUpper(strings.TrimSpace(number.Text)), data.ErasureReason(why.Key())) },
	})
}

// lookUp finds what would go with a report.
func (u *UI) lookUp(number string, why data.ErasureReason) {
	second := u.office.Values.Backup.Second
	work := func(ctx context.Context) (holdings, error) { return held(ctx, u.office.DB, number, second) }
	task.Run(u.root, u.office.Run, work, func(h holdings, err error) {
		if err != nil {
			slog.Error("look up what is to be erased", "error", err)
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		u.confirmErase(h, why)
	})
}

func held(ctx context.Context, db *store.DB, number, second string) (h holdings, err error) {
	ids, err := db.ReportIDs(ctx, []string{number})
	if err != nil {
		return h, err
	}
	id, ok := ids[number]
	if !ok {
		return h, data.About(number, data.ErrNotFound)
	}
	var history data.History
	if h.report, history, err = db.Case(ctx, id); err != nil {
		return h, err
	}
	for _, e := range history {
		if e.Note != "" {
			h.notes++
		}
	}
	photos, err := db.Evidence(ctx, id)
	if err != nil {
		return h, err
	}
	h.photos = len(photos)
	if h.person, err = db.HasPerson(ctx, id); err != nil {
		return h, err
	}
	all, err := store.Backups(db.Path(), second, db.Zone())
	h.backups = len(all)
	return h, err
}

// confirmErase says what goes and what stays, and erases when the number is typed once more.
func (u *UI) confirmErase(h holdings, why data.ErasureReason) {
	l := u.language
	yes := func(b bool) string { return map[bool]string{true: l.Text("erase.yes"), false: l.Text("erase.no")}[b] }
	goes := l.Text("erase.goes", "text", yes(h.report.Text != ""), "address", yes(h.report.Address != ""),
		"person", yes(h.person), "notes", l.Number(int64(h.notes)), "photos", l.Number(int64(h.photos)))
	again := part.NewEntry("")
	part.ShowForm(u.office.Window, l, part.Form{
		Title: l.Text("erase.title") + " · " + h.report.Number, Done: l.Text("erase.do"), Danger: true,
		Text: goes + "\n\n" + l.Text("erase.stays") + "\n\n" + l.Text("erase.reaches", "backups", l.Number(int64(h.backups))),
		Inputs: []part.Input{{Label: l.Text("erase.again"), Widget: again, Required: true, Check: func() string {
			if !strings.EqualFold(strings.TrimSpace(again.Text), h.report.Number) {
				return l.Text("erase.again.wrong")
			}
			return ""
		}}},
		OnDone: func() {
			u.drafts.forget(h.report.ID)
			o := data.ErasureOrder{Reports: []int64{h.report.ID}, By: u.office.Account, Reason: why}
			u.erase(func(ctx context.Context, second string, told store.Progress) (store.Erased, error) {
				return u.office.DB.Erase(ctx, o, second, told)
			})
		},
	})
}

// erase carries out an erasure and says where it reached. It goes on when the page is left: half an erasure is none.
func (u *UI) erase(do func(ctx context.Context, second string, told store.Progress) (store.Erased, error)) {
	if u.keeper.running {
		u.notice.Say(u.language.Text("erase.wait"))
		return
	}
	u.keeper.running = true
	l, second := u.language, u.office.Values.Backup.Second
	show := func(p progress) { u.settings().ShowErasing(l.Text("care.part."+string(p.part)), p.share) }
	show(progress{store.PartErase, -1})
	work := func(ctx context.Context, tell func(progress)) (store.Erased, error) {
		return do(ctx, second, func(p store.Part, n, all int64) { tell(progress{p, share(n, all)}) })
	}
	task.Follow(u.root, u.office.Run, work, show, func(e store.Erased, err error) {
		u.keeper.running = false
		u.settings().ShowErasing("", 0)
		u.lookAfter(u.showCare)
		if u.shown == Settings {
			u.front(Settings)
		}
		u.onErased(e, err)
	})
}

func (u *UI) onErased(e store.Erased, err error) {
	l := u.language
	if err != nil {
		slog.Error("erase", "error", err)
		part.ShowError(u.office.Window, l, err)
		if !errors.Is(err, data.ErrNotRewritten) {
			return
		}
	}
	if err == nil {
		part.ShowSheet(u.office.Window, l, part.Sheet{Title: l.Text("erase.done"), Body: u.reached(e)})
	}
}

// reached lists what an erasure has written anew, and what a person has to remove.
func (u *UI) reached(e store.Erased) *fyne.Container {
	l := u.language
	body := part.Tower(8, part.Flush(part.Words(l.Text("cli.erased", "reports", l.Number(e.Reports), "files", l.Number(int64(len(e.Rewritten))), "photos", l.Number(e.Photos)))))
	for _, name := range e.Rewritten {
		body.Add(part.Flush(part.Quiet(l.Text("erase.rewritten", "path", name))))
	}
	for _, name := range e.Left {
		body.Add(part.Flush(part.Words(l.Text("cli.erased.left", "path", name))))
	}
	return body
}

// finishErasing goes on with an erasure that was interrupted.
func (u *UI) finishErasing() {
	u.erase(func(ctx context.Context, second string, told store.Progress) (store.Erased, error) {
		return u.office.DB.FinishErasure(ctx, second, told)
	})
}

// retentionDue is the dry run of retention, with the numbers of the first reports of each rule.
func (u *UI) retentionDue(ctx context.Context) (all []settings.Due, err error) {
	due, err := u.office.DB.RetentionDue(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range due {
		first := d.Reports[:min(len(d.Reports), listedNumbers)]
		numbers, err := u.office.DB.Numbers(ctx, first...)
		if err != nil {
			return nil, err
		}
		s := settings.Due{Rule: d.Rule, Reports: int64(len(d.Reports))}
		for _, id := range first {
			s.Sample = append(s.Sample, numbers[id])
		}
		all = append(all, s)
	}
	return all, nil
}

// askRetain asks before it erases what the rules say.
func (u *UI) askRetain(reports int64) {
	l := u.language
	again := part.NewEntry("")
	part.ShowForm(u.office.Window, l, part.Form{
		Title: l.Text("retain.title"), Done: l.Text("settings.retention.carry", "n", l.Number(reports)), Danger: true,
		Text: l.Text("retain.text", "n", l.Number(reports)) + "\n\n" + l.Text("erase.stays"),
		Inputs: []part.Input{{Label: l.Text("retain.again"), Widget: again, Required: true, Check: func() string {
			if typed := strings.TrimSpace(again.Text); typed != l.Number(reports) && typed != strconv.FormatInt(reports, 10) {
				return l.Text("retain.again.wrong", "n", l.Number(reports))
			}
			return ""
		}}},
		OnDone: func() {
			by := u.office.Account
			u.erase(func(ctx context.Context, second string, told store.Progress) (store.Erased, error) {
				return u.office.DB.Retain(ctx, by, second, told)
			})
		},
	})
}
