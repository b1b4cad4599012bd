package main

import (
	"time"

	"tuntas/app/i18n"
	"tuntas/data/intake"
)

// proposal is what a dry run prints of a proposed profile for machines.
type proposal struct {
	Path       string             `json:"path"`
	Kind       string             `json:"kind"`
	Name       string             `json:"name"`
	Zone       string             `json:"zone"`
	Format     string             `json:"format"`
	Encoding   string             `json:"encoding"`
	Delimiter  string             `json:"delimiter,omitempty"`
	Sheet      string             `json:"sheet,omitempty"`
	TitleRows  int                `json:"title_rows"`
	Rows       int64              `json:"rows"`
	Ragged     int                `json:"ragged"`
	Columns    []proposedColumn   `json:"columns"`
	Activities []proposedActivity `json:"activities"`
	Moves      []proposedMove     `json:"moves"`
	Questions  []question         `json:"questions"`
	Missing    string             `json:"missing,omitempty"` // why it cannot be saved yet
	Saved      string             `json:"saved,omitempty"`   // where it was saved
}

type proposedColumn struct {
	Header     string   `json:"header"`
	Field      string   `json:"field"`
	Confidence string   `json:"confidence,omitempty"`
	Why        string   `json:"why"`
	Examples   []string `json:"examples"`
	Formats    []string `json:"formats,omitempty"`
	Ambiguous  bool     `json:"ambiguous,omitempty"`
}

type proposedActivity struct {
	Activity string `json:"activity"`
	Rows     int    `json:"rows"`
	proposedMeaning
}

type proposedMove struct {
	Header string   `json:"header"`
	Status string   `json:"status,omitempty"`
	States []string `json:"states,omitempty"`
	proposedMeaning
}

type proposedMeaning struct {
	Stage    string `json:"stage,omitempty"`
	Decision string `json:"decision,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Record   bool   `json:"record,omitempty"`
}

func meaningJSON(m intake.Meaning) proposedMeaning {
	return proposedMeaning{string(m.Stage), string(m.Decision), string(m.Kind), m.Record}
}

type question struct {
	Code    string   `json:"code"`
	Column  string   `json:"column"`
	Choices []choice `json:"choices"`
}

type choice struct {
	Code    string    `json:"code"`
	Example string    `json:"example"`
	At      time.Time `json:"at"`
}

func proposalJSON(d *intake.Draft, l *i18n.Language) proposal {
	p := proposal{
		Path: d.Path, Kind: string(d.Kind), Name: d.Name, Zone: d.Zone, Format: string(d.Format), Encoding: string(d.Encoding),
		Delimiter: d.Delimiter, Sheet: d.Sheet, TitleRows: d.TitleRows, Rows: d.All, Ragged: d.Ragged,
		Columns: []proposedColumn{}, Activities: []proposedActivity{}, Moves: []proposedMove{}, Questions: []question{}, Missing: l.Reason(d.Check()),
	}
	for _, c := range d.Columns {
		p.Columns = append(p.Columns, proposedColumn{c.Header, c.Field, string(c.Confidence), string(c.Why), append([]string{}, c.Examples...), c.Formats, c.Ambiguous})
	}
	for _, a := range d.Activities {
		p.Activities = append(p.Activities, proposedActivity{a.Text, a.Rows, meaningJSON(a.Meaning)})
	}
	for _, m := range d.Moves {
		p.Moves = append(p.Moves, proposedMove{m.Column, m.Status, m.States, meaningJSON(m.Meaning)})
	}
	for _, q := range d.Questions() {
		asked := question{Code: string(q.Code), Column: q.Column}
		for _, c := range q.Choices {
			asked.Choices = append(asked.Choices, choice(c))
		}
		p.Questions = append(p.Questions, asked)
	}
	return p
}
