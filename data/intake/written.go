package intake

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// written is the draft in the form in which a profile is written.
func (d *Draft) written() profileFile {
	f := profileFile{Name: strings.TrimSpace(d.Name), Reference: d.Reference}
	f.Title.ID, f.Title.EN = d.Title, d.Title
	f.Time.Zone = cmp.Or(d.Zone, defaultZone)
	f.Time.Formats = d.formats()
	s := sectionFile{Kind: string(d.Kind), Columns: make(map[string]any)}
	for field := range fieldCount {
		name := field.name(d.Kind)
		i := slices.IndexFunc(d.Columns, func(c DraftColumn) bool { return c.Field == name })
		if _, ok := fieldOf(d.Kind, name); !ok || i < 0 {
			continue
		}
		s.Columns[name] = strings.TrimSpace(d.Columns[i].Header)
		if !slices.Contains(musts(d.Kind), name) {
			s.Required = append(s.Required, name)
		}
	}
	f.Files = []sectionFile{s}
	if d.Kind == Events {
		f.Events.Unmapped = unmappedNever
		f.Activities = d.lines()
	}
	return f
}

// musts are the fields that files of a kind have to have.
func musts(kind FileKind) []string {
	if kind == Events {
		return []string{"case", "time", "activity"}
	}
	return []string{"number", "sent"}
}

// lines are the activities with a meaning. Of spellings of one name the most frequent speaks.
func (d *Draft) lines() map[string]activityLine {
	all, seen := make(map[string]activityLine), make(map[string]bool)
	for _, a := range d.Activities {
		if a.Meaning.Open() || seen[fold(a.Text)] || fold(a.Text) == "" {
			continue
		}
		seen[fold(a.Text)] = true
		all[a.Text] = a.Meaning.line()
	}
	return all
}

// formats are the time formats of the columns that are used, each once.
func (d *Draft) formats() []string {
	var all []string
	for _, c := range d.Columns {
		if !d.isTime(c) {
			continue
		}
		for _, f := range c.Formats {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// WriteTOML writes the draft as a profile that Open reads: the columns and activities that are used as lines, the others as
// remarks. It returns the errors of Check and of w.
func (d *Draft) WriteTOML(w io.Writer) error {
	if _, err := d.Profile(); err != nil {
		return err
	}
	out := &lines{w: bufio.NewWriter(w)}
	d.writeTo(out, d.written())
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	return nil
}

// lines writes the lines of a profile. The writer keeps its first error.
type lines struct{ w *bufio.Writer }

func (l *lines) line(format string, args ...any) { fmt.Fprintf(l.w, format+"\n", args...) }

func (d *Draft) writeTo(out *lines, f profileFile) {
	out.line("# Proposed from a file and looked at by a person.")
	out.line("name      = %s", quoted(f.Name))
	if f.Reference {
		out.line("reference = true")
	}
	out.line("\n[title]\nid = %s\nen = %s", quoted(f.Title.ID), quoted(f.Title.EN))
	out.line("\n[time]\nzone    = %s\nformats = %s", quoted(f.Time.Zone), quotedList(f.Time.Formats))
	if d.Kind == Events {
		out.line("\n[events]\nunmapped = %s", quoted(f.Events.Unmapped))
		d.writeActivities(out, f.Activities)
	}
	s := f.Files[0]
	out.line("\n[[file]]\nkind     = %s", quoted(s.Kind))
	if len(s.Required) > 0 {
		out.line("required = %s", quotedList(s.Required))
	}
	out.line("\n[file.columns]")
	for field := range fieldCount {
		if header, ok := s.Columns[field.name(d.Kind)]; ok {
			out.line("%-9s = %s", field.name(d.Kind), quoted(header.(string)))
		}
	}
	for _, c := range d.Unused() {
		if c.Header != "" {
			out.line("# not used: %s", quoted(c.Header))
		}
	}
}

func (d *Draft) writeActivities(out *lines, meant map[string]activityLine) {
	out.line("\n[activities]")
	width := 0
	for text := range meant {
		width = max(width, utf8.RuneCountInString(quoted(text)))
	}
	for _, a := range d.Activities {
		name := quoted(a.Text)
		if line, ok := meant[a.Text]; ok {
			out.line("%s%s = %s", name, strings.Repeat(" ", width-utf8.RuneCountInString(name)), line.text())
		} else if a.Meaning.Open() {
			out.line("# without a stage: %s", name)
		}
	}
}

// text is the line as it is written.
func (l activityLine) text() string {
	if l.Record {
		return "{ record = true }"
	}
	var parts []string
	for _, p := range [][2]string{{"decision", l.Decision}, {"kind", l.Kind}, {"stage", l.Stage}} {
		if p[1] != "" {
			parts = append(parts, p[0]+" = "+quoted(p[1]))
		}
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

func quotedList(texts []string) string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = quoted(t)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// quoted is a text as TOML writes it on one line. What is no text becomes U+FFFD.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, "\ufffd") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
