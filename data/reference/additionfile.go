package reference

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"tuntas/data"
)

// Additions are what the bureau adds to the lists, as they stand in a file beside the configuration.
type Additions struct {
	Listed  []data.Listed
	Aliases []data.Alias
}

// largestAdditions is how much of a file is read: some ten thousand lines.
const largestAdditions = 4 << 20

// additionsFile is the text form: a table [[entry]] for each line and [[alias]] for each spelling. Days are written as
// 2027-01-01, with or without quotation marks.
type additionsFile struct {
	Entries []entryText `toml:"entry"`
	Aliases []aliasText `toml:"alias"`
}

type entryText struct {
	List    data.List `toml:"list"`
	Value   string    `toml:"value"`
	Name    string    `toml:"name,omitempty"`
	English string    `toml:"english,omitempty"`
	Kind    string    `toml:"kind,omitempty"`
	Parent  string    `toml:"parent,omitempty"`
	From    day       `toml:"from,omitempty"`
	Until   day       `toml:"until,omitempty"`
	Source  string    `toml:"source,omitempty"`
}

type aliasText struct {
	List   data.List `toml:"list"`
	Told   string    `toml:"told"`
	Value  string    `toml:"value"`
	From   day       `toml:"from,omitempty"`
	Until  day       `toml:"until,omitempty"`
	Source string    `toml:"source,omitempty"`
}

// day is a calendar day in the text form; empty is open.
type day string

// UnmarshalText takes a date, and of a time its date.
func (d *day) UnmarshalText(text []byte) error {
	date, _, _ := strings.Cut(string(text), "T")
	if date != "" {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			return fmt.Errorf("%q is no day: %w", text, err)
		}
	}
	*d = day(date)
	return nil
}

func (d day) time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // was checked when it was read; the empty day is the zero time
	return t
}

func dayText(t time.Time) day {
	if t.IsZero() {
		return ""
	}
	return day(t.Format(time.DateOnly))
}

// ReadAdditions reads additions in their text form (TOML). It returns data.ErrListedFile, wrapped, for a text that is not
// of this form, which includes a key that the form does not have, and data.ErrTooLarge for one beyond measure. Whether the
// additions fit the lists is found out by Tables.With.
func ReadAdditions(r io.Reader) (Additions, error) {
	text, err := io.ReadAll(io.LimitReader(r, largestAdditions+1))
	if err != nil {
		return Additions{}, fmt.Errorf("read additions to the lists: %w", err)
	}
	if len(text) > largestAdditions {
		return Additions{}, fmt.Errorf("read additions to the lists: %w", data.ErrTooLarge)
	}
	var file additionsFile
	meta, err := toml.Decode(string(text), &file)
	if err != nil {
		return Additions{}, data.About(err.Error(), data.ErrListedFile)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return Additions{}, data.About(unknown[0].String(), data.ErrListedFile)
	}
	return file.additions(), nil
}

func (f *additionsFile) additions() Additions {
	var a Additions
	for _, e := range f.Entries {
		a.Listed = append(a.Listed, data.Listed{
			List: e.List, Value: e.Value, Name: e.Name, English: e.English, Kind: e.Kind, Parent: e.Parent,
			From: e.From.time(), Until: e.Until.time(), Source: e.Source,
		})
	}
	for _, s := range f.Aliases {
		a.Aliases = append(a.Aliases, data.Alias{
			List: s.List, Told: s.Told, Value: s.Value, From: s.From.time(), Until: s.Until.time(), Source: s.Source,
		})
	}
	return a
}

// WriteAdditions writes additions in the text form that ReadAdditions reads.
func WriteAdditions(w io.Writer, a Additions) error {
	var file additionsFile
	for _, e := range a.Listed {
		file.Entries = append(file.Entries, entryText{
			List: e.List, Value: e.Value, Name: e.Name, English: e.English, Kind: e.Kind, Parent: e.Parent,
			From: dayText(e.From), Until: dayText(e.Until), Source: e.Source,
		})
	}
	for _, s := range a.Aliases {
		file.Aliases = append(file.Aliases, aliasText{
			List: s.List, Told: s.Told, Value: s.Value, From: dayText(s.From), Until: dayText(s.Until), Source: s.Source,
		})
	}
	if err := toml.NewEncoder(w).Encode(file); err != nil {
		return fmt.Errorf("write additions to the lists: %w", err)
	}
	return nil
}
