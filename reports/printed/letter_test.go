package printed_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
	"tuntas/reports/printed"
)

func letter() printed.Letter {
	return printed.Letter{
		Language: "id", Title: "Memo", Subtitle: "JK1", MadeAt: time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC),
		Facts: []figure.Entry{{Label: "Kepada", Text: "Sudin"}}, Closing: "Terima kasih.", Sign: []figure.Signer{{Above: []string{"Diterima oleh"}}, {Above: []string{"Tanggal"}}},
		Parts: []printed.Part{{Heading: "Alasan", Lines: []string{"Foto \x00 buram", strings.Repeat("kata ", 900)}, Points: true}, {Heading: "Kosong"}},
	}
}

func TestLetter(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := printed.WriteLetter(w, letter(), options()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.HasPrefix(a.Bytes(), []byte("%PDF-")) {
		t.Errorf("%d and %d bytes", a.Len(), b.Len())
	}
	if pages := bytes.Count(a.Bytes(), []byte("/Type /Page\n")); pages != 2 {
		t.Errorf("%d pages, want a long point to go on over the page", pages)
	}
	var w bytes.Buffer
	if err := printed.WriteLetter(&w, letter(), printed.Options{}); !errors.Is(err, printed.ErrFont) || w.Len() > 0 {
		t.Errorf("without fonts: %v, %d bytes", err, w.Len())
	}
}
