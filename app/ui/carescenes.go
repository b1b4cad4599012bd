package ui

import (
	"context"
	"path/filepath"
	"time"

	"tuntas/app/office"
	"tuntas/app/ui/casefile"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/data"
	"tuntas/data/store"
)

// careScenes returns the sections of the page of settings, what they found and asked, how a sender is shown, and what the next
// start says after a sudden end.
func (u *UI) careScenes() []Scene {
	section := func(name string, then func(p *settings.Page)) func() {
		return func() {
			for o := u.office.Window.Canvas().Overlays(); o.Top() != nil; {
				o.Remove(o.Top())
			}
			u.Show(Settings)
			u.settings().ShowSection(name)
			if then != nil {
				then(u.settings())
			}
		}
	}
	scenes := []Scene{
		{"settings-database", section(settings.SectionData, nil)},
		{"settings-privacy", section(settings.SectionPrivacy, func(p *settings.Page) { p.ShowPrivacy(u.samplePrivacy()) })},
		{"settings-verified", section(settings.SectionData, func(p *settings.Page) { p.ShowVerdict(verdict(u.language, unsound)) })},
		{"settings-erase", section(settings.SectionPrivacy, func(*settings.Page) { u.askErase() })},
		{"settings-restore", section(settings.SectionData, func(*settings.Page) { showRestore(u.office.Window, u.language, nil, nil) })},
		{"settings-doctor", section(settings.SectionData, func(*settings.Page) { u.showDoctor() })},
		{"crashed", section(settings.SectionDesk, func(*settings.Page) {
			u.Show(Desk)
			u.showEnding([]data.Draft{{Report: 1}})
		})},
	}
	if line, ok := u.first(data.Filter{}); ok {
		scenes = append(scenes, u.personScenes(line)...)
	}
	return scenes
}

// unsound is what verifying finds in a database that somebody has altered.
var unsound = store.Health{
	Tables:  []store.TableHealth{{Name: "event", Rows: 20_878, Unreadable: []string{"note"}}, {Name: "report", Rows: 3000}},
	Derived: []store.DerivedHealth{{Name: "visit", Missing: 2, Extra: 1}},
	Ledger:  store.LedgerHealth{Head: store.Head{Entry: 41, Seq: 20_878}, Kept: store.Head{Entry: 44}, Broken: 17, Lost: 3},
}

// samplePrivacy is a section with something in each list.
func (u *UI) samplePrivacy() (settings.PrivacyFacts, []settings.Due) {
	l, at := u.language, u.office.Clock()
	look := func(days int, number, who string, why data.LookReason) settings.PrivacyLine {
		return settings.PrivacyLine{When: l.DateTime(at.AddDate(0, 0, -days)), Number: number, Who: who, Why: l.LookReason(why)}
	}
	rule := data.RetentionRule{Stages: []data.Stage{data.Done, data.Rejected}, Days: 730}
	return settings.PrivacyFacts{
		Looks: []settings.PrivacyLine{
			look(0, "JK2603030007", "validator-01", data.LookedInDoubt), look(2, "JK2602110031", "bm-pusat-04", data.LookedToAnswer),
		},
		Erasures: []settings.PrivacyLine{{
			When: l.DateTime(at.AddDate(0, 0, -9)), Number: "JK2602110031", Who: "validator-01", Why: l.ErasureReason(data.ErasedOnRequest),
		}},
		Rules: []data.RetentionRule{rule},
	}, []settings.Due{{Rule: rule, Reports: 68, Sample: []string{"JK2505250001", "JK2505250002", "JK2505250003"}}}
}

