package opendata

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// metadata writes the description of the release in the fields of Satu Data Jakarta, and below them what the gate did.
func (w *writer) metadata() error {
	p, b := w.release.Plan, w.release.Balance
	text := p.Words.Text
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	next := ""
	if !p.Next.IsZero() {
		next = p.Next.Format(time.DateOnly)
	}
	rows := [][]string{
		{"title", p.Title}, {"desc", p.Summary}, {"sumber", p.Publisher}, {"kontak", p.Contact},
		{"created_at", p.MadeAt.Format(time.RFC3339)}, {"updated_at", p.MadeAt.Format(time.RFC3339)},
		{"periode_data", p.From.Format(time.DateOnly) + "/" + p.Until.AddDate(0, 0, -1).Format(time.DateOnly)},
		{"per_tanggal", p.AsOf.Format(time.RFC3339)}, {"frekuensi_penerbitan", text("opendata.frequency")},
		{"satuan", text("opendata.unit")}, {"versi", p.Version}, {"lisensi", licenceName}, {"ledger", p.Ledger},
		{"dasar_kegiatan", text("opendata.activity")}, {"next_release", next}, {"k", n(p.K)}, {"sensitive", strings.Join(p.Sensitive, "; ")}, {"source", n(b.Source)}, {"released", n(b.Released)}, {"withheld", n(b.Withheld)}, {"private", n(b.Private)},
		{"counts", n(b.Cells)}, {"counts_withheld", n(b.Hidden)},
	}
	each := func(write func([]string) error) error {
		for _, row := range rows {
			if err := write(row); err != nil {
				return err
			}
		}
		return nil
	}
	return w.put(MetadataCSV, func(to io.Writer) (int64, error) { return table(to, []string{"field", "value"}, each) })
}

// The licence of what is released.
const (
	licenceName  = "CC-BY-4.0"
	licenceTitle = "Creative Commons Attribution 4.0 International"
	licencePath  = "https://creativecommons.org/licenses/by/4.0/"
)

func (w *writer) licence() error {
	return w.text(LicenceFile, fmt.Sprintf("%s (%s)\n%s\n", licenceTitle, licenceName, w.release.Plan.Words.Text("opendata.licence")))
}

// notes says in the reader's words what is in the files, and what is not.
func (w *writer) notes() error {
	p, b := w.release.Plan, w.release.Balance
	return w.text(NotesFile, p.Words.Text("opendata.notes",
		"title", p.Title, "k", strconv.FormatInt(p.K, 10), "source", strconv.FormatInt(b.Source, 10),
		"released", strconv.FormatInt(b.Released, 10), "withheld", strconv.FormatInt(b.Withheld, 10),
		"private", strconv.FormatInt(b.Private, 10), "hidden", strconv.FormatInt(b.Hidden, 10), "cells", strconv.FormatInt(b.Cells, 10))+"\n"+w.release.stands())
}

// stands says which months are left out; empty when there are none.
func (r *Release) stands() string {
	if len(r.Stand) == 0 {
		return ""
	}
	return "\n" + r.Plan.Words.Text("opendata.stand", "months", strings.Join(r.Stand, ", ")) + "\n"
}

func (w *writer) text(name, text string) error {
	return w.put(name, func(to io.Writer) (int64, error) {
		_, err := io.WriteString(to, text)
		return 0, err
	})
}
