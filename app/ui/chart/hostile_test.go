package chart

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/reports/sample"
)

// TestSVGOfPayloads draws each figure with each text that tries to be something else: the drawing has no element that the clean
// one has not, and none that could act or lead away.
func TestSVGOfPayloads(t *testing.T) {
	test.NewTempApp(t)
	kinds := map[string]bool{}
	for _, s := range sample.Document("en").Sections {
		count, _ := elements(t, svg(t, s.Figure))
		for name := range maps.Keys(count) {
			kinds[name] = true
		}
	}
	for _, payload := range sample.Payloads {
		for _, s := range sample.Hostile(payload).Sections {
			document := svg(t, s.Figure)
			count, _ := elements(t, document)
			for name := range count {
				if !kinds[name] {
					t.Errorf("%q: %s has an element %s", payload, s.Figure.Kind, name)
				}
			}
			for _, bad := range []string{"script", "image", "foreignObject", "a", "use", "animate", "set"} {
				if count[bad] > 0 {
					t.Errorf("%q: %s has %s", payload, s.Figure.Kind, fmt.Sprint(count[bad], " ", bad))
				}
			}
			if strings.Contains(document, "<!--") || strings.Contains(document, "<![CDATA[") {
				t.Errorf("%q: %s has a comment or raw text", payload, s.Figure.Kind)
			}
		}
	}
}
