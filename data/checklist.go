package data

import (
	"slices"
	"time"
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

// Item is one question of a checklist, answered yes when all is well.
type Item struct {
	ID         string `json:"id"` // short, never changes its meaning: the reason of a refusal that fails it
	Indonesian string `json:"indonesian"`
	English    string `json:"english"`
	Refuses    bool   `json:"refuses"` // failing it is a reason to refuse
}

// Valid tells whether the checklist can be used: it has items, each with an id of its own and both texts.
func (c Checklist) Valid() bool {
	seen := map[string]bool{}
	for _, item := range c.Items {
		if Blank(item.ID) || Blank(item.Indonesian) || Blank(item.English) || seen[item.ID] {
			return false
		}
		seen[item.ID] = true
	}
	return len(c.Items) > 0
}

// Item returns the item with this id.
func (c Checklist) Item(id string) (Item, bool) {
	i := slices.IndexFunc(c.Items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return c.Items[i], true
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

// Check tells whether a decision of this kind goes with the answers. It returns ErrAnswer for an answer to no item of the
// list, to one twice, or with an unknown value. Accepting demands that every item is answered (ErrUnanswered, with the item
// as subject) and none failed (ErrItemFailed, the same); refusing demands a failed item (ErrReasonMissing).
func (c Checklist) Check(k Kind, answers []Answer) error {
	given := map[string]AnswerValue{}
	for _, a := range answers {
		_, known := c.Item(a.Item)
		if _, twice := given[a.Item]; twice || !known || !slices.Contains([]AnswerValue{Yes, No, NotApplies}, a.Value) {
			return About(a.Item, ErrAnswer)
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
