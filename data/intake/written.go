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

// mustFields are the fields that a file of a kind has to have.
func mustFields(kind FileKind) []field {
	if kind == Events {
		return []field{fieldNumber, fieldTime, fieldActivity}
	}
	return []field{fieldNumber, fieldSent}
}

// chosen is a field and the header of its column.
type chosen struct {
	field  field
	name   string
	header string
}

// choices are the fields that have a column, in the order of a profile.
func (d *Draft) choices() []chosen {
	var all []chosen
	for f := range fieldCount {
		name := f.name(d.Kind)
		i := slices.IndexFunc(d.Columns, func(c DraftColumn) bool { return c.Field == name })
		if _, ok := fieldOf(d.Kind, name); ok && i >= 0 {
			all = append(all, chosen{f, name, strings.TrimSpace(d.Columns[i].Header)})
		}
	}
	return all
}

// required are the fields, beside those that always must be there, without which a file is another one.
func (d *Draft) required() []string {
	var all []string
	for _, c := range d.choices() {
		if !slices.Contains(mustFields(d.Kind), c.field) {
			all = append(all, c.name)
		}
	}
	return all
}

// meant are the activities with a meaning. Of spellings of one name the first speaks.
func (d *Draft) meant() []DraftActivity {
	var all []DraftActivity
	seen := make(map[string]bool)
	for _, a := range d.Activities {
		if a.Meaning.Open() || seen[fold(a.Text)] || fold(a.Text) == "" {
			continue
		}
		seen[fold(a.Text)] = true
		all = append(all, a)
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
	if err := d.Check(); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	if _, err := io.WriteString(w, d.text()); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	return nil
}

// text is the draft as a profile.
func (d *Draft) text() string {
	var b strings.Builder
	out := &profileWriter{bufio.NewWriter(&b)}
	d.writeHead(out)
	if d.Kind == Events {
		out.line("\n[events]\nunmapped = %s", tomlText(unmappedNever))
		d.writeActivities(out)
	}
	d.writeColumns(out)
	_ = out.w.Flush() // memory takes everything
	return b.String()
}

// profileWriter writes the lines of a profile.
type profileWriter struct{ w *bufio.Writer }

func (p *profileWriter) line(format string, args ...any) { fmt.Fprintf(p.w, format+"\n", args...) }

func (d *Draft) writeHead(out *profileWriter) {
	out.line("# Proposed from a file and looked at by a person.")
	out.line("name      = %s", tomlText(strings.TrimSpace(d.Name)))
	if d.Reference {
		out.line("reference = true")
	}
	out.line("\n[title]\nid = %[1]s\nen = %[1]s", tomlText(d.Title))
	out.line("\n[time]\nzone    = %s", tomlText(cmp.Or(d.Zone, defaultZone)))
	if formats := d.formats(); len(formats) > 0 {
		out.line("formats = %s", tomlList(formats))
	}
}

func (d *Draft) writeActivities(out *profileWriter) {
	meant := d.meant()
	if len(d.Activities) > 0 {
		out.line("\n[activities]")
	}
	width := 0
	for _, a := range meant {
		width = max(width, utf8.RuneCountInString(tomlText(a.Text)))
	}
	for _, a := range meant {
		name := tomlText(a.Text)
		out.line("%s%s = %s", name, strings.Repeat(" ", width-utf8.RuneCountInString(name)), a.Meaning.line().text())
	}
	for _, a := range d.Open() {
		out.line("# without a stage: %s", tomlText(a.Text))
	}
}

func (d *Draft) writeColumns(out *profileWriter) {
	out.line("\n[[file]]\nkind     = %s", tomlText(string(d.Kind)))
	if required := d.required(); len(required) > 0 {
		out.line("required = %s", tomlList(required))
	}
	out.line("\n[file.columns]")
	for _, c := range d.choices() {
		out.line("%-9s = %s", c.name, tomlText(c.header))
	}
	for _, c := range d.Unused() {
		if c.Header != "" {
			out.line("# not used: %s", tomlText(c.Header))
		}
	}
	d.writeMoves(out)
}

// text is the line as it is written.
func (l activityLine) text() string {
	var all []string
	for _, p := range l.parts() {
		all = append(all, p[0]+" = "+p[1])
	}
	return "{ " + strings.Join(all, ", ") + " }"
}

// parts are the keys of the line with their values as they are written.
func (l activityLine) parts() [][2]string {
	if l.Record {
		return [][2]string{{"record", "true"}}
	}
	var all [][2]string
	for _, p := range [][2]string{{"decision", l.Decision}, {"kind", l.Kind}, {"stage", l.Stage}} {
		if p[1] != "" {
			all = append(all, [2]string{p[0], tomlText(p[1])})
		}
	}
	return all
}

func tomlList(texts []string) string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = tomlText(t)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// tomlText is a text as TOML writes it on one line. What is no text becomes U+FFFD.
func tomlText(text string) string {
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
