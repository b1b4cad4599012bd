package page_test

import (
	"os"
	"testing"

	"tuntas/reports/sample"
)

func TestDump(t *testing.T) {
	if p := os.Getenv("TUNTAS_PAGE"); p != "" {
		if err := os.WriteFile(p, render(t, sample.Document("id")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
