package intake

import "hash/maphash"

// words keeps texts that come again and again, so that each is cleaned once and one string, and not one for each row. Its
// size is fixed: a word that falls on the place of another takes it.
type words struct {
	seed  maphash.Seed
	clean func(string) (string, changes)
	slots []word
}

// word is a text as it stands in a file.
type word struct {
	raw     string
	cleaned *cleaned // nil when there was nothing to clean
}

// cleaned is what became of a word.
type cleaned struct {
	text    string
	changed changes
}

// longestWord is how many bytes a text may have to be kept.
const longestWord = 128

func newWords(clean func(string) (string, changes)) words {
	return words{seed: maphash.MakeSeed(), clean: clean, slots: make([]word, 1<<13)}
}

// text returns b cleaned, and how.
func (w *words) text(b []byte) (string, changes) {
	if len(b) == 0 {
		return "", 0
	}
	if len(b) > longestWord {
		return w.clean(string(b))
	}
	slot := &w.slots[maphash.Bytes(w.seed, b)%uint64(len(w.slots))]
	if slot.raw != string(b) {
		*slot = word{raw: string(b)}
		if text, changed := w.clean(slot.raw); changed != 0 {
			slot.cleaned = &cleaned{text, changed}
		}
	}
	if slot.cleaned != nil {
		return slot.cleaned.text, slot.cleaned.changed
	}
	return slot.raw, 0
}
