package reference

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// Category is one subject that a citizen can choose or the back office gives.
type Category struct {
	Name   string // as the list spells it
	List   string // "2021": the 116 names of June 2021; "later": met afterwards; "2023": names of the back office in 2023; BureauList
	System string // whose name it is: "JAKI" or "CRM"; empty when that is not known
	Flood  bool   // counted in the published flood tables
	Valid  Period // when it is in use, as far as the bureau has said
}

// BureauList is the list of what the bureau has added itself.
const BureauList = "bureau"

//go:embed categories.txt
var categoryList string

// readCategories reads one name a line; a line "# list system: remark" begins a list.
func readCategories(text string) []Category {
	var cs []Category
	list, system := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "# "); ok {
			title, _, _ = strings.Cut(title, ":")
			list, system, _ = strings.Cut(title, " ")
			continue
		}
		cs = append(cs, Category{Name: line, List: list, System: system, Flood: line == "Banjir" || line == "Penanganan Banjir"})
	}
	return cs
}

// Categories returns all known categories in the order of their lists; the slice is the caller's own.
func (t *Tables) Categories() []Category { return slices.Clone(t.categories.all) }

// FindCategory returns the category that text names, case, blanks and punctuation aside. Names that only look alike are
// not made equal: the citizens' list and the back office's list name things differently.
func (t *Tables) FindCategory(text string) (c Category, ok bool) {
	name, ok := t.Find(data.ListCategory, text, time.Time{})
	if !ok {
		return Category{}, false
	}
	return t.categories.get(name)
}

// Flood tells whether reports of this category are counted in the published flood tables: Banjir and Penanganan Banjir.
func (t *Tables) Flood(category string) bool {
	c, ok := t.FindCategory(category)
	return ok && c.Flood
}
