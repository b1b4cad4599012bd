package data

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Checklist is what a validator looks at before he decides, for one category or for all that have none of their own. A
// changed checklist is a new version; versions are only ever added, so that an old answer keeps its question.
type Checklist struct {
	Category string // empty: for every category without a checklist of its own
	Version  int    // from 1, ascending for each category
	Items    []Item // in the order in which they are asked: what matters most first
	By       string // who wrote it; empty for the one that comes with Tuntas
	At       time.Time
}

// Returns tells whether with this version its category returned to the default checklist: it has no items of its own.
func (c Checklist) Returns() bool { return c.Category != "" && len(c.Items) == 0 }

// Item is one question of a checklist, answered yes when all is well.
type Item struct {
	ID         string `json:"id"` // short, never changes its meaning: the reason of a refusal that fails it
	Indonesian string `json:"indonesian"`
	English    string `json:"english"`
	Refuses    bool   `json:"refuses"` // failing it is a reason to refuse
}

// The bounds of a checklist: a key for each item, and words that stay readable beside photos.
const (
	MostItems   = 9
	MostLetters = 100 // of the words of an item in one language
)

// Fault tells why the checklist cannot be used; nil when it can. Each of its errors matches ErrChecklist: ErrNoItems,
// ErrManyItems (more than MostItems), ErrNoneRefuses (nothing could be refused then), and what Item.Fault says, or
// ErrSameItem, of an item, with its number, from 1, as subject. An id that is missing or stands twice is a plain ErrChecklist.
func (c Checklist) Fault() error {
	switch {
	case len(c.Items) == 0:
		return ErrNoItems
	case len(c.Items) > MostItems:
		return ErrManyItems
	case !slices.ContainsFunc(c.Items, func(i Item) bool { return i.Refuses }):
		return ErrNoneRefuses
	}
	for nth, item := range c.Items {
		if err := item.Fault(c.Items[:nth]); err != nil {
			return About(fmt.Sprint(nth+1), err)
		}
	}
	return nil
}

// Fault tells why the item cannot stand after those before it: ErrItemWords (words are missing in a language), ErrItemLong,
// ErrSameItem (the same words stand there already), or ErrChecklist for its id.
func (i Item) Fault(before []Item) error {
	switch {
	case Blank(i.Indonesian) || Blank(i.English):
		return ErrItemWords
	case letters(i.Indonesian) > MostLetters || letters(i.English) > MostLetters:
		return ErrItemLong
	case slices.ContainsFunc(before, i.saysAs):
		return ErrSameItem
	case Blank(i.ID) || slices.ContainsFunc(before, func(b Item) bool { return b.ID == i.ID }):
		return ErrChecklist
	}
	return nil
}

func letters(s string) int { return len([]rune(s)) }

// saysAs tells whether two items have the same words in one of the languages, upper case and blanks aside.
func (i Item) saysAs(other Item) bool {
	same := func(a, b string) bool {
		return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
	}
	return same(i.Indonesian, other.Indonesian) || same(i.English, other.English)
}

// NewItemID returns the id for an item with these words: that of a known item with the same words, else one made of the
// Indonesian words that no known item has. Known are the items of all versions, so that an id never changes its meaning.
func NewItemID(item Item, known []Item) string {
	if k := slices.IndexFunc(known, item.saysAs); k >= 0 {
		return known[k].ID
	}
	id := slug(item.Indonesian)
	for n := 2; slices.ContainsFunc(known, func(k Item) bool { return k.ID == id }); n++ {
		id = fmt.Sprintf("%s_%d", slug(item.Indonesian), n)
	}
	return id
}

// slugLetters is about how long an id that is made of words gets.
const slugLetters = 32

// slug writes words in lower case letters and digits with _ between them; "item" when there is nothing to write.
func slug(words string) string {
	parts := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	id := ""
	for _, p := range parts {
		if id != "" && len(id)+len(p) > slugLetters {
			break
		}
		id += "_" + p
	}
	if id == "" {
		return "item"
	}
	return strings.TrimPrefix(id, "_")
}

// Item returns the item with this id.
func (c Checklist) Item(id string) (Item, bool) {
	i := slices.IndexFunc(c.Items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return c.Items[i], true
}

// NewestItems returns the items of these checklists by id, each in the words of the list that was written last.
func NewestItems(lists []Checklist) map[string]Item {
	items, at := map[string]Item{}, map[string]time.Time{}
	for _, c := range lists {
		for _, item := range c.Items {
			if _, known := items[item.ID]; !known || at[item.ID].Before(c.At) {
				items[item.ID], at[item.ID] = item, c.At
			}
		}
	}
	return items
}

// Answer is what a validator found about one item.
type Answer struct {
	Item  string // Item.ID
	Value AnswerValue
}

// AnswerValue is how an item was answered. Values are stored as these texts.
type AnswerValue string

// The answers.
const (
	Yes        AnswerValue = "yes"
	No         AnswerValue = "no"
	NotApplies AnswerValue = "not_applies" // the question makes no sense for this case
)

// Review is how a decision was made: the checklist that was on screen, its answers, and how long the case was open.
type Review struct {
	Category string // of the checklist, empty for the default one
	Version  int    // of the checklist
	Answers  []Answer
	Open     time.Duration // how long the case was open in front of the validator
}

// Failed returns the items that were answered no and are reasons to refuse, in the order of the checklist.
func (c Checklist) Failed(answers []Answer) []Item {
	var failed []Item
	for _, item := range c.Items {
		if item.Refuses && slices.Contains(answers, Answer{item.ID, No}) {
			failed = append(failed, item)
		}
	}
	return failed
}

// Check tells whether a decision of this kind goes with the answers. It returns ErrNoItem for an answer to no item of the
// list, to one twice, or with an unknown value. Accepting demands that every item is answered (ErrUnanswered, with the item
// as subject) and none failed (ErrItemFailed, the same); refusing demands a failed item (ErrReasonMissing).
func (c Checklist) Check(k Kind, answers []Answer) error {
	given := map[string]AnswerValue{}
	for _, a := range answers {
		_, known := c.Item(a.Item)
		if _, twice := given[a.Item]; twice || !known || !slices.Contains([]AnswerValue{Yes, No, NotApplies}, a.Value) {
			return About(a.Item, ErrNoItem)
		}
		given[a.Item] = a.Value
	}
	failed := c.Failed(answers)
	switch k {
	case Refused:
		if len(failed) == 0 {
			return ErrReasonMissing
		}
	case Accepted:
		if len(failed) > 0 {
			return About(failed[0].ID, ErrItemFailed)
		}
		for _, item := range c.Items {
			if given[item.ID] == "" {
				return About(item.ID, ErrUnanswered)
			}
		}
	}
	return nil
}

// DefaultChecklist returns the checklist that comes with Tuntas: version 1 of the default. The bureau's own versions follow
// it. Its ids are reasons of refusal, as imported data may know them, too.
func DefaultChecklist() Checklist {
	return Checklist{Version: 1, Items: []Item{
		{"no_photo", "Ada foto hasil pekerjaan", "There is a photo of the result", true},
		{"photo_unclear", "Foto cukup jelas untuk dinilai", "The photo is clear enough to judge", true},
		{"wrong_place", "Foto menunjukkan tempat yang dilaporkan", "The photo shows the reported place", true},
		{"too_early", "Foto diambil setelah laporan masuk", "The photo was taken after the report came in", true},
		{"not_finished", "Pekerjaan selesai seperti yang diminta", "The work asked for is finished", true},
		{"photo_reused", "Foto bukan foto laporan lain atau foto lama", "The photo is not that of another report, and not an old one", true},
		{"photo_generated", "Foto tidak dibuat atau diubah dengan AI atau penyunting", "The photo was not made or changed by AI or an editor", true},
		{"right_unit", "Ditangani oleh unit yang berwenang", "Handled by the unit responsible", false},
	}}
}
