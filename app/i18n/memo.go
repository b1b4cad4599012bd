package i18n

import (
	"strings"

	"tuntas/data"
)

// Memo writes the memo to the unit whose follow-up was refused: the title, then a paragraph or a line each.
func (l *Language) Memo(m data.Memo) []string {
	lines := []string{
		l.Text("memo.title"),
		l.Text("memo.to", "unit", l.orNone(m.Unit)),
		l.Text("memo.about", "number", m.Number, "category", l.orNone(m.Category), "sent", l.DateTime(m.SentAt)),
		l.Text("memo.place", "place", l.place(m)),
		l.Text("memo.decision", "pass", l.Number(int64(m.Pass)), "filed", l.DateTime(m.FiledAt), "decided", l.DateTime(m.DecidedAt),
			"validator", m.Validator),
	}
	if len(m.Failed) == 0 {
		lines = append(lines, l.Text("memo.reason", "reason", l.Ground(m.Reason)))
	} else {
		lines = append(lines, l.Text("memo.failed"))
	}
	for _, item := range m.Failed {
		lines = append(lines, l.Text("memo.item", "item", l.Item(item)))
	}
	for _, f := range m.Flags {
		lines = append(lines, l.Text("memo.item", "item", l.FlagWhy(f)))
	}
	if m.Note != "" {
		lines = append(lines, l.Text("memo.note", "note", m.Note))
	}
	if d, ok := data.Next(m.Deadlines); ok {
		lines = append(lines, l.Text("memo.due", "due", l.DateTime(d.DueAt), "rule", d.Rule.Code, "days", l.Days(d.Rule)))
	}
	return append(lines, l.Text("memo.end"))
}

// place is the address and the area, which an address may end with already.
func (l *Language) place(m data.Memo) string {
	area := l.Area(m.Area)
	if m.Address == "" {
		return l.orNone(area)
	}
	if strings.HasSuffix(strings.ToLower(m.Address), strings.ToLower(area)) {
		return m.Address
	}
	return m.Address + ", " + area
}

func (l *Language) orNone(text string) string {
	if text == "" {
		return l.Text("value.none")
	}
	return text
}
