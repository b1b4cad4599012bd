package page_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tuntas/analytics/figure"
	"tuntas/reports/page"
)

// library is the chart library that goes with the program.
func library(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../../app/assets/echarts/echarts.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func render(t *testing.T, d figure.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := page.Write(&out, d, library(t)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var errBroken = errors.New("broken")

// brokenWriter takes n bytes and then no more.
type brokenWriter struct{ n int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errBroken
	}
	w.n -= len(p)
	return len(p), nil
}
