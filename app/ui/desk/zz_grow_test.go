package desk

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/data"
)

func rowsDrawn(p *Page) (n int) {
	for _, o := range test.LaidOutObjects(p.table) {
		if fmt.Sprintf("%T", o) == "*part.tableRow" && o.Visible() {
			n++
		}
	}
	return n
}

func TestGrow(t *testing.T) {
	c := &city{n: 5000}
	p, w, _ := opened(t, c)
	p.Load(t.Context())
	fmt.Println("all", rowsDrawn(p))
	c.n = 4
	p.Show(data.Filter{Category: "x"})
	fmt.Println("four", rowsDrawn(p))
	p.Focus(w.Canvas())
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.n = 4800
	p.Show(data.Filter{Category: "y"})
	fmt.Println("grown", rowsDrawn(p))
	p.table.Refresh()
	fmt.Println("refreshed", rowsDrawn(p))
	w.Resize(fyne.NewSize(1600, 750))
	fmt.Println("resized", rowsDrawn(p))
}
