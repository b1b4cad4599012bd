package dashboard

import (
	"bytes"
	"context"
	"image/png"
	"io"

	"fyne.io/fyne/v2"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/ui/chart"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// The size of a figure in a file, in Fyne's units, and the pixels for each of them in a PNG.
var (
	fileSize  = fyne.NewSize(960, 540)
	fileScale = float32(2)
)

// onSave offers the forms in which the figure can be taken along.
func (c *card) onSave() {
	if !c.answered {
		return
	}
	if large := c.page.large; large != nil && large.card == c {
		popBelow(large.saving, c.files())
		return
	}
	popBelow(c.tools[toolSave], c.files())
}

// files are the forms in which the figure can be saved.
func (c *card) files() []*fyne.MenuItem {
	l := c.page.dash.Language
	return []*fyne.MenuItem{
		fyne.NewMenuItem(l.Text("dashboard.copy"), c.onCopy),
		fyne.NewMenuItem(l.Text("dashboard.save.png"), func() { c.save("png", c.png) }),
		fyne.NewMenuItem(l.Text("dashboard.save.svg"), func() { c.save("svg", c.svg) }),
		fyne.NewMenuItem(l.Text("dashboard.save.csv"), func() { c.save("csv", c.csv) }),
	}
}

// save asks for a path and writes the file. What is drawn is drawn here and now; make returns what only writes it.
func (c *card) save(ending string, make func() (func(io.Writer) error, error)) {
	if !c.answered {
		return
	}
	write, err := make()
	if err != nil {
		part.ShowError(c.page.dash.Window, c.page.dash.Language, err)
		return
	}
	c.keepFile(c.view.name+"."+ending, write)
}

// keepFile asks for a path and writes the file.
func (c *card) keepFile(name string, write func(io.Writer) error) {
	p := c.page
	p.dash.SaveAs(name, func(path string) {
		work := func(context.Context) (struct{}, error) { return struct{}{}, p.dash.Save(path, write) }
		task.Run(context.WithoutCancel(p.ctx), p.dash.Run, work, func(_ struct{}, err error) {
			if err != nil {
				part.ShowError(p.dash.Window, p.dash.Language, err)
				return
			}
			p.notice.Say(p.dash.Language.Text("dashboard.saved", "path", path))
		})
	})
}

// toTake is the whole figure with what it needs away from the screen: source, instant and definition below it.
func (c *card) toTake() figure.Figure {
	l := c.page.dash.Language
	f := c.answer.section.Figure
	f.Notes = append([]string{}, f.Notes...)
	s := c.page.Scope()
	asOf := s.AsOf
	if asOf.IsZero() {
		asOf = s.Now
	}
	f.Notes = append(f.Notes, l.Text("dashboard.source", "asof", l.DateTime(asOf), "licence", l.Text("opendata.licence")))
	for _, e := range c.answer.section.Card {
		if e.Label == l.Text("card.definition") {
			f.Notes = append(f.Notes, e.Label+": "+e.Text)
		}
	}
	return f
}

func (c *card) png() (func(io.Writer) error, error) {
	picture := chart.Picture(c.toTake(), c.page.dash.Language, fileSize, fileScale, assets.NewTheme(assets.Light))
	return func(w io.Writer) error { return png.Encode(w, picture) }, nil
}

func (c *card) svg() (func(io.Writer) error, error) {
	var drawing bytes.Buffer
	if err := chart.WriteSVG(&drawing, c.toTake(), c.page.dash.Language, fileSize, assets.NewTheme(assets.Light)); err != nil {
		return nil, err
	}
	return func(w io.Writer) error {
		_, err := w.Write(drawing.Bytes())
		return err
	}, nil
}

func (c *card) csv() (func(io.Writer) error, error) {
	table := c.answer.section.Table
	return func(w io.Writer) error { return figure.WriteCSV(w, table) }, nil
}