// personScenes shows the question before a sender is shown, the sender, and a private case that is covered.
func (u *UI) personScenes(line data.Summary) []Scene {
	person := data.Person{Report: line.ID, Name: "Budi Contoh", Contact: "0800-1111-2222"}
	known := part.Sender{
		Known: func(context.Context, int64) (bool, error) { return true, nil },
		Ask:   func(context.Context, int64, data.LookReason) (data.Person, error) { return person, nil },
		Looks: func(context.Context, int64) ([]data.Look, error) {
			return []data.Look{{Report: line.ID, By: "bm-pusat-04", Reason: data.LookedToAnswer, At: u.office.Clock()}}, nil
		},
	}
	open := func(c casefile.CaseFile) *casefile.Page {
		for o := u.office.Window.Canvas().Overlays(); o.Top() != nil; {
			o.Remove(o.Top())
		}
		p := casefile.New(c)
		u.pages[Case] = p
		u.openCase(line.ID)
		return p
	}
	given := u.caseFile(u.pages[Desk].(*desk.Page))
	given.Sender = known
	covered := given
	covered.Cases = private{u.office.DB}
	look := part.Look{Window: u.office.Window, Language: u.language, Report: line.ID, Number: line.Number, Ask: known.Ask,
		Tell: func(work func(context.Context) (data.Person, error), done func(data.Person, error)) {
			done(work(u.root))
		}}
	return []Scene{
		{"case-sender", func() { open(given); part.ShowPerson(look) }},
		{"case-sender-shown", func() { open(given); look.Show(data.LookedToAnswer) }},
		{"case-private", func() { open(covered) }},
	}
}

// private is a store in which every report is private.
type private struct{ *store.DB }

// Case returns the report as a private one.
func (p private) Case(ctx context.Context, id int64) (data.Report, data.History, error) {
	r, h, err := p.DB.Case(ctx, id)
	r.Private = true
	return r, h, err
}

// failureScenes returns the pages that stand in the place of all others: they come last, for they take the window.
func (u *UI) failureScenes() []Scene {
	path := filepath.Join("tuntas", "tuntas.duckdb")
	at := u.office.Clock()
	made := []store.BackupRecord{{Path: path + ".backups/tuntas.duckdb", MadeAt: at, Bytes: 6_800_000, Head: store.Head{Entry: 41, Seq: 20_871}}}
	failure := Failure{
		Path: path, Language: u.language, Values: u.office.Values, Run: u.office.Run, Retry: func() {}, Snapshot: func() {}, Choose: func(string) {},
		Recover: func(context.Context, store.Progress) (store.Recovery, error) { return foundAgain, nil },
		Backups: made, Restore: func(string) {},
		Diagnose: func(context.Context) (string, error) {
			return office.DoctorPage(u.language, "1.0", store.Diagnosis{Problem: data.ErrDamaged}), nil
		},
	}
	var scenes []Scene
	for _, s := range []struct {
		name string
		err  error
	}{
		{"failed-damaged", data.About(path, data.ErrDamaged)}, {"failed-newer", data.About(path, data.ErrNewerSchema)},
		{"failed-in-use", &data.InUseError{By: "ana@meja-2", PID: 4711, Since: at.Add(-2 * time.Hour)}},
		{"failed-history-cut", data.About(path, data.ErrHistoryCut)}, {"failed-disk-full", data.About(path, data.ErrDiskFull)},
		{"failed-unsound", data.About(path, data.ErrUnsound)},
	} {
		scenes = append(scenes, Scene{s.name, func() {
			f := failure
			f.Err = s.err
			ShowFailure(u.root, u.office.Window, f)
		}})
	}
	scenes = append(scenes, Scene{"failed-recovered", func() {
		failure.Err = data.About(path, data.ErrDamaged)
		showFailure(u.root, u.office.Window, failure).onRecover()
	}})
	return append(scenes, Scene{"restoring", func() {
		ShowRestoring(u.root, u.office.Window, Restoring{
			Language: u.language, Values: u.office.Values, Run: u.office.Run,
			Do: func(_ context.Context, progress store.Progress) (store.Restored, error) {
				progress(store.PartLedger, 3, 4)
				return store.Restored{}, nil
			},
			Done: func(store.Restored, error) {},
		})
	}})
}

// foundAgain is what a recovery has brought back.
var foundAgain = store.Recovery{
	Folder: "tuntas.duckdb.damaged-20260301-080000", Reports: 3000, Events: 20_871, Log: store.LogHealth{Bytes: 52_112, Sound: 48_020},
	Head: store.Head{Entry: 41, Seq: 20_871}, Kept: store.Head{Entry: 42, Seq: 20_878},
}
