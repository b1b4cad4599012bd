package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tuntas/data"
)

// Folder is where a desk keeps its own profiles, one file each. A folder that is not there holds none; it is made by the first
// Save. Opening, suggesting and choosing know the profiles that come with Tuntas too.
type Folder string

const profileEnd = ".toml"

// Names returns the names of the saved profiles, sorted; files with other names are passed over.
func (f Folder) Names() ([]string, error) {
	entries, err := os.ReadDir(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list profiles: %w", err)
	}
	var names []string
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), profileEnd)
		if ok && !e.IsDir() && goodName(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// Path returns where the saved profile with this name lies, whether it is there or not.
func (f Folder) Path(name string) string { return filepath.Join(string(f), name+profileEnd) }

// Open opens the saved profile with this name, else what the function Open opens. Its errors are those of Open.
func (f Folder) Open(nameOrFile string) (*Profile, error) {
	if goodName(nameOrFile) {
		if _, err := os.Stat(f.Path(nameOrFile)); err == nil {
			return Open(f.Path(nameOrFile))
		}
	}
	return Open(nameOrFile)
}

// Save writes the draft as the profile with this name, in place of one that was saved under it; whole or not at all. It
// returns data.ErrProfileName about a name that cannot be used, the errors of Check, and errors of the file system.
func (f Folder) Save(d *Draft, name string) error {
	if name = strings.TrimSpace(name); !goodName(name) {
		return data.About(name, data.ErrProfileName)
	}
	named := *d
	named.Name = name
	var text strings.Builder
	if err := named.WriteTOML(&text); err != nil {
		return err
	}
	if text.Len() > maxProfile {
		return data.About(name, data.ErrProfile)
	}
	if _, err := parseProfile(text.String()); err != nil {
		return fmt.Errorf("save profile: %w", data.About(err.Error(), data.ErrProfile))
	}
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return fmt.Errorf("save profile: %w", err)
	}
	return f.replace(name, text.String())
}

// replace puts the text in the place of the file with this name.
func (f Folder) replace(name, text string) error {
	file, err := os.CreateTemp(string(f), ".tuntas-*.part")
	if err != nil {
		return fmt.Errorf("save profile: %w", err)
	}
	_, err = file.WriteString(text)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), f.Path(name))
	}
	if err != nil {
		return fmt.Errorf("save profile: %w", errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}

// Remove takes a saved profile away. It returns data.ErrUnknownProfile about a name that none has; those that come with Tuntas
// cannot be removed.
func (f Folder) Remove(name string) error {
	if !goodName(name) {
		return data.About(name, data.ErrUnknownProfile)
	}
	err := os.Remove(f.Path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return data.About(name, data.ErrUnknownProfile)
	}
	if err != nil {
		return fmt.Errorf("remove profile: %w", err)
	}
	return nil
}

// Suggest returns the names of the profiles whose columns the file has, saved ones first; within both those that
// would refuse fewest of its first rows first, then those that use most of its columns. It is empty when none fits. A saved
// profile that cannot be used is passed over. An error tells that the file is no table, empty, or not there.
func (f Folder) Suggest(path string) ([]string, error) {
	all, err := f.candidates(path)
	return candidateNames(all), err
}

// Choose returns the name of the profile with which all files can be read at once: the first saved one whose columns they all
// have, else the first that comes with Tuntas and would take at least half of the rows at the beginning of each. It is
// empty when there is none. Its errors are those of Suggest.
func (f Folder) Choose(paths []string) (string, error) {
	var fitting []candidate
	for i, path := range paths {
		all, err := f.candidates(path)
		if err != nil {
			return "", err
		}
		all = slices.DeleteFunc(all, func(c candidate) bool { return !c.saved && c.refused*2 > c.rows })
		if i == 0 {
			fitting = all
			continue
		}
		fitting = slices.DeleteFunc(fitting, func(c candidate) bool {
			return !slices.ContainsFunc(all, func(other candidate) bool { return other.name == c.name })
		})
	}
	if len(fitting) == 0 {
		return "", nil
	}
	return fitting[0].name, nil
}

// candidates returns the profiles that fit the file, the best first.
func (f Folder) candidates(path string) ([]candidate, error) {
	names, err := f.Names()
	if err != nil {
		return nil, err
	}
	saved := make(map[string]*Profile)
	for _, name := range names {
		if p, err := Open(f.Path(name)); err == nil {
			saved[name] = p
		}
	}
	own, err := suggest(path, saved)
	if err != nil {
		return nil, err
	}
	for i := range own {
		own[i].saved = true
	}
	rest, err := suggest(path, shippedProfiles())
	return append(own, rest...), err
}

// longestName is how many characters the name of a profile may have.
const longestName = 60

// deviceNames are names that Windows keeps for devices.
var deviceNames = []string{"con", "prn", "aux", "nul"}

// goodName tells whether a profile may be saved under name: letters, digits, blanks, "-" and "_", beginning with a letter or
// digit, no name of a profile that comes with Tuntas and none that a system keeps for itself.
func goodName(name string) bool {
	small := strings.ToLower(name)
	if name == "" || len([]rune(name)) > longestName || strings.TrimSpace(name) != name || slices.Contains(Profiles(), small) {
		return false
	}
	device := strings.TrimRight(small, "0123456789")
	if slices.Contains(deviceNames, small) || len(small) == 4 && (device == "com" || device == "lpt") {
		return false
	}
	for i, r := range name {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
		case i > 0 && (r == ' ' || r == '-' || r == '_'):
		default:
			return false
		}
	}
	return true
}
