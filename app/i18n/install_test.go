package i18n_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"tuntas/app/i18n"
)

// toolkitKeys reads the keys of a translation file of the toolkit's form.
func toolkitKeys(t *testing.T, path string) map[string]any {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	keys := make(map[string]any)
	if err := json.Unmarshal(raw, &keys); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return keys
}

func TestToolkitWordsAreComplete(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("SKIPPED: the toolkit's source was not found (%v), its words were not compared", err)
	}
	base := toolkitKeys(t, filepath.Join(dir, "lang", "translations", "base.en.json"))
	if len(base) < 39 {
		t.Fatalf("the toolkit's file holds %d keys; it had 39", len(base))
	}
	for _, name := range []string{"fyne.id.json", "fyne.en.json"} {
		ours := toolkitKeys(t, name)
		for key := range base {
			if _, ok := ours[key]; !ok {
				t.Errorf("%s lacks %q", name, key)
			}
		}
		for key := range ours {
			if _, ok := base[key]; !ok {
				t.Errorf("%s: the toolkit does not know %q", name, key)
			}
		}
	}
}

func TestInstall(t *testing.T) {
	for _, c := range []struct{ code, cancel, name string }{
		{"id", "Batal", "Nama"},
		{"en", "Cancel", "Name"},
		{"", "Batal", "Nama"},
	} {
		if err := i18n.Install(c.code); err != nil {
			t.Fatalf("Install(%q): %v", c.code, err)
		}
		if got := lang.L("Cancel"); got != c.cancel {
			t.Errorf("after Install(%q) Cancel is %q; want %q", c.code, got, c.cancel)
		}
		if got := lang.X("file.name", "?"); got != c.name {
			t.Errorf("after Install(%q) file.name is %q; want %q", c.code, got, c.name)
		}
	}
}
