package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

const monthly = "Nomor;Tanggal Laporan;Kanal;Isi\n" + "1;2026-03-01 08:00;JAKI;x\n2;2026-03-02 08:00;Qlue;y\n3;2026-03-03 08:00;JAKI;z\n"

func TestFolder(t *testing.T) {
	f := intake.Folder(filepath.Join(t.TempDir(), "profiles"))
	if names, err := f.Names(); err != nil || len(names) != 0 {
		t.Errorf("a folder that is not there: %v, %v", names, err)
	}
	path := file(t, "maret.csv", monthly)
	d := proposed(t, path)
	for _, name := range []string{"maret", "Bulanan 2"} {
		if err := f.Save(d, name); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(string(f), "rusak.toml"), []byte("name = 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if names, err := f.Names(); err != nil || !slices.Equal(names, []string{"Bulanan 2", "maret", "rusak"}) {
		t.Errorf("got %v, %v", names, err)
	}
	p, err := f.Open("Bulanan 2")
	if err != nil || p.Name() != "Bulanan 2" {
		t.Fatalf("got %v, %v", p, err)
	}
	if p, err = f.Open("tuntas"); err != nil || p.Name() != "tuntas" {
		t.Errorf("a shipped profile: %v, %v", p, err)
	}
	if p, err = f.Open(f.Path("maret")); err != nil || p.Name() != "maret" {
		t.Errorf("a file: %v, %v", p, err)
	}
	if _, err = f.Open("rusak"); !errors.Is(err, data.ErrProfile) {
		t.Errorf("a broken profile: %v", err)
	}
	if got, err := f.Suggest(path); err != nil || !slices.Equal(got, []string{"Bulanan 2", "maret"}) {
		t.Errorf("suggested %v, %v", got, err)
	}
	for _, name := range []string{"maret", "Bulanan 2", "rusak"} {
		if err := f.Remove(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"maret", "tuntas", "../maret"} {
		if err := f.Remove(name); !errors.Is(err, data.ErrUnknownProfile) {
			t.Errorf("remove %s: %v", name, err)
		}
	}
}

func TestFolderRefusesNames(t *testing.T) {
	f := intake.Folder(t.TempDir())
	d := proposed(t, file(t, "maret.csv", monthly))
	for _, name := range []string{
		"", " ", "tuntas", "Tuntas", "EVENT-LOG", "../maret", "a/b", `a\b`, "a.b", ".maret", "-maret", "con", "LPT1", "a\nb", strings.Repeat("a", 61),
	} {
		if err := f.Save(d, name); !errors.Is(err, data.ErrProfileName) {
			t.Errorf("%q: got %v, want that the name cannot be used", name, err)
		}
	}
	if left, err := os.ReadDir(string(f)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestFolderSavesWholeOrNot replaces a saved profile and fails to: the old one stays.
func TestFolderSavesWholeOrNot(t *testing.T) {
	f := intake.Folder(t.TempDir())
	d := proposed(t, file(t, "maret.csv", monthly))
	if err := f.Save(d, "maret"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(f.Path("maret"))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Set("Nomor", ""); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(d, "maret"); !errors.Is(err, data.ErrFieldMissing) {
		t.Errorf("a draft that lacks a field: %v", err)
	}
	if err := d.Set("Nomor", "number"); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && os.Geteuid() != 0 {
		if err := os.Chmod(string(f), 0o500); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(d, "maret"); err == nil {
			t.Error("saved into a folder that cannot be written")
		}
		if err := os.Chmod(string(f), 0o700); err != nil { //nolint:gosec // a folder must be entered
			t.Fatal(err)
		}
	}
	if after, err := os.ReadFile(f.Path("maret")); err != nil || string(after) != string(before) {
		t.Errorf("the saved profile has changed: %v", err)
	}
	d.Title = "Bulanan"
	if err := f.Save(d, "maret"); err != nil {
		t.Fatal(err)
	}
	if p, err := f.Open("maret"); err != nil || p.Title("id") != "Bulanan" {
		t.Errorf("got %v, %v", p, err)
	}
	if left, err := os.ReadDir(string(f)); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestFolderChoose saves a profile in March and finds it again in April.
func TestFolderChoose(t *testing.T) {
	f := intake.Folder(t.TempDir())
	march, april := file(t, "maret.csv", monthly), file(t, "april.csv", strings.ReplaceAll(monthly, "2026-03", "2026-04"))
	if name, err := f.Choose([]string{march}); name != "" || err != nil {
		t.Errorf("before: got %q, %v; want none", name, err)
	}
	if err := f.Save(proposed(t, march), "bulanan"); err != nil {
		t.Fatal(err)
	}
	own := file(t, "events.csv", "number,happened_at,activity\nA,2026-03-01 08:00,Menunggu\n")
	foreign := file(t, "foreign.csv", "case,activity,time\nA,Fishing,2026-03-01 08:00\nA,Hunting,2026-03-02 08:00\n")
	other := file(t, "mei.csv", "Nomor;Tanggal Laporan;Isi\n1;2026-05-01 08:00;x\n")
	for name, test := range map[string]struct {
		paths []string
		want  string
	}{
		"next month":           {[]string{april}, "bulanan"},
		"both months":          {[]string{march, april}, "bulanan"},
		"own form":             {[]string{own}, "tuntas"},
		"a month and our own":  {[]string{april, own}, ""},
		"only unknown events":  {[]string{foreign}, ""},
		"a column has gone":    {[]string{other}, ""},
		"own form, then april": {[]string{own, april}, ""},
	} {
		if got, err := f.Choose(test.paths); err != nil || got != test.want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, test.want)
		}
	}
	if _, err := f.Choose([]string{file(t, "empty.csv", "")}); !errors.Is(err, data.ErrEmptyFile) {
		t.Errorf("an empty file: %v", err)
	}
}

// TestFolderPrefersSaved saves a profile for a file that a shipped one fits as well.
func TestFolderPrefersSaved(t *testing.T) {
	f := intake.Folder(t.TempDir())
	path := file(t, "log.csv", "case,activity,time\nA,Menunggu,2026-03-01 08:00\nA,Selesai,2026-03-02 08:00\n")
	if err := f.Save(proposed(t, path), "sendiri"); err != nil {
		t.Fatal(err)
	}
	got, err := f.Suggest(path)
	if want := []string{"sendiri", "event-log"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}
