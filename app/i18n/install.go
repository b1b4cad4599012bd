package i18n

import (
	"fmt"

	"fyne.io/fyne/v2/lang"
)

// Install gives the toolkit its own words (Cancel, Open, the days of the week) in the language of code, "id" or "en";
// anything else gives Indonesian. The toolkit follows the system's locale and has no switch, so the words are filed under
// that locale. Call it before the first widget is made; what is on screen already keeps its words.
func Install(code string) error {
	name := "fyne.id.json"
	if code == "en" {
		name = "fyne.en.json"
	}
	words, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("install %s: %w", name, err)
	}
	return nil
}
