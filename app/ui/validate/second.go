package validate

import (
	"context"
	"errors"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// title is what the page is called.
func (p *Page) title() string {
	if p.in.Blind {
		return p.say("validate.second.title")
	}
	return p.say("validate.title")
}

// newBlindBadge is the mark that a case was accepted before, by somebody who is not named.
func newBlindBadge(p *Page) *part.Badge {
	b := part.NewBadge(p.say("validate.second.badge"), assets.Coloured(assets.IconHistory, assets.ColorQuiet), assets.ColorQuiet, assets.ColorSunken)
	setShown(b, p.in.Blind)
	return b
}

// newSecondButton leads to the second looks; it is hidden while none waits.
func newSecondButton(p *Page) *part.KeyButton {
	b := p.newButton("", assets.Themed(assets.IconHistory), p.onSecond)
	b.Hide()
	return b
}

// askSecond asks how many second looks wait for this person.
func (p *Page) askSecond() {
	if p.in.Second == nil {
		return
	}
	n, second := p.visit, p.in.Second
	work := func(ctx context.Context) (int64, error) { return second(ctx) }
	task.Run(p.ctx, p.in.Run, work, func(waiting int64, err error) {
		if err != nil && !errors.Is(err, data.ErrRole) {
			logged("count second looks", 0, err)
		}
		if n == p.visit {
			p.showSecond(waiting)
		}
	})
}

func (p *Page) showSecond(waiting int64) {
	p.waiting = waiting
	p.view.second.SetText(p.say("validate.second.open", "n", p.in.Language.Number(waiting)) + " (K)")
	setShown(p.view.second, waiting > 0)
	p.view.heading.Refresh()
	p.showEnd()
	p.view.relayout()
}

// onSecond leads to the second looks.
func (p *Page) onSecond() {
	if p.in.LookAgain != nil && p.waiting > 0 {
		p.in.LookAgain()
	}
}

// onAnswered is called when a second look turned out to be answered, or not to be this person's: the next one comes.
func (p *Page) onAnswered(err error) {
	p.give.failed = data.Command{}
	p.next()
	p.view.warn(p.in.Language.Reason(err))
}

// blindEnd is what stands where no second look is left.
func (p *Page) blindEnd() string {
	if p.day.Done > 0 {
		return p.say("validate.second.done", "n", p.in.Language.Number(p.day.Done))
	}
	return p.say("validate.second.none")
}
