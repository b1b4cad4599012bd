package intake

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones of profiles must be known on systems without a zone database

	"github.com/BurntSushi/toml"

	"tuntas/data"
)

//go:embed profiles/*.toml
var shipped embed.FS

const (
	defaultZone   = "Asia/Jakarta"
	maxProfile    = 1 << 20 // bytes of a profile that somebody wrote
	unmappedKept  = "record"
	unmappedNever = "refuse"
)

// Profile says which column of a source's files is what and which of its activities is which stage. It is read only.
type Profile struct {
	name     string
	title    map[string]string
	guarded  bool
	lists    [fieldCount]bool // fields that are looked up in Jakarta's reference lists
	own      bool             // numbers should be those of Jakarta's reports
	jakarta  bool             // positions should lie in Jakarta
	sheet    string           // of a workbook, the one that is read; empty: the first visible one that fits
	clock    clock
	keep     bool // an activity without a meaning is recorded, not refused
	meanings map[string]meaning
	sections []section
	unknown  bool // no profile at all: the header is found by its looks
}

// Name returns what the profile is called on the command line and in the record of an import.
func (p *Profile) Name() string { return p.name }

// Title returns the profile's title in the language "id" or "en"; the name when it has none.
func (p *Profile) Title(language string) string {
	if t := p.title[language]; t != "" {
		return t
	}
	return p.name
}

// Profiles returns the names of the profiles that come with Tuntas, sorted; the slice is the caller's own.
func Profiles() []string {
	entries, err := fs.ReadDir(shipped, "profiles")
	if err != nil {
		return nil // cannot be: the folder is part of the program
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".toml"))
	}
	return names
}

// Open returns the shipped profile with this name, else reads the TOML file with this name. It returns
// data.ErrUnknownProfile when there is neither, and data.ErrProfile, about what is wrong, when the file cannot be used.
func Open(nameOrFile string) (*Profile, error) {
	text, err := profileText(nameOrFile)
	if err != nil {
		return nil, err
	}
	p, err := parseProfile(text)
	if err != nil {
		return nil, fmt.Errorf("profile %s: %w", nameOrFile, data.About(err.Error(), data.ErrProfile))
	}
	return p, nil
}

func profileText(nameOrFile string) (string, error) {
	if slices.Contains(Profiles(), nameOrFile) {
		text, err := shipped.ReadFile(path.Join("profiles", nameOrFile+".toml"))
		return string(text), err
	}
	info, err := os.Stat(nameOrFile)
	switch {
	case err != nil, !info.Mode().IsRegular():
		return "", data.About(nameOrFile, data.ErrUnknownProfile)
	case info.Size() > maxProfile:
		return "", data.About(nameOrFile, data.ErrProfile)
	}
	text, err := os.ReadFile(nameOrFile)
	if err != nil {
		return "", fmt.Errorf("read profile %s: %w", nameOrFile, err)
	}
	return string(text), nil
}

// profileFile is the form in which a profile is written.
type profileFile struct {
	Name      string   `toml:"name"`
	Guarded   bool     `toml:"guarded"`
	Reference anything `toml:"reference"`
	Jakarta   bool     `toml:"jakarta"`
	Sheet     string   `toml:"sheet"`
	Title     struct {
		ID string `toml:"id"`
		EN string `toml:"en"`
	} `toml:"title"`
	Time struct {
		Zone    string   `toml:"zone"`
		Formats []string `toml:"formats"`
	} `toml:"time"`
	Events struct {
		Unmapped string `toml:"unmapped"`
		OwnNames bool   `toml:"own_names"`
	} `toml:"events"`
	Activities map[string]activityLine `toml:"activities"`
	Files      []sectionFile           `toml:"file"`
}

// sectionFile is one [[file]] of a profile as it is written. Columns holds for each field what columnOf
// reads.
type sectionFile struct {
	Kind     string              `toml:"kind"`
	Activity string              `toml:"activity"`
	Required []string            `toml:"required"`
	Columns  map[string]anything `toml:"columns"`
	Fixed    map[string]string   `toml:"fixed"`
	Moves    []moveFile          `toml:"move"`
}

// anything is a value of a profile that may have several forms.
type anything struct{ value any }

// UnmarshalTOML keeps the value as it is.
func (a *anything) UnmarshalTOML(value any) error {
	a.value = value
	return nil
}

// parseProfile reads a profile; its errors name the key at fault.
func parseProfile(text string) (*Profile, error) {
	var f profileFile
	meta, err := toml.Decode(text, &f)
	if err != nil {
		return nil, syntaxError(err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("unknown key %s", unknown[0])
	}
	p := &Profile{name: strings.TrimSpace(f.Name), guarded: f.Guarded, jakarta: f.Jakarta, sheet: strings.TrimSpace(f.Sheet)}
	p.title = map[string]string{"id": f.Title.ID, "en": f.Title.EN}
	if p.name == "" {
		return nil, errors.New("name is missing")
	}
	return p, p.fill(f)
}

// syntaxError shortens the parser's error to one line that names the line of the file.
func syntaxError(err error) error {
	var parse toml.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("line %d: %s", parse.Position.Line, parse.Message)
	}
	return err
}

