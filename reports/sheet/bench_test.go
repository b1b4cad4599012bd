package sheet_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"tuntas/reports/sheet"
)

// BenchmarkMillionRows writes a million rows of twelve mixed columns. Budget: 8 s and 200 MB.
func BenchmarkMillionRows(b *testing.B) {
	for b.Loop() {
		if err := million(filepath.Join(b.TempDir(), "m.xlsx")); err != nil {
			b.Fatal(err)
		}
	}
	if text, err := os.ReadFile("/proc/self/status"); err == nil {
		if m := regexp.MustCompile(`VmHWM:\s+(\d+)`).FindSubmatch(text); m != nil {
			var kb float64
			_, _ = fmt.Sscan(string(m[1]), &kb)
			b.ReportMetric(kb/1024, "peakMB")
		}
	}
}

func million(path string) error {
	file, err := os.Create(path) //nolint:gosec // a folder of the test
	if err != nil {
		return err
	}
	book, err := sheet.New(sheet.Properties{Title: "Sejuta", At: at})
	if err != nil {
		return err
	}
	h := sheet.Head{Name: "Data", Title: "Data"}
	for i := range 12 {
		unit := []sheet.Unit{sheet.Verbatim, sheet.Count, sheet.Share, sheet.Date}[i%4]
		h.Columns = append(h.Columns, sheet.Column{Title: fmt.Sprint("kolom ", i), Unit: unit})
	}
	table, err := book.Table(h)
	if err != nil {
		return err
	}
	row := make([]sheet.Cell, 12)
	for i := range 1_000_000 {
		for j := range row {
			switch j % 4 {
			case 0:
				row[j] = sheet.Text(places[(i*7919+j)%len(places)])
			case 1:
				row[j] = sheet.Integer(int64(i*31+j) % 99991)
			case 2:
				row[j] = sheet.Number(float64((i*17+j)%1009) / 1009)
			default:
				row[j] = sheet.Day(at.AddDate(0, 0, (i+j)%1500))
			}
		}
		if err := table.Row(row...); err != nil {
			return err
		}
	}
	if err := table.End(); err != nil {
		return err
	}
	return errors.Join(book.Write(file), file.Close())
}

var places = func() []string {
	var all []string
	for i := range 267 {
		all = append(all, fmt.Sprintf("31.%02d.%02d.%04d", 71+i%5, i%10, 1000+i))
	}
	return all
}()
