package intake

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// benchLog is an event log of so many events.
func benchLog(rows int) []byte {
	var text bytes.Buffer
	text.WriteString("<log>")
	for i := range rows {
		text.WriteString(`<trace><string key="case:concept:name" value="A` + strconv.Itoa(i) + `"/><event><string key="number" value="A"/>` +
			`<string key="activity" value="proses"/><date key="happened_at" value="2026-03-01T09:00:00+07:00"/><string key="unit" value="Sudin"/></event></trace>`)
	}
	text.WriteString("</log>")
	return text.Bytes()
}

// benchBook is a workbook of so many events.
func benchBook(b *testing.B, rows int) []byte {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	err = w.SetRow("A1", []any{"number", "happened_at", "activity", "unit"})
	for i := range rows {
		err = errors.Join(err, w.SetRow("A"+strconv.Itoa(i+2), []any{"A" + strconv.Itoa(i), "2026-03-01 09:00", "proses", "Sudin"}))
	}
	var text bytes.Buffer
	if err = errors.Join(err, w.Flush(), f.Write(&text), f.Close()); err != nil {
		b.Fatal(err)
	}
	return text.Bytes()
}

// BenchmarkChild reads 50,000 events here and in a child.
func BenchmarkChild(b *testing.B) {
	const rows = 50_000
	type row struct {
		Number   string `parquet:"number"`
		At       string `parquet:"happened_at"`
		Activity string `parquet:"activity,dict"`
		Unit     string `parquet:"unit,dict"`
	}
	all := make([]row, rows)
	for i := range all {
		all[i] = row{"A" + strconv.Itoa(i), "2026-03-01T09:00:00Z", "proses", "Sudin"}
	}
	var columns bytes.Buffer
	if err := parquet.Write(&columns, all, parquet.Compression(&parquet.Snappy)); err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string][]byte{"xes": benchLog(rows), "xlsx": benchBook(b, rows), "parquet": columns.Bytes()} {
		path := filepath.Join(b.TempDir(), "a."+name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			b.Fatal(err)
		}
		for _, where := range []string{"here", "child"} {
			b.Run(name+" "+where, func(b *testing.B) {
				if reader = ""; where == "child" {
					isolated(b)
				}
				for b.Loop() {
					count, err := Read(b.Context(), anyProfile(b), []string{path}, new(watcher), nil)
					if err != nil || count.Taken != rows {
						b.Fatalf("%+v, %v", count, err)
					}
				}
				b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}
