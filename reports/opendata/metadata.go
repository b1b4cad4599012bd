package opendata

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
)

// metadata writes the description of the release in the fields of Satu Data Jakarta, and below them what the gate did.
func (w *writer) metadata() error {
	p, b := w.release.Plan, w.release.Balance
	text := p.Words.Text
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	rows := [][]string{
		{"title", p.Title}, {"desc", p.Summary}, {"sumber", p.Publisher}, {"kontak", p.Contact},
		{"created_at", p.MadeAt.Format(time.RFC3339)}, {"updated_at", p.MadeAt.Format(time.RFC3339)},
		{"periode_data", p.From.Format(time.DateOnly) + "/" + p.Until.AddDate(0, 0, -1).Format(time.DateOnly)},
		{"per_tanggal", p.AsOf.Format(time.RFC3339)}, {"frekuensi_penerbitan", text("opendata.frequency")},
		{"satuan", text("opendata.unit")}, {"versi", p.Version}, {"lisensi", licenceName}, {"ledger", p.Ledger},
		{"k", n(p.K)}, {"source", n(b.Source)}, {"released", n(b.Released)}, {"withheld", n(b.Withheld)}, {"private", n(b.Private)},
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
		"private", strconv.FormatInt(b.Private, 10), "hidden", strconv.FormatInt(b.Hidden, 10), "cells", strconv.FormatInt(b.Cells, 10))+"\n")
}

func (w *writer) text(name, text string) error {
	return w.put(name, func(to io.Writer) (int64, error) {
		_, err := io.WriteString(to, text)
		return 0, err
	})
}

// dataPackage describes the tables after the Data Package standard, version 2 (datapackage.org, 2024).
func (w *writer) dataPackage() error {
	p := w.release.Plan
	type object = map[string]any
	var resources []object
	for _, f := range w.files {
		fields := w.fields(f.name)
		if len(fields) == 0 {
			continue
		}
		resources = append(resources, object{
			"name": f.name[:len(f.name)-len(".csv")], "path": f.name, "type": "table", "format": "csv", "mediatype": "text/csv",
			"encoding": "utf-8", "bytes": f.bytes, "hash": "sha256:" + f.sum, "schema": w.schema(f.name, fields),
		})
	}
	description := object{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": p.Name, "title": p.Title, "description": p.Summary,
		"version": p.Version, "created": p.MadeAt.Format(time.RFC3339), "resources": resources,
		"licenses":     []object{{"name": licenceName, "title": licenceTitle}},
		"keywords":     []string{"CRM", "Jakarta", "laporan warga", "citizen reports"},
		"contributors": []object{{"title": p.Publisher, "roles": []string{"publisher"}}},
	}
	if p.Publisher == "" {
		delete(description, "contributors")
	}
	return w.put(PackageFile, func(to io.Writer) (int64, error) {
		e := json.NewEncoder(to)
		e.SetIndent("", "  ")
		return 0, e.Encode(description)
	})
}

// fields are the columns of a file as the standard describes them; none for a file that is no table of data.
func (w *writer) fields(name string) (fields []map[string]any) {
	for _, v := range Variables() {
		if v.File == name {
			fields = append(fields, map[string]any{
				"name": v.Name, "type": v.Type, "title": v.title(w.release.Plan.Words), "description": v.definition(w.release.Plan.Words),
			})
		}
	}
	return fields
}

func (w *writer) schema(name string, fields []map[string]any) map[string]any {
	schema := map[string]any{"fields": fields, "fieldsMatch": "exact", "missingValues": []string{""}}
	switch name {
	case CaseFile:
		schema["primaryKey"] = []string{"key"}
	case EventFile:
		schema["primaryKey"] = []string{"key", "seq"}
		schema["foreignKeys"] = []map[string]any{{
			"fields": []string{"key"}, "reference": map[string]any{"resource": CaseFile[:len(CaseFile)-len(".csv")], "fields": []string{"key"}},
		}}
	case AggregateFile:
		schema["primaryKey"] = []string{"measure", "dimension", "month", "value"}
	}
	return schema
}
