package page_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tuntas/analytics/figure"
	"tuntas/reports/page"
	"tuntas/reports/sample"
)

var (
	scriptElement = regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`)
	policyElement = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
)

func TestPolicyNamesExactlyTheScripts(t *testing.T) {
	text := render(t, sample.Document("id"))
	var want []string
	for _, m := range scriptElement.FindAllSubmatch(text, -1) {
		if len(m[1]) > 0 {
			continue // a block of data
		}
		sum := sha256.Sum256(m[2])
		want = append(want, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	if len(want) != 2 {
		t.Fatalf("%d scripts run, want 2: the library and the boot script", len(want))
	}
	got := html.UnescapeString(string(policyElement.FindSubmatch(text)[1]))
	if full := "default-src 'none'; script-src " + strings.Join(want, " ") +
		"; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"; got != full {
		t.Errorf("got  %s\nwant %s", got, full)
	}
	if !strings.Contains(got, "'sha256-tmslrrTfhOMxmdwhaUAU0zbSIsvZ3rDlp8FL1qoND9A='") {
		t.Error("the library is not ECharts 6.1.0 as published")
	}
}

func TestNothingIsFetched(t *testing.T) {
	text := bytes.Replace(render(t, sample.Document("en")), library(t), nil, 1)
	for _, bad := range []string{"http://", "https://", "<link", "<iframe", "src=", "@import", "url(", "fetch(", "XMLHttpRequest"} {
		if bytes.Contains(text, []byte(bad)) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !bytes.HasPrefix(text, []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")) {
		t.Errorf("encoding and policy do not come first: %.120s", text)
	}
}

func TestPayloadsStayText(t *testing.T) {
	clean := render(t, sample.Document("en"))
	for _, payload := range sample.Payloads {
		t.Run(payload, func(t *testing.T) {
			text := render(t, sample.Hostile(payload))
			if got, want := tags(text), tags(clean); !maps(got, want) {
				t.Errorf("elements that could act: got %v, want %v", got, want)
			}
			outside := scriptElement.ReplaceAll(text, nil)
			for _, bad := range []string{"<script", "<!--", "<img", `onerror="`, "javascript:document.title=\"", "__f__(document.title=\"OWNED\")"} {
				if bytes.Contains(outside, []byte(bad)) {
					t.Errorf("the page holds %q outside its scripts", bad)
				}
			}
			checkBlocks(t, text)
		})
	}
}

// tags counts what an attack would add.
func tags(text []byte) map[string]int {
	count := map[string]int{}
	for _, tag := range []string{"<script", "</script", "<img", "<svg", "<iframe", "<style", "<table", "<section", "<a ", "<!--"} {
		count[tag] = bytes.Count(bytes.ToLower(text), []byte(tag))
	}
	return count
}

func maps(a, b map[string]int) bool {
	for k, n := range b {
		if a[k] != n {
			return false
		}
	}
	return len(a) == len(b)
}

// checkBlocks reads the data blocks as a browser would and looks at the places that the boot script turns into functions.
func checkBlocks(t *testing.T, text []byte) {
	t.Helper()
	blocks := 0
	for _, m := range scriptElement.FindAllSubmatch(text, -1) {
		if len(m[1]) == 0 {
			continue
		}
		blocks++
		if bytes.ContainsAny(m[2], "<>&\u2028\u2029") {
			t.Errorf("a block holds a character that should be escaped: %.200s", m[2])
		}
		var b struct {
			Option struct {
				Tooltip struct{ ValueFormatter, Formatter string }
				XAxis   []struct{ AxisLabel struct{ Formatter string } }
				YAxis   []struct{ AxisLabel struct{ Formatter string } }
			}
			Tones []string
		}
		if err := json.Unmarshal(m[2], &b); err != nil {
			t.Fatal(err)
		}
		names := []string{b.Option.Tooltip.ValueFormatter, b.Option.Tooltip.Formatter}
		for _, a := range append(b.Option.XAxis, b.Option.YAxis...) {
			names = append(names, a.AxisLabel.Formatter)
		}
		known := []string{"", "fmt:count", "fmt:share", "fmt:duration", "fmt:decimal"}
		for _, n := range names {
			if !slices.Contains(known, n) {
				t.Errorf("a formatter is %q", n)
			}
		}
	}
	if want := len(sample.Document("en").Sections); blocks != want {
		t.Errorf("%d blocks of data, want %d", blocks, want)
	}
}

// TestSourceKeepsOut holds the ways of the chart builder that run texts as script out of the package.
func TestSourceKeepsOut(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source found", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{
			".Render(", "RenderContent", "RenderSnippet", "components", "FuncOpts", "FuncStripCommentsOpts", "AddJSFuncs",
			"RenderItem", "EventListener", "JSONNotEscaped", "SetEscapeHTML", "template.JS", "template.HTML(",
		} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s uses %s", name, bad)
			}
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	good := sample.Document("id")
	ragged := sample.Document("id")
	ragged.Sections[0].Figure.Series[0].Points = ragged.Sections[0].Figure.Series[0].Points[:2]
	unknown := sample.Document("id")
	unknown.Sections[2].Figure.Kind = "pie"
	crooked := sample.Document("id")
	crooked.Sections[1].Table.Rows[0] = crooked.Sections[1].Table.Rows[0][:1]
	tests := []struct {
		name     string
		document figure.Document
		script   string
		want     error
	}{
		{"no script", good, " ", page.ErrScript},
		{"script that ends itself", good, "var a='</SCRIPT>'", page.ErrScript},
		{"script with a comment of HTML", good, "var a='<!--'", page.ErrScript},
		{"script with CR", good, "var a\r\n", page.ErrScript},
		{"ragged series", ragged, "x", figure.ErrShape},
		{"unknown kind", unknown, "x", figure.ErrShape},
		{"crooked row", crooked, "x", figure.ErrShape},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			err := page.Write(&out, tt.document, []byte(tt.script))
			if !errors.Is(err, tt.want) || out.Len() > 0 {
				t.Errorf("got %v and %d bytes, want %v and none", err, out.Len(), tt.want)
			}
		})
	}
}

func TestWriteReportsBrokenWriter(t *testing.T) {
	for _, n := range []int{0, 1, 4096, 1 << 20} {
		if err := page.Write(&brokenWriter{n}, sample.Document("id"), library(t)); !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes: got %v, want %v", n, err, errBroken)
		}
	}
}

func TestSectionWithoutFigureOrValues(t *testing.T) {
	d := sample.Document("en")
	d.Sections = d.Sections[:2]
	d.Sections[0].Figure = figure.Figure{}
	f := &d.Sections[1].Figure
	for i := range f.Series {
		for j := range f.Series[i].Points {
			f.Series[i].Points[j] = figure.Point{Missing: true}
		}
	}
	text := string(render(t, d))
	if strings.Contains(text, `class="chart"`) || strings.Contains(text, "application/json\" data-for") {
		t.Error("a chart was drawn from nothing")
	}
	if want := `<p class="silent">` + html.EscapeString(f.Alternative) + "</p>"; !strings.Contains(text, want) {
		t.Errorf("the page lacks %s", want)
	}
	if got := strings.Count(text, "<table>"); got != 2 {
		t.Errorf("%d tables, want 2", got)
	}
}
