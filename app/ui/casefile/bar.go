package casefile

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// bar is the strip of moves at the bottom: a quiet line that says what can be done, or why nothing can, and a button for
// each move.
type bar struct {
	buttons map[data.Kind]*part.KeyButton
	line    *fyne.Container
	row     *fyne.Container
	judge   *part.KeyButton // puts the case in front of the validator
	memo    *part.KeyButton // of a refusal
	others  *part.KeyButton // opens the moves that are not possible, with the reasons
	card    *part.Card
	inside  *fyne.Container
}

// letters are the keys of moves.
var letters = map[data.Kind]fyne.KeyName{
	data.Accepted: fyne.KeyA, data.Refused: fyne.KeyR, data.FieldChecked: fyne.KeyF, data.Undone: fyne.KeyZ,
}

func (p *Page) newBar() *bar {
	b := &bar{buttons: map[data.Kind]*part.KeyButton{}, row: part.Flow(), line: part.Below()}
	for _, k := range data.Commands() {
		text := p.in.Language.Text("command." + string(k))
		if key, ok := letters[k]; ok {
			text += " (" + string(key) + ")"
		}
		b.buttons[k] = p.newButton(text, nil, func() { p.onMove(k) })
	}
	b.buttons[data.Accepted].Icon = assets.Themed(assets.IconAccepted)
	b.buttons[data.Refused].Icon = assets.Themed(assets.IconRefused)
	b.judge = p.newButton(p.in.Language.Text("case.judge")+" (V)", nil, p.onJudge)
	b.memo = p.newButton(p.in.Language.Text("case.memo")+" (M)", nil, p.onMemo)
	b.others = p.newButton(p.in.Language.Text("case.others"), nil, p.showOthers)
	b.others.Importance = widget.LowImportance
	b.inside = part.Below(b.line, b.row)
	b.card = part.NewCard("", b.inside)
	b.card.Hide()
	return b
}

// order puts the moves as they stand in the bar: decisions first, a remark last.
func order(can []data.Kind) []data.Kind {
	rank := func(k data.Kind) int {
		switch {
		case k.Decision():
			return 0
		case k == data.Noted:
			return 2
		}
		return 1
	}
	ordered := slices.Clone(can)
	slices.SortStableFunc(ordered, func(a, b data.Kind) int { return rank(a) - rank(b) })
	return ordered
}

// importance is how a move stands out: the first one forward, and the two that refuse.
func importance(k data.Kind, first bool) widget.Importance {
	switch {
	case k == data.Refused:
		return widget.DangerImportance
	case k == data.Noted || k == data.Undone || k == data.RejectedIt || !first:
		return widget.MediumImportance
	}
	return widget.HighImportance
}

// showBar shows what can be done now. While a command runs every button is locked.
func (p *Page) showBar() {
	p.head.showWays(p.leads(p.in.Previous), p.leads(p.in.Next))
	setShown(p.bar.card, p.seen != nil)
	if p.seen != nil {
		p.showMoves()
	}
	p.relayout()
}

// showMoves puts a button for each move that is possible into the bar.
func (p *Page) showMoves() {
	can := p.possible()
	p.bar.row.Objects = nil
	for i, k := range order(can) {
		b := p.bar.buttons[k]
		b.Importance = importance(k, i == 0)
		part.Enable(b, !p.busy)
		b.Refresh()
		p.bar.row.Add(b)
	}
	if p.judgeable() {
		p.bar.row.Add(p.bar.judge)
	}
	if p.refused() {
		p.bar.row.Add(p.bar.memo)
	}
	part.Enable(p.bar.others, !p.busy)
	p.bar.row.Add(p.bar.others)
	p.bar.line.Objects = []fyne.CanvasObject{part.Flush(part.Quiet(p.line(can)))}
	p.bar.line.Refresh()
	p.bar.inside.Refresh()
}

// relayout gives the page's parts the heights that they need now.
func (p *Page) relayout() {
	if p.content != nil {
		p.content.Refresh()
	}
}

// line says in a sentence what the desk's role can do with the case, or why it can do nothing.
func (p *Page) line(can []data.Kind) string {
	l, role, stage := p.in.Language, p.in.Staff().Role, p.seen.history.Stage()
	if p.busy {
		return l.Text("case.saving")
	}
	if err := p.hindrance(); err != nil {
		return l.Reason(err)
	}
	if slices.ContainsFunc(can, moves) {
		return l.Text("case.moves", "role", l.Role(role), "stage", l.Stage(stage))
	}
	why := l.Text("case.idle", "role", l.Role(role), "stage", l.Stage(stage))
	if turn := p.turn(); len(turn) > 0 {
		return why + " " + l.Text("case.turn", "roles", strings.Join(turn, ", "))
	}
	return why + " " + l.Text("case.closed")
}

// hindrance is what keeps the person, rather than the role, from moving the case; nil when nothing does.
func (p *Page) hindrance() error {
	if p.in.Closed != nil {
		return p.in.Closed
	}
	h, by, now := p.seen.history, p.in.Staff(), p.in.Now()
	for _, k := range []data.Kind{data.Noted, data.Accepted} {
		err := data.Allowed(h, data.Command{Version: h.Version(), Kind: k}, by, now)
		if errors.Is(err, data.ErrClock) || errors.Is(err, data.ErrOwnWork) {
			return err
		}
	}
	return nil
}

// moves tells whether a command is more than a remark.
func moves(k data.Kind) bool { return k != data.Noted }

// turn returns the names of the roles that can move the case on.
func (p *Page) turn() []string {
	var names []string
	for _, r := range data.Roles() {
		can := data.Possible(p.seen.history, data.Staff{Role: r}, p.in.Now())
		if slices.ContainsFunc(can, func(k data.Kind) bool { return moves(k) && k != data.Undone }) {
			names = append(names, p.in.Language.Role(r))
		}
	}
	return names
}

// showOthers shows every move that cannot be made now, with the reason why.
func (p *Page) showOthers() {
	if p.seen == nil {
		return
	}
	l, can := p.in.Language, p.possible()
	var rows []fyne.CanvasObject
	for _, k := range data.Commands() {
		if slices.Contains(can, k) {
			continue
		}
		b := part.NewButton(l.Text("command."+string(k)), nil, nil)
		b.Disable()
		rows = append(rows, container.New(reasoned{}, b, part.Flush(part.Words(l.Reason(p.why(k))))))
	}
	body := part.Settled(container.NewVScroll(beforeBar(part.Tower(8, rows...))))
	part.ShowSheet(p.in.Window, l, part.Sheet{Title: l.Text("case.others"), Body: part.AtLeast(640, 420, body)})
}

// why tells why k cannot be done, reasons and units aside.
func (p *Page) why(k data.Kind) error {
	if p.in.Closed != nil {
		return p.in.Closed
	}
	h := p.seen.history
	return data.Allowed(h, data.Command{Version: h.Version(), Kind: k, Unit: "?", Reason: "?"}, p.in.Staff(), p.in.Now())
}
