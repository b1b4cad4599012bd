package dashboard

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/app/ui/task"
)

// crowd is a database that answers nobody before its context ends, and tells of each who asks.
type crowd struct {
	analytics.Querier
	came chan string
}

func (c *crowd) QueryContext(ctx context.Context, query string, _ ...any) (*sql.Rows, error) {
	c.came <- query
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestQuestionsStandBesideEachOther: all figures and measures of a page are asked for before the first one is answered, and
// when the reader leaves, none of them is shown.
func TestQuestionsStandBesideEachOther(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	c := &crowd{Querier: r.store, came: make(chan string, 100)}
	r.page.dash.Questions, r.page.dash.Run = c, task.Background
	ctx, leave := context.WithCancel(t.Context())
	r.page.ctx = ctx
	r.page.loads++
	r.page.ask()
	want := len(r.page.sheet.cards) + len(r.page.sheet.tiles)
	for got := range want {
		select {
		case <-c.came:
		case <-time.After(20 * time.Second):
			t.Fatalf("%d questions at a time; want %d", got, want)
		}
	}
	leave()
	for _, card := range r.page.sheet.cards {
		if card.fresh {
			t.Errorf("%s counts as answered", card.view.name)
		}
	}
}

// TestAnswersMoveNothing: no card is higher with its answer than it is without it, so that nothing is pushed down when answers come;
// only a list that turns out to have few lines is lower.
func TestAnswersMoveNothing(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	for _, name := range r.page.Pages() {
		of := r.page.sheetOf(name)
		of.figures.Resize(r.page.sheet.figures.Size()) // titles wrap to it
		before := map[string]float32{}
		for _, c := range of.cards {
			if !c.answered {
				before[c.view.name] = c.surface.MinSize().Height
			}
		}
		r.page.Show(name)
		for _, c := range of.cards {
			h, ok := before[c.view.name]
			if got := c.surface.MinSize().Height; ok && got != h && (got > h || !c.lines() || len(c.answer.section.Figure.Categories) > 5) {
				t.Errorf("%s: %v high with its answer, %v without", c.view.name, c.surface.MinSize().Height, h)
			}
		}
	}
}
