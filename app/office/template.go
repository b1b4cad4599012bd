package office

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
)

// The templates that come with Tuntas.
const (
	Periodic = "periodic" // what happened in a period, all measures
	Flood    = "flood"    // the flood reports of a window of days
)

// Templates returns the names of the templates that come with Tuntas; the first is taken where none is named.
func Templates() []string { return []string{Periodic, Flood} }

//go:embed template/*.toml
var shipped embed.FS

// ShippedTemplate returns the text of a template that comes with Tuntas, with an explanation of each key; the first one for a
// name that is none.
func ShippedTemplate(name string) string {
	if !slices.Contains(Templates(), name) {
		name = Periodic
	}
	text, _ := shipped.ReadFile("template/" + name + ".toml") // embedded
	return string(text)
}

// maxTemplate is the longest template that is read, in bytes.
const maxTemplate = 1 << 20

// Template says what a periodic document holds: titles, chapters and their questions, who publishes it and who signs it. It
// is read from TOML; ShippedTemplate explains each key.
type Template struct {
	Title    saying    `toml:"title"`
	Imprint  Imprint   `toml:"imprint"`
	Signers  []signer  `toml:"signature"`
	Chapters []chapter `toml:"chapter"`
}

// Imprint is what the first page says about the document itself. An empty text is left out.
type Imprint struct {
	Office  string `toml:"office"`  // who publishes it
	Number  string `toml:"number"`  // of the document in the office's register
	Contact string `toml:"contact"` // how the office is reached
}

// over returns the imprint with what o says in its place.
func (i Imprint) over(o Imprint) Imprint {
	for _, f := range []struct{ to, from *string }{{&i.Office, &o.Office}, {&i.Number, &o.Number}, {&i.Contact, &o.Contact}} {
		if text := strings.TrimSpace(*f.from); text != "" {
			*f.to = text
		}
	}
	return i
}

// With returns the template with what i says in its imprint.
func (t Template) With(i Imprint) Template {
	t.Imprint = t.Imprint.over(i)
	return t
}

// Questions is how many questions and parts the template has.
func (t Template) Questions() (n int) {
	for _, c := range t.Chapters {
		n += len(c.Questions)
	}
	return n
}

// saying is a text in both languages.
type saying struct {
	ID string `toml:"id"`
	EN string `toml:"en"`
}

func (s saying) in(l *i18n.Language) string {
	if l.Code() == "en" {
		return strings.TrimSpace(s.EN)
	}
	return strings.TrimSpace(s.ID)
}

type chapter struct {
	Title     saying  `toml:"title"`
	Text      saying  `toml:"text"`
	Questions []asked `toml:"question"`
}

// asked is one question of a template, or one of the parts that are made of them.
type asked struct {
	Name    string              `toml:"name"`
	By      string              `toml:"by"`
	Grain   string              `toml:"grain"`
	Rule    string              `toml:"rule"`
	Of      string              `toml:"of"`
	Against string              `toml:"against"`
	Target  float64             `toml:"target"`
	Where   map[string][]string `toml:"where"`
	Flood   bool                `toml:"flood"`
	All     bool                `toml:"all"`
	Key     bool                `toml:"key"`
	Columns []string            `toml:"columns"`

	Measures []string           `toml:"measures"`
	Targets  map[string]float64 `toml:"targets"`

	Title saying `toml:"title"`
	Above saying `toml:"above"`
	Below saying `toml:"below"`
}

// signer is who signs.
type signer struct {
	Place string `toml:"place"`
	Date  string `toml:"date"`
	Title saying `toml:"title"`
	Name  string `toml:"name"`
	NIP   string `toml:"nip"`
}

// OpenTemplate reads a template by its name, or from the file at that path. It returns data.ErrUnknownPlace where there is
// none.
func OpenTemplate(nameOrPath string) (Template, error) {
	if nameOrPath == "" || slices.Contains(Templates(), nameOrPath) {
		return ReadTemplate(strings.NewReader(ShippedTemplate(nameOrPath)))
	}
	file, err := os.Open(nameOrPath) //nolint:gosec // the file that the person has named
	if err != nil {
		return Template{}, data.About(nameOrPath, data.ErrUnknownPlace)
	}
	t, err := ReadTemplate(file)
	return t, errors.Join(err, file.Close())
}

