package i18n_test

import (
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
)

func TestForFallsBackToIndonesian(t *testing.T) {
	for code, want := range map[string]string{"id": "id", "en": "en", "": "id", "ms": "id", "EN": "id"} {
		if got := i18n.For(code, nil).Code(); got != want {
			t.Errorf("For(%q).Code() = %q; want %q", code, got, want)
		}
	}
	if got := i18n.For("id", nil).Zone(); got != time.UTC {
		t.Errorf("zone %v; want UTC", got)
	}
}

func TestText(t *testing.T) {
	l := i18n.For("en", nil)
	for _, c := range []struct {
		name, key string
		pairs     []any
		want      string
	}{
		{"plain", "stage.done", nil, "Done"},
		{"unknown key", "no.such.key", nil, "no.such.key"},
		{"value", "error.not_found.named", []any{"subject", "JK1"}, "There is no report JK1; check the number and search again."},
		{"value that looks like a placeholder", "error.in_use.by", []any{"by", "{by}{by}"},
			"The database is in use by {by}{by}; ask them to close Tuntas and try again."},
		{"no value", "error.not_found.named", nil, "There is no report {subject}; check the number and search again."},
		{"name without value", "error.not_found.named", []any{"subject"}, "There is no report {subject}; check the number and search again."},
		{"number", "error.not_found.named", []any{"subject", 7}, "There is no report 7; check the number and search again."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := l.Text(c.key, c.pairs...); got != c.want {
				t.Errorf("got %q; want %q", got, c.want)
			}
		})
	}
}

// TestNames fails when a value of the domain has no name, and when two values of one kind share a name.
func TestNames(t *testing.T) {
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, nil)
		names := map[string]map[string]string{"stage": {}, "kind": {}, "role": {}, "refusal": {}, "finding": {}}
		for _, s := range data.Stages() {
			names["stage"][string(s)] = l.Stage(s)
		}
		for _, k := range data.Kinds() {
			names["kind"][string(k)] = l.Kind(k)
		}
		for _, r := range data.Roles() {
			names["role"][string(r)] = l.Role(r)
		}
		for _, r := range data.Refusals() {
			names["refusal"][string(r)] = l.Refusal(r)
		}
		for _, k := range data.FindingKinds() {
			names["finding"][string(k)] = l.Finding(k)
			if key := "finding." + string(k) + ".rule"; l.FindingRule(k) == key {
				t.Errorf("%s has no text", key)
			}
		}
		for sort, list := range names {
			if len(list) == 0 {
				t.Errorf("no value of %s", sort)
			}
			seen := make(map[string]string)
			for word, name := range list {
				if name == word || name == "" {
					t.Errorf("%s: %s.%s has no name", code, sort, word)
				}
				if other, ok := seen[name]; ok {
					t.Errorf("%s: %s and %s of %s are both %q", code, word, other, sort, name)
				}
				seen[name] = word
			}
		}
	}
}

func TestStageNames(t *testing.T) {
	want := map[string][]string{
		"id": {"Menunggu", "Koordinasi", "Disposisi", "Proses", "Tindak Lanjut", "Validasi", "Selesai", "Ditolak"},
		"en": {"Waiting", "Coordination", "Disposition", "Process", "Follow-up", "Validation", "Done", "Rejected"},
	}
	for code, names := range want {
		l := i18n.For(code, nil)
		for i, s := range data.Stages() {
			if got := l.Stage(s); got != names[i] {
				t.Errorf("%s: %s is %q; want %q", code, s, got, names[i])
			}
		}
	}
}

func TestRefusalsAreTwoThings(t *testing.T) {
	for code, want := range map[string]string{"id": "TL Ditolak", "en": "Follow-up refused"} {
		l := i18n.For(code, nil)
		refused := l.Kind(data.Refused)
		if refused != want {
			t.Errorf("%s: refused follow-up is %q; want %q", code, refused, want)
		}
		if refused == l.Kind(data.RejectedIt) || refused == l.Stage(data.Rejected) {
			t.Errorf("%s: %q also names the rejected report", code, refused)
		}
	}
}

func TestUnknownNamesStay(t *testing.T) {
	l := i18n.For("id", nil)
	for got, want := range map[string]string{
		l.Stage("Menunggu Jawaban"): "Menunggu Jawaban", l.Kind("x"): "x", l.Role("y"): "y", l.Refusal("z"): "z", l.Stage(""): "",
		l.Area("Kebon Entah"): "Kebon Entah", l.Area("99.99.99.9999"): "99.99.99.9999", l.Area(""): "",
	} {
		if got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestArea(t *testing.T) {
	for code, want := range map[string]string{
		"31.74.06.1003": "Pondok Labu", "31.71": "Kota Administrasi Jakarta Pusat", "31": "DKI Jakarta",
	} {
		if got := i18n.For("id", nil).Area(code); got != want {
			t.Errorf("%s: got %q; want %q", code, got, want)
		}
	}
}

// TestReasonsOfPrivacy names every reason to look and to erase.
func TestReasonsOfPrivacy(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		l := i18n.For(lang, nil)
		for _, r := range data.LookReasons() {
			if got := l.LookReason(r); got == "" || got == string(r) {
				t.Errorf("%s: %q is %q", lang, r, got)
			}
		}
		for _, r := range append(data.ErasureReasons(), data.ErasedAgain) {
			if got := l.ErasureReason(r); got == "" || got == string(r) {
				t.Errorf("%s: %q is %q", lang, r, got)
			}
		}
		if got := l.LookReason(""); got != "–" {
			t.Errorf("%s: no reason is %q", lang, got)
		}
	}
}

func TestGround(t *testing.T) {
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, nil)
		for _, r := range []string{
			"photo_unclear", "wrong_place", "not_finished", "photo_reused", "no_photo", "unclear", "not_authority", "duplicate", "no_location",
		} {
			if got := l.Ground(r); got == r {
				t.Errorf("%s: %s has no words", code, r)
			}
		}
		if got := l.Ground("foto.buram"); got != "foto.buram" {
			t.Errorf("%s: a text that is no code became %q", code, got)
		}
	}
}

// TestGroundOfOwnItems: a reason of the bureau's own has the bureau's words, one of ours keeps ours, and nothing else changes.
func TestGroundOfOwnItems(t *testing.T) {
	known := map[string]data.Item{
		"rata": {ID: "rata", Indonesian: "Jalan rata", English: "The road is even"}, "no_photo": {ID: "no_photo", Indonesian: "Ada", English: "There"},
	}
	item := func(id string) (data.Item, bool) { i, ok := known[id]; return i, ok }
	for code, want := range map[string]string{"id": "Tidak lolos: Jalan rata", "en": "Failed: The road is even"} {
		plain := i18n.For(code, nil)
		l := plain.Knowing(item)
		for reason, want := range map[string]string{"rata": want, "no_photo": plain.Ground("no_photo"), "foto.buram": "foto.buram"} {
			if got := l.Ground(reason); got != want {
				t.Errorf("%s: %s is %q, want %q", code, reason, got, want)
			}
		}
		if got := plain.Ground("rata"); got != "rata" || plain.GroundOf(known["rata"]) != want {
			t.Errorf("%s: without the bureau's items %q", code, got)
		}
	}
}
