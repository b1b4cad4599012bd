package page_test

import (
	"os"
	"testing"

	"tuntas/reports/sample"
)

func TestLook(t *testing.T) {
	for _, l := range []string{"id", "en"} {
		os.WriteFile("/tmp/docs/"+l+".html", render(t, sample.Document(l)), 0o644)
	}
}