// ReadTemplate reads a template. It returns data.ErrTemplate about what is wrong, with its line where there is one: what is no
// TOML, an unknown key, a question, a dimension or a measure that is none, or no question at all.
func ReadTemplate(from io.Reader) (Template, error) {
	var t Template
	text, err := io.ReadAll(io.LimitReader(from, maxTemplate+1))
	if err != nil {
		return t, fmt.Errorf("read template: %w", err)
	}
	if len(text) > maxTemplate {
		return t, lines{""}.wrong(0, "1 MiB")
	}
	source := lines(strings.Split(string(text), "\n"))
	meta, err := toml.Decode(string(text), &t)
	var parse toml.ParseError
	switch {
	case errors.As(err, &parse):
		return t, source.wrong(parse.Position.Line-1, parse.Message)
	case err != nil:
		return t, source.wrong(source.named(err.Error()), err.Error())
	case len(meta.Undecoded()) > 0:
		key := meta.Undecoded()[0]
		return t, source.wrong(source.find(0, key[len(key)-1]), key.String())
	}
	return t, t.check(source)
}

// check holds each question against what it can be asked.
func (t Template) check(source lines) error {
	n, at := 0, 0
	for _, c := range t.Chapters {
		for _, q := range c.Questions {
			at = source.next(at, "[[chapter.question]]")
			if key, word := q.wrong(); key != "" {
				return source.wrong(source.find(at, key), word)
			}
			at++
			n++
		}
	}
	if n == 0 {
		return source.wrong(len(source)-1, "[[chapter.question]]")
	}
	return nil
}

// wrong returns the key of the first thing that the question cannot have, and what it says; empty when all is well.
func (q asked) wrong() (key, word string) {
	if q.made() {
		for _, m := range q.Measures {
			if !measured(m) {
				return "measures", m
			}
		}
		for m := range q.Targets {
			if !measured(m) {
				return "targets", m
			}
		}
		return "", ""
	}
	question, err := analytics.Find(q.Name)
	if err != nil {
		return "name", q.Name
	}
	known, of := question.Known(q.Of)
	grains := []analytics.Grain{"", analytics.None, fitting, analytics.Day, analytics.Week, analytics.Month, analytics.Quarter, analytics.Year}
	switch {
	case !of:
		return "of", q.Of
	case q.By != "" && q.By != analytics.None && !slices.Contains(known.By, analytics.Dimension(q.By)):
		return "by", q.By
	case q.Rule != "" && !slices.Contains(known.Rules, analytics.Rule(q.Rule)):
		return "rule", q.Rule
	case !slices.Contains(grains, analytics.Grain(q.Grain)):
		return "grain", q.Grain
	case !slices.Contains([]analytics.Against{"", analytics.Before, analytics.LastYear, analytics.Target}, analytics.Against(q.Against)):
		return "against", q.Against
	}
	for d := range q.Where {
		if !slices.Contains(known.Where, analytics.Dimension(d)) {
			return "where", d
		}
	}
	return "", ""
}

func measured(name string) bool {
	return slices.ContainsFunc(analytics.Measures(), func(m analytics.Measure) bool { return m.Name == name })
}

// lines are the lines of a template, to say where something is.
type lines []string

// next returns the first line from a line on that is that heading; len(l) when there is none.
func (l lines) next(from int, heading string) int {
	for i := from; i < len(l); i++ {
		if strings.TrimSpace(l[i]) == heading {
			return i
		}
	}
	return len(l)
}

// find returns the first line from a line on that sets the key, or opens a table of that name; len(l) when there is none.
func (l lines) find(from int, key string) int {
	for i := from; i < len(l); i++ {
		name, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(l[i]), "[]"), "=")
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		if at := strings.LastIndexByte(name, '.'); name == key || at >= 0 && name[at+1:] == key {
			return i
		}
	}
	return len(l)
}

// named returns the line that an error of the reader names, or that of a key in it; the first line when there is none.
func (l lines) named(message string) int {
	if _, after, ok := strings.Cut(message, "line "); ok {
		var line int
		if n, _ := fmt.Sscan(after, &line); n == 1 && line > 0 {
			return line - 1
		}
	}
	for _, word := range strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune("\"'`. ", r) }) {
		if at := l.find(0, word); at < len(l) {
			return at
		}
	}
	return 0
}

// wrong is the error about what stands in a line; of one that is not known, about the last.
func (l lines) wrong(line int, what string) error {
	return data.About(fmt.Sprintf("%d: %s", min(line, len(l)-1)+1, what), data.ErrTemplate)
}
