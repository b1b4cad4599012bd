package dashboard

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/app/assets"
	"tuntas/app/ui/part"
)

// sheet is one page of the dashboard: its cards, and on the first page the measures above them.
type sheet struct {
	name    string
	cards   []*card
	tiles   []*tile
	against *part.Button // what the measures are compared with; nil without tiles
	grid    *grid
	figures fyne.CanvasObject // all that scrolls
}

// occasion is under what something was asked: an answer to the same one need not be asked for again.
type occasion struct {
	filter filter
	loads  int
}

// newSheet makes the cards of a page; it asks nothing.
func newSheet(p *Page, of pageOf) *sheet {
	s := &sheet{name: of.name, grid: &grid{gap: theme.Size(assets.SizeGap)}}
	all := container.New(s.grid)
	if of.name == overviewPage {
		s.grid.whole = s.measures(p)
		all.Add(s.grid.whole)
	}
	for _, v := range of.views {
		q, err := analytics.Find(v.question)
		if err != nil {
			continue // the pages hold questions that exist
		}
		c := newCard(p, q, v)
		s.cards = append(s.cards, c)
		all.Add(c.surface)
	}
	scroll := container.NewVScroll(all)
	s.figures = container.New(viewport{s.grid, scroll}, scroll)
	return s
}

// measures are the tiles under what they are compared with, a row of their own.
func (s *sheet) measures(p *Page) fyne.CanvasObject {
	box := container.New(&tileRows{gap: theme.Size(assets.SizeGap)})
	for _, m := range analytics.Measures() {
		t := newTile(p, m.Name)
		s.tiles = append(s.tiles, t)
		box.Add(t)
	}
	s.against = part.NewButton("", theme.MenuDropDownIcon(), p.onAgainst)
	s.against.Importance, s.against.IconPlacement = widget.LowImportance, widget.ButtonIconTrailingText
	head := container.NewHBox(s.against, layout.NewSpacer())
	return part.Tower(2, head, box)
}

// ask puts all questions of the page, the figure that fills the page first, the others from above. What was answered on this
// occasion stays.
func (s *sheet) ask(ctx context.Context, scope analytics.Scope, o occasion, first *card) {
	if first != nil {
		first.ask(ctx, scope, o)
	}
	for _, t := range s.tiles {
		if ctx.Err() == nil {
			t.ask(ctx, scope, o)
		}
	}
	for _, c := range s.cards {
		if ctx.Err() != nil { // the filter may move on while an answer is shown
			return
		}
		if c != first {
			c.ask(ctx, scope, o)
		}
	}
}

// card returns the card of the view of that name; nil when there is none.
func (s *sheet) card(view string) *card {
	for _, c := range s.cards {
		if c.view.name == view {
			return c
		}
	}
	return nil
}

// tileRows lays tiles out in rows of as many as have room, all equally large.
type tileRows struct {
	gap   float32
	width float32
}

const leastTile = 236

func (r *tileRows) columns(n int) int {
	fit := int((r.width + r.gap) / (part.InText(leastTile) + r.gap))
	return max(1, min(n, fit, 4))
}

// Layout is for Fyne.
func (r *tileRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	n := r.columns(len(objects))
	height := rowHeight(objects)
	width := (size.Width - r.gap*float32(n-1)) / float32(n)
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i%n)*(width+r.gap), float32(i/n)*(height+r.gap)))
		o.Resize(fyne.NewSize(width, height))
	}
}

// MinSize is that of the rows at the width that was laid out last.
func (r *tileRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	rows := (len(objects) + r.columns(len(objects)) - 1) / r.columns(len(objects))
	return fyne.NewSize(leastTile, float32(rows)*(rowHeight(objects)+r.gap)-r.gap)
}
