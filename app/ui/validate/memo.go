package validate

import (
	"tuntas/app/ui/part"
	"tuntas/data"
)

// memoOf puts together what the unit needs to know about a refusal.
func (p *Page) memoOf(s *sitting, o outcome, review data.Review) data.Memo {
	m, _ := data.MemoOf(o.report, o.history, s.about.Checklist, review)
	m.Flags = s.about.Examination.Flags
	for _, d := range data.Due(o.history, s.about.Rules, p.in.Calendar) {
		if d.Runs() {
			m.Deadlines = append(m.Deadlines, d)
		}
	}
	return m
}

// onMemo shows the memo of the latest refusal at this window.
func (p *Page) onMemo() {
	if p.view.lastMemo.Number == "" {
		p.view.warn(p.say("validate.memo.none"))
		return
	}
	p.showMemo(p.view.lastMemo)
}

// showMemo shows a memo, to be printed, copied or kept as a file.
func (p *Page) showMemo(m data.Memo) {
	part.ShowMemo(p.in.Window, p.in.Language, m, part.MemoWays{Copy: p.in.Copy, Save: p.in.Save, Print: p.in.Print})
}
