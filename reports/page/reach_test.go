package page_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

var (
	headingElement = regexp.MustCompile(`<h([1-6])[ >]`)
	idAttribute    = regexp.MustCompile(` id="([^"]*)"`)
	pointer        = regexp.MustCompile(` (?:href="#|aria-labelledby="|aria-describedby=")([^"]*)"`)
)

// TestPageIsReachable holds what a screen reader and a keyboard go by: one heading of the first rank and no rank left out, names
// of all regions, headers of all columns, a caption for each table, and links that lead somewhere, the first past the contents.
func TestPageIsReachable(t *testing.T) {
	for _, language := range []string{"id", "en"} {
		text := scriptElement.ReplaceAll(render(t, sample.Document(language)), nil)
		rank := 0
		for _, m := range headingElement.FindAllSubmatch(text, -1) {
			r := int(m[1][0] - '0')
			if r > rank+1 || (r == 1) != (rank == 0) {
				t.Errorf("a heading of rank %d follows one of rank %d", r, rank)
			}
			rank = r
		}
		var ids []string
		for _, m := range idAttribute.FindAllSubmatch(text, -1) {
			if slices.Contains(ids, string(m[1])) {
				t.Errorf("the id %s stands twice", m[1])
			}
			ids = append(ids, string(m[1]))
		}
		for _, m := range pointer.FindAllSubmatch(text, -1) {
			if !slices.Contains(ids, string(m[1])) {
				t.Errorf("nothing has the id %s", m[1])
			}
		}
		for _, bad := range []string{"<th>", `<th class`, `aria-label=""`, "<table></table>"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("the page holds %s", bad)
			}
		}
		if tables, captions := bytes.Count(text, []byte("<table>")), bytes.Count(text, []byte("<caption")); tables != captions || tables == 0 {
			t.Errorf("%d tables with %d captions", tables, captions)
		}
		body := text[bytes.Index(text, []byte("<body>")):]
		if first := bytes.Index(body, []byte("<a ")); !bytes.HasPrefix(body[first:], []byte(`<a class="skip" href="#main">`)) {
			t.Errorf("the first link does not skip the contents: %.60s", body[first:])
		}
	}
}

// probe opens a page with a script of the test's own, which the policy of the page would forbid, and returns what the script
// wrote into the element "probe".
func probe(t *testing.T, d figure.Document, script string) string {
	t.Helper()
	text := render(t, d)
	text = bytes.Replace(text, policyElement.Find(text), []byte(`name="x" content="x"`), 1)
	end := bytes.LastIndex(text, []byte("</body>"))
	text = append(text[:end:end], "<pre id=\"probe\"></pre><script>(function () { var out = []; function say() { out.push([].join.call(arguments, ' ')); }\n"+
		script+"\ndocument.getElementById('probe').textContent = out.join('\\n'); }());</script></body></html>"...)
	dom, log := visit(t, text, "--enable-logging=stderr", "--dump-dom")
	for line := range strings.Lines(log) {
		if strings.Contains(line, "CONSOLE") {
			t.Errorf("the browser complains: %s", line)
		}
	}
	found := regexp.MustCompile(`(?s)<pre id="probe">(.*?)</pre>`).FindStringSubmatch(dom)
	if len(found) == 0 || found[1] == "" {
		t.Fatal("the script of the test said nothing")
	}
	return strings.ReplaceAll(found[1], "&nbsp;", " ")
}

// TestBrowserWalksMarks walks each chart by keyboard: arrows and Enter say value and n, Escape falls silent.
func TestBrowserWalksMarks(t *testing.T) {
	d := sample.Document("id")
	got := probe(t, d, `
document.querySelectorAll('.plot').forEach(function (plot) {
  function press(key) { plot.dispatchEvent(new KeyboardEvent('keydown', { key: key, cancelable: true })); return plot.nextElementSibling.textContent; }
  plot.focus();
  say(plot.firstChild.id, plot.tabIndex, plot.getAttribute('role'), plot.getAttribute('aria-label'), '|', press('Enter'), '|', press('ArrowRight'), '|', press('End'), '|', press('Enter'), '|', press('Escape'), '|');
});`)
	lines := strings.Split(got, "\n")
	if len(lines) != len(d.Sections) {
		t.Fatalf("%d charts, want %d", len(lines), len(d.Sections))
	}
	for i, line := range lines {
		parts := strings.Split(line, "|")
		if want := fmt.Sprintf("c%d 0 application %s ", i+1, d.Sections[i].Title); parts[0] != want {
			t.Errorf("got %q, want %q", parts[0], want)
		}
		first, last := strings.TrimSpace(parts[1]), strings.TrimSpace(parts[3])
		if first == "" || last == "" || first == last || strings.TrimSpace(parts[4]) != last || strings.TrimSpace(parts[5]) != "" {
			t.Errorf("%s: %q", d.Sections[i].ID, parts)
		}
	}
	for _, want := range []string{
		"JAKI. 7.421 |", "Surat elektronik. 625 |", "Okt 2025. Selesai: 9.120 |", "Mar 2026. Masih dikerjakan: 3.393 |", "> 60. 48 |",
		"Suku Dinas Bina Marga Jakarta Selatan. Dikembalikan: 12,1% (10,1% – 14,4%), n = 940 |", "Suku Dinas Lingkungan Hidup Jakarta Timur. Dikembalikan: 9,8% (7,9% – 12,1%), n = 812 |", "Kelurahan Contoh. Dikembalikan: 25,0% (7,1% – 59,1%), n = 8, terlalu sedikit untuk dinilai |",
		"Ditolak. 960 |", "1 Desember 2025. Laporan: 40, n = 40 |", "Pulau. Laporan banjir: 4, n = 4, terlalu sedikit untuk dinilai |", "12. Laporan: 1.450, n = 1.450 |",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "&gt;", ">"), want) {
			t.Errorf("nothing says %q:\n%s", want, got)
		}
	}
}

