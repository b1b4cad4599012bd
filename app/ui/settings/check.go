package settings

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// Verdict is what verifying has found, in sentences.
type Verdict struct {
	Sound bool
	Lines []string
}

// check is the card that verifies the database and describes it for whoever helps.
type check struct {
	page   *Page
	ctx    context.Context // of the latest load
	stop   context.CancelFunc
	busy   *part.Busy
	verify *part.Button
	mend   *part.Button
	doctor *part.Button
	found  *fyne.Container
}

func newCheck(p *Page) *check {
	l := p.in.Language
	c := &check{page: p, stop: func() {}, found: part.Tower(6)}
	c.busy = part.NewBusy(l, func() { c.stop() })
	c.verify = part.NewButton(l.Text("settings.check.verify"), nil, c.onVerify)
	c.mend = part.NewButton(l.Text("settings.check.mend"), nil, func() { p.in.Care.Mend() })
	c.doctor = part.NewButton(l.Text("settings.check.doctor"), nil, func() { p.in.Care.Doctor() })
	c.mend.Importance = widget.WarningImportance
	c.mend.Hide()
	return c
}

func (c *check) content() fyne.CanvasObject {
	l := c.page.in.Language
	return part.Below(
		quiet(l.Text("settings.check.text")), part.Row(c.verify, c.mend), c.busy, c.found,
		quiet(l.Text("settings.check.doctor.text")), part.Row(c.doctor),
	)
}

// load takes the context of the page; work under way goes on.
func (c *check) load(ctx context.Context) { c.ctx = ctx }

// onVerify verifies everything. Leaving the page ends it, and so does its button.
func (c *check) onVerify() {
	if c.page.in.Care.Verify == nil || c.ctx == nil || c.busy.Visible() {
		return
	}
	l := c.page.in.Language
	ctx, stop := context.WithCancel(c.ctx)
	c.stop = stop
	c.found.Objects = nil
	c.verify.Disable()
	c.mend.Hide()
	c.busy.Start(l.Text("settings.check.busy"))
	c.page.relayout()
	type step struct {
		text  string
		share float64
	}
	verify := c.page.in.Care.Verify
	work := func(_ context.Context, tell func(step)) (Verdict, error) {
		return verify(ctx, func(text string, share float64) { tell(step{text, share}) })
	}
	task.Follow(context.WithoutCancel(ctx), c.page.in.Run, work, func(s step) {
		c.busy.SetText(s.text)
		c.busy.SetShare(s.share)
	}, func(v Verdict, err error) {
		stop()
		c.onVerified(v, err)
	})
}

// ShowVerdict shows what verifying has found, at the end of the section on the database.
func (p *Page) ShowVerdict(v Verdict) {
	p.check.onVerified(v, nil)
	p.scroll.ScrollToBottom()
}

func (c *check) onVerified(v Verdict, err error) {
	l := c.page.in.Language
	c.busy.End()
	c.verify.Enable()
	c.found.Objects = nil
	switch {
	case errors.Is(err, context.Canceled):
		c.found.Add(quiet(l.Text("settings.check.stopped")))
	case err != nil:
		slog.Error("verify the database", "err", err)
		c.found.Add(part.NewErrorNotice(l, err, c.onVerify))
	default:
		c.showVerdict(v)
	}
	c.found.Refresh()
	c.page.relayout()
}

func (c *check) showVerdict(v Verdict) {
	var icon fyne.Resource = theme.NewSuccessThemedResource(theme.ConfirmIcon())
	if !v.Sound {
		icon = theme.NewErrorThemedResource(theme.ErrorIcon())
		c.mend.Show()
	}
	for i, line := range v.Lines {
		if i == 0 {
			c.found.Add(part.Row(widget.NewIcon(icon), part.Flush(widget.NewLabelWithStyle(line, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))))
			continue
		}
		c.found.Add(part.Flush(part.Words(line)))
	}
}
