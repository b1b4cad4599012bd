package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tuntas/data"
	"tuntas/data/intake"
)

// nothing is a sink that counts nothing and keeps nothing.
type nothing struct{}

func (nothing) AddReport(data.Report) error       { return nil }
func (nothing) NextFile(string) error             { return nil }
func (nothing) AddCase(data.Report) error         { return nil }
func (nothing) AddEvent(string, data.Event) error { return nil }
func (nothing) AddMove(string, data.Event) error  { return nil }
func (nothing) Pass() error                       { return nil }
func (nothing) Note(data.Finding) error           { return nil }
func (nothing) Refuse(data.RefusedRow) error      { return errors.New("refused") }

func BenchmarkRead(b *testing.B) {
	const rows = 200_000
	var s strings.Builder
	s.WriteString("number,happened_at,activity,unit,actor,role,reason,note\n")
	stages := []string{"menunggu", "koordinasi", "proses", "tindak lanjut", "validasi", "selesai"}
	for i := range rows {
		fmt.Fprintf(&s, "JK26%08d,2026-03-%02d %02d:%02d:07.250+07:00,%s,SUKU DINAS %d,petugas%d,officer,,\n",
			i/6, 1+i%28, i%24, i%60, stages[i%6], i%40, i%300)
	}
	for name, text := range map[string]string{"plain": s.String(), "packed": packed(b, s.String())} {
		b.Run(name, func(b *testing.B) {
			p, path := profile(b, "tuntas"), file(b, "e.csv", text)
			b.ReportAllocs()
			for b.Loop() {
				c, err := intake.Read(b.Context(), p, []string{path}, nothing{}, nil)
				if err != nil || c.Events != rows {
					b.Fatalf("%+v, %v", c, err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// The forms beside delimited text, with the same 20,000 events in each.
func BenchmarkReadForms(b *testing.B) {
	const rows = 20_000
	var lines, log strings.Builder
	log.WriteString("<log>")
	sheet := [][]any{{"number", "happened_at", "activity", "unit"}}
	for i := range rows {
		number, at, unit := fmt.Sprintf("JK26%08d", i/6), fmt.Sprintf("2026-03-%02d 09:30", 1+i%28), fmt.Sprint("SUKU DINAS ", i%40)
		fmt.Fprintf(&lines, "{\"number\":%q,\"happened_at\":%q,\"activity\":\"proses\",\"unit\":%q}\n", number, at, unit)
		log.WriteString("<trace>" + event("number", number, "happened_at", at, "activity", "proses", "unit", unit) + "</trace>\n")
		sheet = append(sheet, []any{number, at, "proses", unit})
	}
	log.WriteString("</log>")
	array := "[" + strings.ReplaceAll(strings.TrimSpace(lines.String()), "\n", ",\n") + "]"
	for name, text := range map[string]string{
		"json": array, "jsonl": lines.String(), "xes": log.String(),
		"xlsx": book(b, func(f *excelize.File) error { return fillRows(f, "Sheet1", 1, sheet...) }),
	} {
		b.Run(name, func(b *testing.B) {
			p, path := profile(b, "tuntas"), file(b, "e", text)
			b.ReportAllocs()
			for b.Loop() {
				c, err := intake.Read(b.Context(), p, []string{path}, nothing{}, nil)
				if err != nil || c.Events != rows {
					b.Fatalf("%+v, %v", c, err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// Rows of reports that tell their end, half of them with values to clean.
func BenchmarkReadMoves(b *testing.B) {
	const rows = 100_000
	var s strings.Builder
	s.WriteString("id,sent,category,day,seen,closed,status\n")
	for i := range rows {
		category := []string{"Sampah", " Parkir  Liar", "Lampu &amp; kabel", "Jalan"}[i%4]
		fmt.Fprintf(&s, "%d,2026-03-01 %02d:00,%s,,,2026-03-%02d 10:00,Closed\n", i, i%10, category, 1+i%28)
	}
	p, path := profile(b, file(b, "p.toml", moving)), file(b, "r.csv", s.String())
	b.ReportAllocs()
	for b.Loop() {
		c, err := intake.Read(b.Context(), p, []string{path}, nothing{}, nil)
		if err != nil || c.Reports != rows || c.Moves != 2*rows {
			b.Fatalf("%+v, %v", c, err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