func (p *Profile) fill(f profileFile) (err error) {
	if err := p.useLists(f.Reference.value); err != nil {
		return err
	}
	if p.clock, err = newClock(f.Time.Zone, f.Time.Formats); err != nil {
		return err
	}
	switch f.Events.Unmapped {
	case unmappedKept:
		p.keep = true
	case unmappedNever, "":
	default:
		return fmt.Errorf("events.unmapped: unknown value %q", f.Events.Unmapped)
	}
	if p.meanings, err = activities(f.Activities, f.Events.OwnNames); err != nil {
		return err
	}
	for i, written := range f.Files {
		s, err := written.section()
		if err != nil {
			return fmt.Errorf("file %d: %w", i+1, err)
		}
		for k, m := range written.Moves {
			if err := s.addMove(m, p.meanings); err != nil {
				return fmt.Errorf("file %d: move %d: %w", i+1, k+1, err)
			}
		}
		if m, ok := p.meanings[fold(s.activity)]; s.activity != "" && !p.keep && (!ok || m == meaning{}) {
			return fmt.Errorf("file %d: activity %q has no line", i+1, s.activity)
		}
		p.sections = append(p.sections, s)
	}
	if len(p.sections) == 0 {
		return errors.New("file is missing")
	}
	return nil
}

// useLists reads which fields are looked up in reference lists: all, none, or those of a list.
func (p *Profile) useLists(value any) error {
	switch value := value.(type) {
	case nil:
		return nil
	case bool:
		for f := range lists {
			p.lists[f] = value
		}
		p.own, p.jakarta = value, p.jakarta || value
		return nil
	case []any:
		for _, name := range value {
			f, ok := field(slices.Index(fieldNames[:], fmt.Sprint(name))), false
			if f >= 0 {
				_, ok = lists[f]
			}
			if !ok {
				return fmt.Errorf("reference: no list for %q", name)
			}
			p.lists[f] = true
		}
		return nil
	}
	return errors.New("reference: neither true nor a list of fields")
}

func (f sectionFile) section() (section, error) {
	s := section{kind: FileKind(f.Kind), activity: strings.TrimSpace(f.Activity)}
	must := []string{"case", "time", "activity"}
	switch {
	case s.kind == Reports && s.activity == "":
		must = []string{"number", "sent"}
	case s.kind == Reports:
		return s, errors.New("activity: reports have none")
	case s.kind != Events:
		return s, fmt.Errorf("kind: unknown value %q", f.Kind)
	case s.activity != "":
		must = must[:2]
	}
	for name, value := range f.Columns {
		at, ok := fieldOf(s.kind, name)
		if !ok {
			return s, fmt.Errorf("columns: unknown field %s", name)
		}
		var err error
		if s.columns[at], err = columnOf(value.value); err != nil {
			return s, fmt.Errorf("columns.%s: %w", name, err)
		}
		if s.columns[at].prefix != "" && at != fieldNumber {
			return s, fmt.Errorf("columns.%s: only a number may have a prefix", name)
		}
	}
	if err := s.fix(f.Fixed); err != nil {
		return s, err
	}
	return s, s.require(append(must, f.Required...))
}

// mayBeFixed are the fields that may be the same for all rows of a form of file.
var mayBeFixed = []field{fieldChannel, fieldCategory, fieldArea, fieldUnit}

// fix notes what stands in fields that have no column.
func (s *section) fix(values map[string]string) error {
	for name, value := range values {
		at, ok := fieldOf(s.kind, name)
		value, _ = cleanKey(value)
		switch {
		case !ok || !slices.Contains(mayBeFixed, at):
			return fmt.Errorf("fixed: %s cannot be fixed", name)
		case value == "":
			return fmt.Errorf("fixed.%s: no text", name)
		case len(s.columns[at].headers) > 0:
			return fmt.Errorf("fixed.%s: it has a column too", name)
		}
		s.fixed[at] = value
	}
	return nil
}

func (s *section) addMove(f moveFile, meanings map[string]meaning) error {
	if s.kind != Reports {
		return errors.New("only the row of a report tells moves")
	}
	m, err := f.move(meanings)
	s.moves = append(s.moves, m)
	return err
}

// require notes which fields a file must have a column for.
func (s *section) require(names []string) error {
	for _, name := range names {
		at, ok := fieldOf(s.kind, name)
		if !ok {
			return fmt.Errorf("required: unknown field %s", name)
		}
		if len(s.columns[at].headers) == 0 {
			return fmt.Errorf("columns.%s is missing", name)
		}
		s.required = append(s.required, at)
	}
	return nil
}

// bind finds the section that fits a header best.
func (p *Profile) bind(header []string) fit {
	best := p.sections[0].fitting(header)
	for i := range p.sections[1:] {
		if f := p.sections[i+1].fitting(header); f.better(best) {
			best = f
		}
	}
	return best
}

// zone returns the location with this name, Jakarta's when the name is empty. "Local" is none: it differs between desks.
func zone(name string) (*time.Location, error) {
	if name == "" {
		name = defaultZone
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, fmt.Errorf("time.zone: unknown zone %q", name)
	}
	return loc, nil
}
