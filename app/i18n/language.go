// Package i18n holds what people read: every text of the window and the command line in Indonesian and English, how
// numbers, dates and durations are written in either, the names of stages, kinds, roles and refusals, and one sentence for
// each error that says what to do about it. It refuses to know where a text stands, what is counted, and why something
// went wrong.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"tuntas/data"
)

//go:embed id.json en.json fyne.id.json fyne.en.json
var files embed.FS

// Language writes for readers of one language in one time zone. It may be used by many at once; what it is told by Knowing may
// change, and nothing else.
type Language struct {
	code    string
	zone    *time.Location
	texts   map[string]string
	decimal string // between whole and fraction
	group   string // between thousands
	clock   string // between hour and minute
	percent string // after the number
	short   [12]string
	item    func(id string) (data.Item, bool) // an item of the bureau's own checklists; nil: none is known
}

// For returns the language of code, "id" or "en"; anything else gives Indonesian. Instants are shown in zone; nil is UTC.
func For(code string, zone *time.Location) *Language {
	if zone == nil {
		zone = time.UTC
	}
	if code == "en" {
		return &Language{
			code: "en", zone: zone, texts: catalogs()["en"],
			decimal: ".", group: ",", clock: ":", percent: "%", short: englishShort,
		}
	}
	return &Language{
		code: "id", zone: zone, texts: catalogs()["id"],
		decimal: ",", group: ".", clock: ".", percent: "%", short: indonesianShort,
	}
}

// Knowing returns the same language that also names the items of the bureau's own checklists, which item returns by their id.
func (l *Language) Knowing(item func(id string) (data.Item, bool)) *Language {
	more := *l
	more.item = item
	return &more
}

// catalogs reads the embedded texts once.
var catalogs = sync.OnceValue(func() map[string]map[string]string {
	all := make(map[string]map[string]string)
	for _, code := range []string{"id", "en"} {
		all[code] = catalog(code + ".json")
	}
	return all
})

// catalog reads one embedded file. It panics when the file is not an object of texts: then the program was built wrongly.
func catalog(name string) map[string]string {
	raw, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	texts := make(map[string]string)
	if err := json.Unmarshal(raw, &texts); err != nil {
		panic(fmt.Errorf("read %s: %w", name, err))
	}
	return texts
}

// Code returns "id" or "en".
func (l *Language) Code() string { return l.code }

// Zone returns the zone in which instants are shown.
func (l *Language) Zone() *time.Location { return l.zone }

// Text returns the text of key. Pairs are the name and the value of each placeholder: "n", l.Number(12) fills {n}. Values
// are written as fmt.Sprint does, so numbers for people go through Number first. Where n prints as "1" and the catalog
// holds key+".one", that text is taken. A placeholder without a value stays as it is; an unknown key gives the key.
func (l *Language) Text(key string, pairs ...any) string {
	if one, ok := l.texts[key+".one"]; ok && single(pairs) {
		return fill(one, pairs)
	}
	text, ok := l.texts[key]
	if !ok {
		return key
	}
	return fill(text, pairs)
}

// single tells whether pairs give n the value one.
func single(pairs []any) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "n" {
			return fmt.Sprint(pairs[i+1]) == "1"
		}
	}
	return false
}

// fill puts the values of pairs in place of their placeholders, in one pass: a value that looks like a placeholder stays.
func fill(text string, pairs []any) string {
	if len(pairs) < 2 {
		return text
	}
	var swaps []string
	for i := 0; i+1 < len(pairs); i += 2 {
		swaps = append(swaps, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(swaps...).Replace(text)
}

// named returns the text of prefix+word, or word itself where there is none.
func (l *Language) named(prefix, word string) string {
	if text, ok := l.texts[prefix+word]; ok {
		return text
	}
	return word
}
