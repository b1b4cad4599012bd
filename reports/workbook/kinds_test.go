package workbook_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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

var update = flag.Bool("update", false, "write the golden files anew")

// TestKinds compares the chart of each kind with its golden, and the shaded cells of those that have none.
func TestKinds(t *testing.T) {
	d := sample.Document("id")
	text := write(t, d)
	f := open(t, text)
	charts := map[string]string{}
	for _, body := range parts(t, text, `^xl/charts/chart\d+\.xml$`) {
		reference := regexp.MustCompile(`<(?:c:)?f>(?:&#39;|')([^!]*?)(?:&#39;|')!`).FindStringSubmatch(body)
		if reference == nil {
			t.Fatal("a chart reads no sheet")
		}
		charts[reference[1]] = strings.ReplaceAll(body, "><", ">\n<") + "\n"
	}
	for i, s := range d.Sections {
		sheet := f.GetSheetList()[i+1]
		got, ok := charts[sheet]
		if !ok {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				got += strings.Join(row, " | ") + "\n"
			}
		}
		path := filepath.Join("testdata", string(s.Figure.Kind)+".txt")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from its golden; look at it, then go test -update", s.Figure.Kind)
		}
	}
}
