package office

import (
	"tuntas/app/i18n"
	"tuntas/data/store"
)

// Language returns the language of code, "id" or "en", for what db holds: instants in its zone, and the items of the bureau's own
// checklists in the bureau's words.
func Language(db *store.DB, code string) *i18n.Language {
	return i18n.For(code, db.Zone()).Knowing(db.Item)
}
