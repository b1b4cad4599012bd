// Package page writes a document as one HTML file that needs nothing else: charts, the numbers behind them and the measure
// cards, for the screen and for paper. It knows HTML, the option language of the chart library and how a page is kept shut:
// nothing in it can run but the library and one fixed script, and nothing leaves it. It refuses to know where numbers come
// from, files, and the chart library's own rendering of pages, which runs the texts of citizens as script.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"

	"tuntas/analytics/figure"
)

// ErrScript is matched when the chart library handed to Write cannot stand inside a page.
var ErrScript = errors.New("the chart library cannot be embedded")

var (
	//go:embed style.css
	style string
	//go:embed page.gohtml boot/*.js
	files embed.FS

	layout = template.Must(template.ParseFS(files, "page.gohtml"))
	boot   = script("words", "paint", "fit", "names", "walk", "start")
)

// script puts the parts of the boot script together, in a scope of their own.
func script(parts ...string) []byte {
	text := []byte("(function () {\n'use strict';\n")
	for _, name := range parts {
		part, err := files.ReadFile("boot/" + name + ".js")
		if err != nil {
			panic(err) // it was there when this package was built
		}
		text = append(text, part...)
	}
	return append(text, "}());\n"...)
}

// Write writes d as one HTML page to w. script is the text of ECharts 6.1.0; it is put into the page as it is, and a script
// that would end its own element, or that has carriage returns, gives ErrScript. A figure without a kind is left out and its
// table stands alone; a figure that cannot be drawn gives an error that matches figure.ErrShape, and then w has got nothing.
func Write(w io.Writer, d figure.Document, script []byte) error {
	if err := checkScript(script); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	v, err := newView(d)
	if err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	v.Policy = policy(script, boot)
	var out bytes.Buffer
	out.Grow(len(script) + 1<<17)
	if err := v.write(&out, script); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// write puts the page together front to back: nothing is ever inserted into what is written already.
func (v view) write(out *bytes.Buffer, script []byte) error {
	if err := layout.ExecuteTemplate(out, "top", v); err != nil {
		return err
	}
	for _, s := range v.Sections {
		if s.block == nil {
			continue
		}
		if err := writeBlock(out, s); err != nil {
			return err
		}
	}
	for _, text := range [][]byte{script, boot} {
		out.WriteString("<script>")
		out.Write(text)
		out.WriteString("</script>\n")
	}
	return layout.ExecuteTemplate(out, "bottom", v)
}

// writeBlock writes the data of a chart. The encoder turns <, > and & into escapes, so no text can end the element, and a
// block of this type is never run.
func writeBlock(out *bytes.Buffer, s section) error {
	text, err := json.Marshal(s.block)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "<script type=\"application/json\" data-for=\"%s\">%s</script>\n", s.Chart, text)
	return nil
}

// policy allows exactly the scripts given, by the hash of their bytes, and no request at all.
func policy(scripts ...[]byte) string {
	allowed := ""
	for _, s := range scripts {
		sum := sha256.Sum256(s)
		allowed += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src" + allowed +
		"; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
}

func checkScript(script []byte) error {
	lower := bytes.ToLower(script)
	switch {
	case len(bytes.TrimSpace(script)) == 0:
		return fmt.Errorf("%w: it is empty", ErrScript)
	case bytes.Contains(lower, []byte("</script")), bytes.Contains(lower, []byte("<!--")):
		return fmt.Errorf("%w: it would end its own element", ErrScript)
	case bytes.ContainsAny(script, "\r\x00"):
		return fmt.Errorf("%w: it has carriage returns or NUL", ErrScript)
	}
	return nil
}
