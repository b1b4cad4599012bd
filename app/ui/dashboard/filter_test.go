package dashboard

import (
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

func TestUsualFilter(t *testing.T) {
	now := datatest.At(t, "2026-06-15 12:00")
	for _, c := range []struct{ last, from, until string }{
		{"2026-03-10 08:00", "2025-04-01", "2026-04-01"},
		{"2026-01-01 00:00", "2025-02-01", "2026-02-01"}, // still December in UTC
		{"2025-12-31 23:59", "2025-01-01", "2026-01-01"},
		{"", "2025-07-01", "2026-07-01"},
	} {
		var choices data.Choices
		if c.last != "" {
			choices.Last = datatest.At(t, c.last)
		}
		got := usualFilter(choices, now, datatest.Jakarta)
		if from, until := datatest.At(t, c.from), datatest.At(t, c.until); !got.from.Equal(from) || !got.until.Equal(until) {
			t.Errorf("last %q: %v to %v; want %v to %v", c.last, got.from, got.until, from, until)
		}
	}
}

func TestOnCardKeepsTheLargest(t *testing.T) {
	l := i18n.For("id", datatest.Jakarta)
	f := figure.Figure{Kind: figure.Dots, Unit: figure.Share, Subtitle: "x", Series: []figure.Series{{}}}
	for i := range 20 {
		f.Categories = append(f.Categories, string(rune('a'+i)))
		f.Series[0].Points = append(f.Series[0].Points, figure.Point{Value: 0.5, N: int64(i)})
	}
	got := onCard(f, l)
	if names := strings.Join(got.Categories, ""); names != "tsrqponmlk" {
		t.Errorf("categories %q; want those with the most cases, the largest first", names)
	}
	if n := got.Series[0].Points[0].N; n != 19 {
		t.Errorf("first point rests on %d; want 19", n)
	}
	if len(got.Notes) != 1 || got.Subtitle != "" {
		t.Errorf("notes %v, subtitle %q; want one note and no subtitle", got.Notes, got.Subtitle)
	}
	f.Notes, f.Cut = []string{"provisional", "9 rows found no room"}, "9 rows found no room"
	if got := onCard(f, l).Notes; len(got) != 2 || got[0] != "provisional" || len(f.Notes) != 2 {
		t.Errorf("notes %v of %v; want one sentence about what is left out", got, f.Notes)
	}
	if len(f.Categories) != 20 || f.Series[0].Points[0].N != 0 {
		t.Error("the figure itself was changed")
	}
	f.Kind = figure.Heat
	if got := onCard(f, l); len(got.Categories) != 20 {
		t.Errorf("a grid was cut to %d categories", len(got.Categories))
	}
	f.Series, f.Categories = nil, []string{"x"}
	for i := range 20 {
		from := time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		f.Series = append(f.Series, figure.Series{Name: from, Points: []figure.Point{{Key: figure.Key{"from": from}, N: int64(i % 7)}}})
	}
	if got := onCard(f, l); len(got.Series) != monthsOnCard || got.Series[0].Name != "2026-01-09" {
		t.Errorf("%d periods from %s on; want the last %d", len(got.Series), got.Series[0].Name, monthsOnCard)
	}
}

func TestTabbed(t *testing.T) {
	table := figure.Table{
		Columns: []figure.Column{
			{Title: "Unit", Unit: figure.Text}, {Title: "n", Unit: figure.Count}, {Title: "Tingkat", Unit: figure.Share},
			{Title: "Median", Unit: figure.Duration}, {Title: "Hari", Unit: figure.Date},
		},
		Rows: [][]any{
			{"=cmd\t|x", int64(12345), 0.125, 5400.0, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)},
			{"B", int64(0), nil, nil, nil},
		},
	}
	want := "Unit\tn\tTingkat\tMedian (jam)\tHari\n'=cmd |x\t12345\t12,50%\t1,50\t2026-03-01\nB\t0\t\t\t\n"
	if got := tabbed(table, i18n.For("id", datatest.Jakarta)); got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestHoursStandInTheirOrder(t *testing.T) {
	f := figure.Figure{Kind: figure.Lying, Series: []figure.Series{{}}}
	for _, hour := range []string{"09", "22", "00"} { // the largest first
		f.Categories = append(f.Categories, hour+":00")
		f.Series[0].Points = append(f.Series[0].Points, figure.Point{Key: figure.Key{"hour": hour}, N: int64(len(f.Categories))})
	}
	got := inOrder(f, string(byHour))
	if names := strings.Join(got.Categories, " "); names != "00:00 09:00 22:00" || got.Kind != figure.Bars || got.Series[0].Points[0].N != 3 {
		t.Errorf("%s as %s, the first on %d; want the hours in their order with their points", names, got.Kind, got.Series[0].Points[0].N)
	}
	if f.Categories[0] != "09:00" || f.Series[0].Points[0].N != 1 {
		t.Error("the figure itself was changed")
	}
}

func TestMinutesAreShownAsReadersWriteThem(t *testing.T) {
	l := i18n.For("id", datatest.Jakarta)
	for text, want := range map[string]string{
		"2026-03-01 14:05": "1 Mar 2026 14.05 WIB", "2026-03-01": "2026-03-01", "JK2603010001": "JK2603010001", "": "",
	} {
		if got := shown(text, figure.Text, l); got != want {
			t.Errorf("%q: got %q; want %q", text, got, want)
		}
	}
	if got := copied("2026-03-01 14:05", figure.Text, l); got != "2026-03-01 14:05" {
		t.Errorf("copied as %q; want what a spreadsheet reads", got)
	}
}
