package workbook_test

import (
	"fmt"
	"strings"
	"testing"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

// checkOwn looks for what a chart of a kind that writes its own cells must read.
func checkOwn(t *testing.T, f figure.Figure, columns map[string]bool) {
	t.Helper()
	var want []string
	switch f.Kind {
	case figure.Steps: // each value stands twice but the last, which nothing follows
		s := f.Series[0]
		want = append(want, fmt.Sprintf("%.9g", s.Points[0].Value))
		for i, p := range s.Points[1:] {
			want = append(want, fmt.Sprintf("%.9g", s.Points[i].Value), fmt.Sprintf("%.9g", p.Value))
		}
	case figure.Funnel:
		for _, v := range f.Limits[0].High {
			want = append(want, fmt.Sprintf("%.9g", v))
		}
	case figure.Boxes:
		for _, p := range f.Series[0].Points {
			text := fmt.Sprintf("%.9g", (p.Value-p.Q1)/86400)
			if p.Missing {
				text = ""
			}
			want = append(want, text)
		}
	}
	if !columns[fmt.Sprint(want)] {
		t.Errorf("%s: no reference holds %v; there are %v", f.Kind, want, columns)
	}
}

func TestWhatHasNoChartIsShadedAndSaysSo(t *testing.T) {
	d := sample.Document("id")
	f := open(t, write(t, d))
	for i, s := range d.Sections {
		if k := s.Figure.Kind; k != figure.Calendar && k != figure.Flow && k != figure.Places {
			continue
		}
		sheet := f.GetSheetList()[i+1]
		formats, err := f.GetConditionalFormats(sheet)
		if err != nil || len(formats) != 1 {
			t.Errorf("%s: %d stretches are shaded, %v", sheet, len(formats), err)
		}
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(fmt.Sprint(rows[:5]), d.Words.NoChart) {
			t.Errorf("%s does not say that there is no chart", sheet)
		}
	}
}
