package desk

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var (
	jakarta = time.FixedZone("WIB", 7*60*60)
	today   = time.Date(2026, time.March, 10, 8, 30, 0, 0, time.UTC)
)

// city is a store whose row i is the report i+1, or what row says.
type city struct {
	n       int64
	row     func(f data.Filter, i int) data.Summary
	hook    func(f data.Filter, offset int) // called before rows are given
	fail    error
	asked   []string // each question for rows, as "offset+limit"
	filters []data.Filter
	counts  int
}

func (c *city) Count(_ context.Context, f data.Filter) (int64, error) {
	c.counts++
	if f.Text == "nothing" {
		return 0, c.fail
	}
	return c.n, c.fail
}

func (c *city) Lines(_ context.Context, f data.Filter, offset, limit int) (lines []data.Summary, err error) {
	c.asked = append(c.asked, fmt.Sprintf("%d+%d", offset, limit))
	c.filters = append(c.filters, f)
	if c.hook != nil {
		c.hook(f, offset)
	}
	if f.Text == "nothing" {
		return nil, c.fail
	}
	for i := offset; i < min(offset+limit, int(c.n)); i++ {
		lines = append(lines, c.line(f, i))
	}
	return lines, c.fail
}

func (c *city) line(f data.Filter, i int) data.Summary {
	if c.row != nil {
		return c.row(f, i)
	}
	return data.Summary{ID: int64(i + 1), Number: fmt.Sprintf("JK%07d", i), Stage: data.Process, Since: today.Add(-26 * time.Hour), Pass: 1}
}

func (c *city) Choices(context.Context) (data.Choices, error) {
	return data.Choices{
		Areas: []string{"31.74.06.1003"}, Categories: []string{"Jalan"}, Channels: []string{"JAKI"}, Units: []string{"Sudin"}, Reports: c.n,
	}, nil
}

// last returns the filter of the latest question for rows.
func (c *city) last() data.Filter { return c.filters[len(c.filters)-1] }

// opened shows the page of c in a window; opened cases are added to the list returned.
func opened(t *testing.T, c *city) (*Page, fyne.Window, *[]int64) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	cases := &[]int64{}
	p := New(Desk{
		Reports: c, Run: task.Inline, Language: i18n.For("id", jakarta), Today: func() time.Time { return today },
		Open: func(id int64) { *cases = append(*cases, id) },
	})
	w := test.NewTempWindow(t, p.Content())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1080, 750))
	return p, w, cases
}

// texts returns what the list shows of row i.
func texts(t *testing.T, p *Page, i int) []string {
	t.Helper()
	cells, ok := source{p}.Row(i)
	if !ok {
		t.Fatalf("row %d is not loaded", i)
	}
	var all []string
	for _, c := range cells {
		all = append(all, c.Text)
	}
	return all
}
