package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
)

func svg(t *testing.T, f figure.Figure) string {
	t.Helper()
	var out strings.Builder
	if err := WriteSVG(&out, f, jakarta(), fyne.NewSize(760, 440), assets.NewTheme(assets.Light)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// elements counts the elements of a document and returns all of its words; it fails on one that is not well-formed.
func elements(t *testing.T, document string) (count map[string]int, words string) {
	t.Helper()
	count = map[string]int{}
	var all strings.Builder
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return count, all.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			count[token.Name.Local]++
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" || a.Name.Local == "style" {
					t.Errorf("an element has the attribute %s", a.Name.Local)
				}
			}
		case xml.CharData:
			all.Write(token)
		}
	}
}

func TestSVGOfEveryKind(t *testing.T) {
	test.NewTempApp(t)
	for name, f := range everyKind() {
		f = tidy(f)
		document := svg(t, f)
		count, words := elements(t, document)
		s := arrange(prepared(f), 760, 440, ruler{Text: 14, Measure: measure}, jakarta())
		if got := count["title"]; got != len(s.Marks)+1 {
			t.Errorf("%s: %d titles for %d marks and the figure", name, got, len(s.Marks))
		}
		for _, it := range s.Items {
			if line, ok := it.(text); ok && !strings.Contains(words, line.Words) {
				t.Errorf("%s: the drawing lacks %q", name, line.Words)
			}
		}
		if folder := os.Getenv("TUNTAS_SHEET"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, name+".svg"), []byte(document), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, bad := range []string{"NaN", "Inf", "<script", "<image", "<foreignObject"} {
			if strings.Contains(document, bad) {
				t.Errorf("%s: the drawing holds %s", name, bad)
			}
		}
	}
}

func TestSVGKeepsHostileTextsInert(t *testing.T) {
	test.NewTempApp(t)
	allowed := []string{"svg", "title", "desc", "pattern", "rect", "path", "circle", "text"}
	for _, payload := range []string{
		`</text><script>alert(1)</script>`, `"><script/>`, `<![CDATA[x]]>`, `&xxe;`, `' onload='alert(1)`, "\x00\x0b\ufffe", "\xff\xfe", `]]>`, "a\u2028b", `<a href="x">`,
	} {
		for name, f := range everyKind() {
			f = tidy(f)
			clean, _ := elements(t, svg(t, f))
			f.Title, f.Subtitle, f.CategoryAxis, f.ValueAxis, f.Alternative, f.Notes = payload, payload, payload, payload, payload, []string{payload}
			f.Series, f.Nodes, f.Ways = slices.Clone(f.Series), slices.Clone(f.Nodes), slices.Clone(f.Ways)
			for i := range f.Series {
				f.Series[i].Name, f.Series[i].Tone = payload, figure.Tone(payload)
			}
			for i := range f.Nodes {
				f.Nodes[i].Name, f.Nodes[i].Words = payload, payload
			}
			for i := range f.Ways {
				f.Ways[i].Words = payload
			}
			if f.Kind != figure.Calendar {
				f.Categories = slices.Clone(f.Categories)
				for i := range f.Categories {
					f.Categories[i] = fmt.Sprint(payload, i)
				}
			}
			count, _ := elements(t, svg(t, f))
			for element := range count {
				if !slices.Contains(allowed, element) {
					t.Errorf("%s, %q: the drawing has an element %s", name, payload, element)
				}
			}
			if count["title"] != clean["title"] {
				t.Errorf("%s, %q: %d titles, %d without", name, payload, count["title"], clean["title"])
			}
		}
	}
}

func TestSVGRefuses(t *testing.T) {
	test.NewTempApp(t)
	bad := flowSample()
	bad.Ways[0].To = "nowhere"
	var out strings.Builder
	err := WriteSVG(&out, bad, jakarta(), fyne.NewSize(400, 300), assets.NewTheme(assets.Light))
	if !errors.Is(err, figure.ErrShape) || out.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, out.Len())
	}
	if err := WriteSVG(brokenWriter{}, flowSample(), jakarta(), fyne.NewSize(400, 300), assets.NewTheme(assets.Light)); !errors.Is(err, errBroken) {
		t.Errorf("a writer that fails: %v", err)
	}
	// the same figure gives the same drawing
	if a, b := svg(t, citySample()), svg(t, citySample()); a != b || !regexp.MustCompile(`^<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="id"`).MatchString(a) {
		t.Error("two drawings differ, or one begins otherwise")
	}
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }
