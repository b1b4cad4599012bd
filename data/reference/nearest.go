package reference

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"tuntas/data"
)

// Candidate is an entry that an unknown text may have meant.
type Candidate struct {
	Value, Name string
	Score       float64 // from 0 to 1, 1 being equal; good for an order, not for a decision
}

// leastScore is how alike a candidate must be to be worth showing.
const leastScore = 0.5

// Nearest returns at most n entries of a list that look most like text, the most alike first, for a person to choose from.
// Nothing may be mapped by it unasked: names of other subjects look alike too. It is empty when nothing is like text.
func (t *Tables) Nearest(list data.List, text string, n int) []Candidate {
	f, ok := t.finders[list]
	key := ""
	if ok {
		key = f.key(text)
	}
	if key == "" || n <= 0 {
		return nil
	}
	best, told := map[string]float64{}, words(text)
	for k, spellings := range f.told {
		for _, s := range spellings {
			best[s.value] = max(best[s.value], alike(key, k), sharing(told, words(s.text)))
		}
	}
	var found []Candidate
	for value, name := range t.Values(list) {
		if best[value] >= leastScore {
			found = append(found, Candidate{Value: value, Name: name, Score: best[value]})
		}
	}
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(n, len(found))]
}

// words returns the words of three letters and more, in lower case and once each.
func words(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	all = slices.DeleteFunc(all, func(w string) bool { return len(w) < 3 || w == "dan" || w == "atau" })
	slices.Sort(all)
	return slices.Compact(all)
}

// sharing scores the words that two texts have in common: most where all of one are in the other, never as much as equal
// letters.
func sharing(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	dice := 2 * float64(common) / float64(len(a)+len(b))
	overlap := float64(common) / float64(min(len(a), len(b)))
	return 0.5*dice + 0.4*overlap
}

// alike scores by the letters to be changed, added or left out to turn one text into the other.
func alike(a, b string) float64 {
	from, to := []rune(a), []rune(b)
	longest := max(len(from), len(to))
	if longest == 0 {
		return 0
	}
	return 1 - float64(distance(from, to))/float64(longest)
}

// distance is Levenshtein's.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		corner := row[0]
		row[0] = i + 1
		for j, s := range b {
			change := corner
			if r != s {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, corner+1, row[j]+1)
		}
	}
	return row[len(b)]
}
