package sample

import (
	"fmt"

	"tuntas/analytics/figure"
)

// Payloads are texts as a citizen or a file could bring them in; each tries to be something else than text.
var Payloads = []string{
	`</script><script>document.title="OWNED"</script>`,
	`__f__(document.title="OWNED")__f__`,
	`__f__function(){return "OWNED"}__f__`,
	`<img src=x onerror="document.title='OWNED'">`,
	`<!--<script>`,
	"a\u2028b\u2029c",
	`{{.Title}} {b} {a|x} ${1}`,
	`javascript:document.title="OWNED"`,
	`"];document.title="OWNED";//`,
	`=cmd|'/C calc'!A0`,
	`+1+1`, `-2+3`, `@SUM(1)`, "\t=1+1",
	`fmt:share`,
	"\ufffd\x00\x0b\ufffe\xff",
	"\U0001F6AE bau sekali ‮kebalik",
}

// Hostile returns a document of which every text holds payload.
func Hostile(payload string) figure.Document {
	d := Document("en")
	d.Title, d.Subtitle, d.Author = payload, payload, payload
	entry := figure.Entry{Label: payload, Text: payload}
	d.Facts = []figure.Entry{entry}
	d.Signers = []figure.Signer{{Above: []string{payload, payload}, Name: payload, Number: payload}, {}}
	w := &d.Words
	for _, t := range []*string{&w.Contents, &w.Measures, &w.Numbers, &w.Missing, &w.Small, &w.Day, &w.Hour, &w.Minute, &w.Notice, &w.NoChart, &w.NoScript, &w.Skip, &w.Walk} {
		*t = payload
	}
	for i := range w.Months {
		w.Months[i] = payload
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		s.ID, s.Title, s.Chapter, s.Finding, s.Card = payload, payload, payload, payload, []figure.Entry{entry}
		spoil(&s.Figure, payload)
		for j := range s.Table.Columns {
			s.Table.Columns[j].Name, s.Table.Columns[j].Title = payload, payload
		}
		for _, row := range s.Table.Rows {
			for j, v := range row {
				if _, ok := v.(string); ok {
					row[j] = payload
				}
			}
		}
	}
	return d
}

func spoil(f *figure.Figure, payload string) {
	f.ID, f.Title, f.Subtitle, f.CategoryAxis, f.ValueAxis, f.Alternative = payload, payload, payload, payload, payload, payload
	f.Notes = []string{payload}
	if f.Reference != nil {
		f.Reference.Name = payload
	}
	if f.Kind != figure.Calendar { // whose categories are days or are refused
		f.Categories = append([]string(nil), f.Categories...)
		for i := range f.Categories {
			f.Categories[i] = fmt.Sprint(payload, i)
		}
	}
	spoilMore(f, payload)
	for i := range f.Series {
		f.Series[i].Name = fmt.Sprint(payload, i)
		f.Series[i].Tone = figure.Tone(payload)
	}
}

// spoilMore reaches the texts that only some kinds have.
func spoilMore(f *figure.Figure, payload string) {
	for i := range f.Limits {
		f.Limits[i].Name = payload
	}
	for i := range f.Shapes {
		f.Shapes[i].Code = fmt.Sprint(payload, i)
	}
	for i := range f.Events {
		f.Events[i].Text = payload
	}
	ids := map[string]string{}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		ids[n.ID] = fmt.Sprint(payload, i)
		n.ID, n.Name, n.Words, n.Tone = ids[n.ID], payload, payload, figure.Tone(payload)
	}
	for i := range f.Ways {
		w := &f.Ways[i]
		w.From, w.To, w.Words = ids[w.From], ids[w.To], payload
	}
}
