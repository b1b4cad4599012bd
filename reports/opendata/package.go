package opendata

import (
	"encoding/json"
	"io"
	"strings"
	"time"
)

// object is a part of the description of the package.
type object = map[string]any

// dataPackage describes the files after the Data Package standard, version 2 (datapackage.org, 2024).
func (w *writer) dataPackage() error {
	p := w.release.Plan
	var resources []object
	for _, f := range w.files {
		if r := w.resource(f); r != nil {
			resources = append(resources, r)
		}
	}
	description := object{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": p.Name, "title": p.Title, "description": p.Summary,
		"version": p.Version, "created": p.MadeAt.Format(time.RFC3339), "resources": resources,
		"licenses":     []object{{"name": licenceName, "title": licenceTitle, "path": licencePath}},
		"keywords":     []string{"CRM", "Jakarta", "laporan warga", "citizen reports"},
		"contributors": []object{{"title": p.Publisher, "roles": []string{"publisher"}}},
		"sources":      []object{{"title": p.Words.Text("opendata.activity")}},
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

// resource describes a file; nil for one that only explains others.
func (w *writer) resource(f file) object {
	stem, ending, _ := strings.Cut(f.name, ".")
	r := object{"name": stem, "path": f.name, "format": ending, "bytes": f.bytes, "hash": "sha256:" + f.sum}
	if title := w.release.Plan.Words.Text("opendata.file." + stem); title != "opendata.file."+stem {
		r["title"] = title
	}
	switch ending {
	case "csv":
		fields := w.fields(f.name)
		if len(fields) == 0 {
			return nil
		}
		r["type"], r["mediatype"], r["encoding"], r["schema"] = "table", "text/csv", "utf-8", w.schema(f.name, fields)
		r["dialect"] = object{"delimiter": ",", "header": true}
	case "parquet":
		name := stem + ".csv"
		r["name"], r["type"], r["mediatype"], r["schema"] = stem+"-parquet", "table", "application/vnd.apache.parquet", w.schema(name, w.fields(name))
	case "xlsx":
		r["mediatype"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return nil
	}
	return r
}

// fields are the columns of a file as the standard describes them; none for a file that is no table of data.
func (w *writer) fields(name string) (fields []object) {
	words := w.release.Plan.Words
	if name == Open311CSV {
		for _, column := range Open311Columns {
			fields = append(fields, object{"name": column, "type": "string"})
		}
		return fields
	}
	for _, v := range Variables() {
		if v.File == name {
			fields = append(fields, object{
				"name": v.Name, "type": v.Type, "title": v.title(words), "description": v.definition(words), "constraints": v.constraints(),
			})
		}
	}
	return fields
}

// constraints are what each cell of the column keeps to.
func (v Variable) constraints() object {
	c := object{"required": v.required()}
	switch {
	case v.Type == "integer":
		c["minimum"] = 1
		if strings.HasPrefix(v.Values, "0") {
			c["minimum"] = 0
		}
	case v.Rule != "":
		c["pattern"] = v.Rule
	case v.Values != "":
		c["enum"] = strings.Split(v.Values, " | ")
	}
	return c
}

func (w *writer) schema(name string, fields []object) object {
	schema := object{"fields": fields, "fieldsMatch": "exact", "missingValues": []string{""}}
	switch name {
	case CaseFile:
		schema["primaryKey"] = []string{"key"}
	case Open311CSV:
		schema["primaryKey"] = []string{"service_request_id"}
	case EventFile:
		schema["primaryKey"] = []string{"key", "seq"}
		schema["foreignKeys"] = []object{{
			"fields": []string{"key"}, "reference": object{"resource": strings.TrimSuffix(CaseFile, ".csv"), "fields": []string{"key"}},
		}}
	case AggregateFile:
		schema["primaryKey"] = []string{"measure", "dimension", "month", "value"}
	}
	return schema
}
