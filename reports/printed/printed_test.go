package printed_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/reports/printed"
	"tuntas/reports/sample"
)

func options() printed.Options {
	return printed.Options{
		Regular: theme.DefaultTextFont().Content(), Bold: theme.DefaultTextBoldFont().Content(), Words: i18n.For("id", time.UTC),
		Paint: func(figure.Figure) (image.Image, error) {
			img := image.NewRGBA(image.Rect(0, 0, 320, 180))
			img.Set(1, 1, color.Black)
			return img, nil
		},
	}
}

func TestWriteIsTheSameTwice(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := printed.Write(w, sample.Document("id"), options()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.HasPrefix(a.Bytes(), []byte("%PDF-")) {
		t.Errorf("%d and %d bytes", a.Len(), b.Len())
	}
}

func TestWriteRefuses(t *testing.T) {
	noFont, noPaint := options(), options()
	noFont.Bold = nil
	broken := errors.New("no paint")
	noPaint.Paint = func(figure.Figure) (image.Image, error) { return nil, broken }
	ragged := sample.Document("id")
	ragged.Sections[0].Table.Rows = append(ragged.Sections[0].Table.Rows, []any{"one"})
	for _, v := range []struct {
		name string
		d    figure.Document
		o    printed.Options
		want error
	}{
		{"font", sample.Document("id"), noFont, printed.ErrFont}, {"paint", sample.Document("id"), noPaint, broken},
		{"ragged", ragged, options(), figure.ErrShape},
	} {
		var w bytes.Buffer
		if err := printed.Write(&w, v.d, v.o); !errors.Is(err, v.want) || w.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", v.name, err, w.Len())
		}
	}
}

// Texts that attack other forms are set as letters, whole or broken over lines, and never end the document.
func TestHostileTexts(t *testing.T) {
	for _, payload := range append(sample.Payloads, strings.Repeat("w", 40_000), "a\u202eb\x00c\U0001f600", "=1+1") {
		var w bytes.Buffer
		if err := printed.Write(&w, sample.Hostile(payload), options()); err != nil {
			t.Errorf("%.40q: %v", payload, err)
		}
		if !bytes.HasSuffix(bytes.TrimSpace(w.Bytes()), []byte("%%EOF")) {
			t.Errorf("%.40q: the document does not end", payload)
		}
	}
}
