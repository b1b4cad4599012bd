package i18n_test

import (
	"testing"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

func TestRefusalsAndRolesHaveTexts(t *testing.T) {
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, datatest.Jakarta)
		for _, r := range data.Refusals() {
			if l.Refusal(r) == string(r) {
				t.Errorf("%s: no text for the refusal %s", code, r)
			}
		}
		for _, r := range data.PhotoRoles() {
			if l.PhotoRole(r) == string(r) {
				t.Errorf("%s: no text for the role %s", code, r)
			}
		}
	}
}
