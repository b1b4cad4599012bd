package reference

import (
	_ "embed"
	"slices"
	"strings"
)

// Category is one subject that a citizen can choose.
type Category struct {
	Name  string // as the list spells it
	List  string // "2021": the 116 names of June 2021; "later": met afterwards; "2023": names of the back office in 2023
	Flood bool   // counted in the published flood tables
}

//go:embed categories.txt
var categoryList string

var (
	categories      = readCategories(categoryList)
	categoryByTitle = indexCategories(categories)
)

// readCategories reads one name a line; a line "# list: remark" begins a list.
func readCategories(text string) []Category {
	var cs []Category
	list := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "# "); ok {
			list, _, _ = strings.Cut(title, ":")
			continue
		}
		cs = append(cs, Category{Name: line, List: list, Flood: line == "Banjir" || line == "Penanganan Banjir"})
	}
	return cs
}

func indexCategories(cs []Category) map[string]int {
	index := make(map[string]int, len(cs))
	for i, c := range cs {
		index[fold(c.Name)] = i
	}
	return index
}

// Categories returns all known categories in the order of their lists; the slice is the caller's own.
func Categories() []Category { return slices.Clone(categories) }

// FindCategory returns the category that text names, case, blanks and punctuation aside. Names that only look alike are
// not made equal: the citizens' list and the back office's list name things differently.
func FindCategory(text string) (c Category, ok bool) {
	i, ok := categoryByTitle[fold(text)]
	if !ok {
		return Category{}, false
	}
	return categories[i], true
}

// Flood tells whether reports of this category are counted in the published flood tables: Banjir and Penanganan Banjir.
func Flood(category string) bool {
	c, ok := FindCategory(category)
	return ok && c.Flood
}