// TestBrowserPutsLinesInTheirPlace measures where the line of a reference stands: at its value, not at the value rounded.
func TestBrowserPutsLinesInTheirPlace(t *testing.T) {
	d := sample.Document("id")
	var kept []figure.Section
	for _, s := range d.Sections {
		if s.Figure.Reference != nil {
			s.Figure.Reference.Value = .1249
			kept = append(kept, s)
		}
	}
	d.Sections = kept
	got := probe(t, d, `
document.querySelectorAll('.chart').forEach(function (element) {
  var chart = echarts.getInstanceByDom(element), lies = chart.getOption().yAxis[0].type === 'category';
  var finder = lies ? { xAxisIndex: 0 } : { yAxisIndex: 0 }, want = chart.convertToPixel(finder, 0.1249), best = 999;
  element.querySelectorAll('path[stroke-dasharray]').forEach(function (p) {
    var b = p.getBBox(), at = lies ? b.x : b.y;
    if ((lies ? b.width : b.height) < 1) { best = Math.min(best, Math.abs(at - want)); }
  });
  say(best < 1 ? 'good' : 'off by ' + best);
});`)
	if want := strings.TrimSuffix(strings.Repeat("good\n", len(kept)), "\n"); got != want || len(kept) < 3 {
		t.Errorf("of %d references: %s", len(kept), got)
	}
}

// TestBrowserKeepsNamesOffDots: in a funnel with a crowd of dots outside the limits no name covers a dot or another name, and
// most of them found a place.
func TestBrowserKeepsNamesOffDots(t *testing.T) {
	d := sample.Document("id")
	i := slices.IndexFunc(d.Sections, func(s figure.Section) bool { return s.Figure.Kind == figure.Funnel })
	d.Sections = d.Sections[i : i+1]
	f := &d.Sections[0].Figure
	for k := range 24 {
		f.Categories = append(f.Categories, fmt.Sprintf("Suku Dinas Percobaan %d", k))
		p := figure.Point{X: float64(200 + 31*k%700), Value: .19 + .013*float64(k%5), N: 300}
		p.Low, p.High = p.Value, p.Value
		f.Series[0].Points = append(f.Series[0].Points, p)
	}
	got := probe(t, d, `
var element = document.querySelector('.chart'), chart = echarts.getInstanceByDom(element), box = element.getBoundingClientRect();
var dots = chart.getOption().series[0].data.map(function (p) { var at = chart.convertToPixel({ seriesIndex: 0 }, p.value); return { left: at[0] - 4, right: at[0] + 4, top: at[1] - 4, bottom: at[1] + 4 }; });
var names = [].filter.call(element.querySelectorAll('text'), function (e) { return /Suku|Unit /.test(e.textContent); }).map(function (e) {
  var r = e.getBoundingClientRect(); return { left: r.left - box.left, right: r.right - box.left, top: r.top - box.top + 2, bottom: r.bottom - box.top - 2, text: e.textContent };
});
function meet(a, b) { return a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }
names.forEach(function (n) {
  if (dots.some(function (o) { return meet(n, o); })) { say('covers a dot:', n.text); }
  if (names.some(function (o) { return meet(n, o); })) { say('covers a name:', n.text); }
  if (n.left < 0 || n.right > box.width) { say('is cut off:', n.text); }
});
say(names.length >= 12 && dots.length === 40 ? 'named' : names.length + ' names of ' + dots.length + ' dots');`)
	if got != "named" {
		t.Error(got)
	}
}
