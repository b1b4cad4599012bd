package part

import (
	"strings"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/data"
)

// MemoWays are what can be done with a memo. Those that are nil are not offered.
type MemoWays struct {
	Copy  func(text string)
	Save  func(name, text string) // asks for a place and writes a text file there
	Print func(m data.Memo)       // asks for a place, writes a PDF there and opens it
}

// ShowMemo shows the memo of a refusal, to be printed, copied or kept as a file.
func ShowMemo(w fyne.Window, l *i18n.Language, m data.Memo, ways MemoWays) *Dialog {
	text := strings.Join(l.Memo(m), "\n") + "\n"
	var actions []SheetAction
	if ways.Print != nil {
		actions = append(actions, SheetAction{Text: l.Text("validate.memo.print"), Do: func() { ways.Print(m) }})
	}
	if ways.Copy != nil {
		actions = append(actions, SheetAction{Text: l.Text("validate.memo.copy"), Do: func() { ways.Copy(text) }})
	}
	if ways.Save != nil {
		actions = append(actions, SheetAction{Text: l.Text("validate.memo.save"), Do: func() { ways.Save("memo-"+m.Number+".txt", text) }})
	}
	body := Flush(Words(strings.TrimRight(text, "\n")))
	return ShowSheet(w, l, Sheet{Title: l.Text("validate.memo") + " · " + m.Number, Body: body, Actions: actions})
}
