package evidence

import (
	"path"
	"strings"

	"tuntas/data"
)

// Tie says for which report a file is to be read.
type Tie struct {
	Source  *Source
	File    File
	Numbers []string // of the report: the first one that exists is meant
	Role    data.PhotoRole
	Line    int64 // of the table; 0 when the file's name tells it
}

// Ties matches files with reports: by the table where it names a file, else by the file's own name. Ties of one file
// follow each other. Rows of the table without a file, or with several that fit, are refused.
func Ties(sources []*Source, rows []Row, table string) (ties []Tie, refused []Refused) {
	told, refused := byFile(sources, rows, table)
	for _, s := range sources {
		for i, f := range s.Files {
			if own, ok := told[fileAt{s, i}]; ok {
				ties = append(ties, own...)
				continue
			}
			ties = append(ties, Tie{Source: s, File: f, Numbers: Numbers(f.Name), Role: roleOfName(f.Name)})
		}
	}
	return ties, refused
}

// fileAt is a file of a source.
type fileAt struct {
	source *Source
	i      int
}

// byFile finds the files that the rows of a table name.
func byFile(sources []*Source, rows []Row, table string) (told map[fileAt][]Tie, refused []Refused) {
	told = map[fileAt][]Tie{}
	if len(rows) == 0 {
		return told, nil
	}
	whole, base := named(sources)
	for _, r := range rows {
		key := compared(r.File)
		found := whole[key]
		if len(found) == 0 {
			found = base[path.Base(key)]
		}
		role, known := data.PhotoOther, true
		if r.Role == "" {
			role = roleOfName(r.File)
		} else {
			role, known = Role(r.Role)
		}
		reason := rowRefusal(r, found, known)
		if reason != "" {
			refused = append(refused, Refused{table, r.Line, r.Number, line(r.File), r.Role, reason})
		}
		if len(found) == 1 { // a refused row speaks of its file, too: the file's own name is not asked any more
			at := found[0]
			told[at] = append(told[at], tieOf(r, at, role, reason)...)
		}
	}
	return told, refused
}

// rowRefusal tells why a row cannot be used; empty when it can.
func rowRefusal(r Row, found []fileAt, roleKnown bool) data.Refusal {
	switch {
	case len(found) != 1 || r.File == "":
		return data.RefusedFile
	case r.Number == "":
		return data.RefusedCase
	case !roleKnown:
		return data.RefusedRole
	}
	return ""
}

// tieOf is what a row says of its file; nothing for a refused row.
func tieOf(r Row, at fileAt, role data.PhotoRole, reason data.Refusal) []Tie {
	if reason != "" {
		return nil
	}
	numbers := []string{r.Number}
	if up := strings.ToUpper(r.Number); up != r.Number {
		numbers = append(numbers, up)
	}
	return []Tie{{at.source, at.source.Files[at.i], numbers, role, r.Line}}
}

// named lists the files by their whole names and by the last part of these.
func named(sources []*Source) (whole, base map[string][]fileAt) {
	whole, base = map[string][]fileAt{}, map[string][]fileAt{}
	for _, s := range sources {
		for i, f := range s.Files {
			key := compared(f.Name)
			whole[key] = append(whole[key], fileAt{s, i})
			base[path.Base(key)] = append(base[path.Base(key)], fileAt{s, i})
		}
	}
	return whole, base
}

// compared is the form in which names of files are compared.
func compared(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(line(name), `\`, "/"), "./"))
}
