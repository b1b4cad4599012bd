package evidence

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"tuntas/data"
)

// maxCandidates is how many report numbers are looked for in one name.
const maxCandidates = 8

// Numbers returns the texts with which the name of a photo begins that may be the number of its report, the longest first:
// of "JK2503050007_before.jpg" that is "JK2503050007_before" and "JK2503050007". Where the photo lies in a folder, the
// folder's name comes after these. Only texts with a digit are returned, each also in upper case.
func Numbers(name string) []string {
	name = strings.ReplaceAll(name, `\`, "/")
	base := path.Base(name)
	all := beginnings(strings.TrimSuffix(base, path.Ext(base)))
	if folder := path.Base(path.Dir(name)); folder != "." && folder != "/" {
		all = append(all, beginnings(folder)...)
	}
	return all
}

// beginnings returns the parts of a name up to each of its separators, the longest first. When there are too many, the
// longest fall away.
func beginnings(stem string) []string {
	const separators = "_- .(,"
	var all []string
	for i := 1; i <= len(stem) && len(all) < maxCandidates; i++ {
		end := i == len(stem) || strings.IndexByte(separators, stem[i]) >= 0
		if !end || strings.IndexByte(separators, stem[i-1]) >= 0 || !strings.ContainsFunc(stem[:i], unicode.IsDigit) {
			continue
		}
		if up := strings.ToUpper(stem[:i]); up != stem[:i] {
			all = append(all, up)
		}
		all = append(all, stem[:i])
	}
	slices.Reverse(all)
	return all
}

// roleWords are the words of file names and tables for roles, in Indonesian and English.
var roleWords = map[string]data.PhotoRole{
	"sebelum": data.PhotoComplaint, "awal": data.PhotoComplaint, "laporan": data.PhotoComplaint, "aduan": data.PhotoComplaint,
	"before": data.PhotoComplaint, "complaint": data.PhotoComplaint, "report": data.PhotoComplaint,
	"sesudah": data.PhotoAfter, "setelah": data.PhotoAfter, "selesai": data.PhotoAfter, "tl": data.PhotoAfter,
	"tindak": data.PhotoAfter, "lanjut": data.PhotoAfter, "tindaklanjut": data.PhotoAfter, "after": data.PhotoAfter,
	"followup": data.PhotoAfter,
	"other":    data.PhotoOther, "lain": data.PhotoOther, "lainnya": data.PhotoOther,
}

// Role returns the role that the words of a text name; known is false when they name none, or two that differ.
func Role(text string) (role data.PhotoRole, known bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		r, ok := roleWords[w]
		if !ok {
			continue
		}
		if known && r != role {
			return data.PhotoOther, false
		}
		role, known = r, true
	}
	if !known {
		return data.PhotoOther, false
	}
	return role, true
}

// roleOfName returns the role that a file's own name tells; data.PhotoOther when it tells none.
func roleOfName(name string) data.PhotoRole {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	role, _ := Role(strings.TrimSuffix(base, path.Ext(base)))
	return role
}
