package office

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/BurntSushi/toml"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
)

//go:embed template.toml
var shippedTemplate string

// maxTemplate is the longest template that is read, in bytes.
const maxTemplate = 1 << 20

// Template says what a periodic document holds: titles, chapters and their questions. It is read from TOML; ShippedTemplate
// explains each key.
type Template struct {
	Title    saying    `toml:"title"`
	Chapters []chapter `toml:"chapter"`
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

// asked is one question of a template.
type asked struct {
	Name    string  `toml:"name"`
	By      string  `toml:"by"`
	Grain   string  `toml:"grain"`
	Rule    string  `toml:"rule"`
	Of      string  `toml:"of"`
	Against string  `toml:"against"`
	Target  float64 `toml:"target"`
	Title   saying  `toml:"title"`
	Above   saying  `toml:"above"`
	Below   saying  `toml:"below"`
}

// ShippedTemplate returns the text of the template that comes with Tuntas, with an explanation of each key.
func ShippedTemplate() string { return shippedTemplate }

// ReadTemplate reads a template. It returns data.ErrTemplate about what is wrong: the line, an unknown key, a question or a
// dimension that is none, or no question at all.
func ReadTemplate(from io.Reader) (Template, error) {
	var t Template
	text, err := io.ReadAll(io.LimitReader(from, maxTemplate+1))
	if err != nil {
		return t, fmt.Errorf("read template: %w", err)
	}
	if len(text) > maxTemplate {
		return t, data.About("1 MiB", data.ErrTemplate)
	}
	meta, err := toml.Decode(string(text), &t)
	var parse toml.ParseError
	switch {
	case errors.As(err, &parse):
		return t, data.About(fmt.Sprintf("line %d: %s", parse.Position.Line, parse.Message), data.ErrTemplate)
	case err != nil:
		return t, data.About(err.Error(), data.ErrTemplate)
	case len(meta.Undecoded()) > 0:
		return t, data.About(meta.Undecoded()[0].String(), data.ErrTemplate)
	}
	return t, t.check()
}

func (t Template) check() error {
	n := 0
	for _, c := range t.Chapters {
		for _, q := range c.Questions {
			if _, err := analytics.Find(q.Name); err != nil {
				return data.About(q.Name, data.ErrTemplate)
			}
			n++
		}
	}
	if n == 0 {
		return data.About("[[chapter.question]]", data.ErrTemplate)
	}
	return nil
}

// ComposeTemplate answers the template's questions about the scope, in its order. Sections are numbered by chapter.
func ComposeTemplate(ctx context.Context, db *store.DB, t Template, scope analytics.Scope, l *i18n.Language) (figure.Document, error) {
	d, err := frame(ctx, db, scope, l)
	if err != nil {
		return d, err
	}
	if title := t.Title.in(l); title != "" {
		d.Title = title
	}
	for i, c := range t.Chapters {
		if text := c.Text.in(l); text != "" {
			d.Sections = append(d.Sections, figure.Section{ID: fmt.Sprintf("chapter-%d", i+1), Title: fmt.Sprintf("%d %s", i+1, c.Title.in(l)), Finding: text})
		}
		for j, q := range c.Questions {
			s, err := q.answer(ctx, db, scope, l)
			if err != nil {
				return d, fmt.Errorf("compose %s: %w", q.Name, err)
			}
			s.ID = fmt.Sprintf("%s-%d-%d", s.ID, i+1, j+1)
			s.Figure.ID = s.ID
			if heading := c.Title.in(l); heading != "" && heading != s.Title {
				s.Title = heading + ": " + s.Title
			}
			s.Title = fmt.Sprintf("%d.%d %s", i+1, j+1, s.Title)
			d.Sections = append(d.Sections, s)
		}
	}
	return d, nil
}

// frame is a document without sections.
func frame(ctx context.Context, db *store.DB, scope analytics.Scope, l *i18n.Language) (figure.Document, error) {
	ledger, err := ledgerHead(ctx, db)
	if err != nil {
		return figure.Document{}, err
	}
	d, err := analytics.Compose(ctx, db, analytics.Issue{Scope: scope, Author: "Tuntas", Ledger: ledger, Asked: []string{"volume"}}, l)
	d.Sections = nil
	return d, err
}

// answer asks the question and puts the template's texts around what it says. A dimension or a rule that the question does
// not have is a fault of the template.
func (q asked) answer(ctx context.Context, db *store.DB, scope analytics.Scope, l *i18n.Language) (figure.Section, error) {
	question, err := analytics.Find(q.Name)
	if err != nil {
		return figure.Section{}, err
	}
	scope.By, scope.Grain, scope.Rule = analytics.Dimension(q.By), analytics.Grain(q.Grain), analytics.Rule(q.Rule)
	scope.Of, scope.Against, scope.Target = q.Of, analytics.Against(q.Against), q.Target
	a, err := question.Ask(ctx, db, scope)
	if errors.Is(err, data.ErrUnknownDimension) {
		return figure.Section{}, data.About(q.Name+": "+data.Subject(err), data.ErrTemplate)
	}
	if err != nil {
		return figure.Section{}, err
	}
	s := a.Section(l)
	if title := q.Title.in(l); title != "" {
		s.Title = title
	}
	s.Finding = strings.Join(append(some(q.Above.in(l)), s.Finding), " ")
	s.Figure.Notes = append(s.Figure.Notes[:len(s.Figure.Notes):len(s.Figure.Notes)], some(q.Below.in(l))...)
	return s, nil
}

// some is the text alone, or nothing for an empty one.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
