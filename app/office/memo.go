package office

import (
	"context"
	"io"
	"slices"
	"time"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports/printed"
)

// Memo puts together what a unit needs to know about the last refusal of a report that stands; false when there is none.
func Memo(ctx context.Context, db *store.DB, report int64) (m data.Memo, ok bool, err error) {
	r, h, err := db.Case(ctx, report)
	if err != nil {
		return m, false, err
	}
	refusal := lastRefusal(h)
	if refusal.Seq == 0 {
		return m, false, nil
	}
	review, list, err := reviewOf(ctx, db, refusal.Seq)
	if err != nil {
		return m, false, err
	}
	if m, ok = data.MemoOf(r, h, list, review); !ok {
		return m, false, nil
	}
	rules, err := db.Rules(ctx)
	if err != nil {
		return m, false, err
	}
	for _, d := range data.Due(h, rules, db.Calendar()) {
		if d.Runs() {
			m.Deadlines = append(m.Deadlines, d)
		}
	}
	at := slices.IndexFunc(h, func(e data.Event) bool { return e.Seq == refusal.Seq })
	if x, known, err := db.Examination(ctx, report); err != nil {
		return m, false, err
	} else if known && x.Version == at {
		m.Flags = x.Flags
	}
	return m, true, nil
}

// lastRefusal is the last refusal that was not taken back.
func lastRefusal(h data.History) (last data.Event) {
	for i, e := range h {
		if e.Kind == data.Refused && (i+1 == len(h) || h[i+1].Kind != data.Undone) {
			last = e
		}
	}
	return last
}

// reviewOf returns how a decision was made, with the checklist of then; both zero where none was kept.
func reviewOf(ctx context.Context, db *store.DB, seq int64) (data.Review, data.Checklist, error) {
	review, ok, err := db.Review(ctx, seq)
	if err != nil || !ok {
		return review, data.Checklist{}, err
	}
	list, err := db.ChecklistVersion(ctx, review.Category, review.Version)
	return review, list, err
}

// WriteMemo writes a memo as PDF, in the words of l, as it stood at the instant now.
func WriteMemo(w io.Writer, m data.Memo, l *i18n.Language, now time.Time) error {
	regular, bold := assets.Fonts()
	letter := printed.Letter{
		Language: l.Code(), Title: l.Text("memo.title"), Subtitle: l.Text("memo.subtitle", "number", m.Number), Author: "Tuntas", MadeAt: now,
		Facts: memoFacts(m, l), Parts: memoParts(m, l), Closing: l.Text("memo.end"),
		Sign: []figure.Signer{{Above: []string{l.Text("memo.sign.unit")}}, {Above: []string{l.Text("memo.sign.day")}}}, Foot: l.Text("memo.foot", "when", l.DateTime(now)),
	}
	return printed.WriteLetter(w, letter, printed.Options{Regular: regular, Bold: bold, Words: l})
}

func memoFacts(m data.Memo, l *i18n.Language) (all []figure.Entry) {
	add := func(key, text string) {
		if text != "" {
			all = append(all, figure.Entry{Label: l.Text("memo.fact." + key), Text: text})
		}
	}
	place := l.Area(m.Area)
	if m.Address != "" {
		place = m.Address + ", " + place
	}
	add("unit", m.Unit)
	add("number", m.Number)
	add("category", m.Category)
	add("place", place)
	add("sent", l.DateTime(m.SentAt))
	add("filed", l.DateTime(m.FiledAt))
	add("pass", l.Number(int64(m.Pass)))
	add("decided", l.Text("memo.decided", "when", l.DateTime(m.DecidedAt), "validator", m.Validator))
	if d, ok := data.Next(m.Deadlines); ok {
		add("due", l.Text("memo.next", "due", l.DateTime(d.DueAt), "rule", d.Rule.Code))
	}
	return all
}

func memoParts(m data.Memo, l *i18n.Language) []printed.Part {
	reasons := printed.Part{Heading: l.Text("memo.part.reasons"), Points: true}
	for _, item := range m.Failed {
		reasons.Lines = append(reasons.Lines, l.Item(item))
	}
	if len(m.Failed) == 0 {
		reasons.Lines = []string{l.Ground(m.Reason)}
	}
	seen := printed.Part{Heading: l.Text("memo.part.flags"), Points: true}
	for _, f := range m.Flags {
		seen.Lines = append(seen.Lines, l.FlagWhy(f))
	}
	return []printed.Part{
		reasons,
		{Heading: l.Text("memo.part.note"), Lines: nonEmpty(m.Note)},
		seen,
		{Heading: l.Text("memo.part.words"), Lines: nonEmpty(m.Text)},
	}
}

func nonEmpty(text string) []string {
	if data.Blank(text) {
		return nil
	}
	return []string{text}
}
