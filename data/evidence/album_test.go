package evidence_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

func album(t testing.TB) (*evidence.Album, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "below", "city.photos")
	a, err := evidence.OpenAlbum(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a, folder
}

func content(t *testing.T, a *evidence.Album, sha256 string, size evidence.Size) []byte {
	t.Helper()
	f, err := a.Open(sha256, size)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return raw
}

// files returns what lies in a folder and all folders below it.
func files(t *testing.T, folder string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(folder, at)
		all = append(all, filepath.ToSlash(below))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAlbum(t *testing.T) {
	a, folder := album(t)
	raw := demo.Photo(demo.Shot{Seed: 2, At: datatest.At(t, "2026-03-01"), Lat: -6.2, Lon: 106.8})
	p := read(t, raw)
	for i, want := range []bool{true, false} {
		if added, err := a.Put(p); err != nil || added != want {
			t.Errorf("put %d: got %v, %v; want %v", i, added, err, want)
		}
	}
	name := p.Photo.SHA256
	want := []string{
		"original/" + name[:2] + "/" + name[2:4] + "/" + name,
		"preview/" + name[:2] + "/" + name[2:4] + "/" + name + ".jpg",
		"thumbnail/" + name[:2] + "/" + name[2:4] + "/" + name + ".jpg",
	}
	if got := files(t, folder); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if !bytes.Equal(content(t, a, name, evidence.Original), raw) {
		t.Error("the original has changed")
	}
	for size, side := range map[evidence.Size]int{evidence.Preview: 1200, evidence.Thumbnail: evidence.ThumbnailSide} {
		small := content(t, a, name, size)
		c, err := jpeg.DecodeConfig(bytes.NewReader(small))
		if err != nil || c.Width != side || c.Height != side*3/4 {
			t.Errorf("%s: %d by %d, %v", size, c.Width, c.Height, err)
		}
		if bytes.Contains(small, []byte("Exif")) || bytes.Contains(small, []byte("2026:03")) {
			t.Errorf("%s: metadata went along", size)
		}
	}
	if !a.Has(name) || a.Has(strings.Repeat("0", 64)) {
		t.Error("Has is wrong")
	}
	if err := errors.Join(a.Remove(name), a.Remove(name)); err != nil || a.Has(name) || len(files(t, folder)) > 0 {
		t.Errorf("removed: %v, %q", err, files(t, folder))
	}
	if _, err := a.Open(name, evidence.Original); !errors.Is(err, data.ErrUnknownPlace) {
		t.Errorf("got %v, want %v", err, data.ErrUnknownPlace)
	}
}

func TestAlbumIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: Windows has no modes of this kind")
	}
	a, folder := album(t)
	if _, err := a.Put(read(t, asJPEG(t, quarters(40, 30), 90))); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; err == nil && info.Mode().Perm() != want {
			t.Errorf("%s: %v, want %v", at, info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestOrphans(t *testing.T) {
	a, _ := album(t)
	if names, err := a.Orphans(func(string) bool { return false }); err != nil || len(names) > 0 {
		t.Errorf("an empty album has %q, %v", names, err)
	}
	var names []string
	for _, w := range []int{40, 50, 60} {
		p := read(t, asJPEG(t, quarters(w, 30), 90))
		if _, err := a.Put(p); err != nil {
			t.Fatal(err)
		}
		names = append(names, p.Photo.SHA256)
	}
	got, err := a.Orphans(func(sha256 string) bool { return sha256 == names[1] })
	want := []string{names[0], names[2]}
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

// TestNamesAreNoPaths asks an album for what lies outside it.
func TestNamesAreNoPaths(t *testing.T) {
	a, folder := album(t)
	secret := filepath.Join(filepath.Dir(folder), "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "../secret", "../../../secret", secret, strings.Repeat("A", 64), strings.Repeat("/", 64), strings.Repeat("0", 63)} {
		if _, err := a.Open(name, evidence.Original); !errors.Is(err, data.ErrUnknownPlace) {
			t.Errorf("open %q: %v", name, err)
		}
		if err := a.Remove(name); !errors.Is(err, data.ErrUnknownPlace) {
			t.Errorf("remove %q: %v", name, err)
		}
	}
	if _, err := os.Stat(secret); err != nil {
		t.Error(err)
	}
}

// BenchmarkPreview decodes what a case shows: two previews. Budget of the next case, all included: 100 ms.
func BenchmarkPreview(b *testing.B) {
	a, _ := album(b)
	p := read(b, asJPEG(b, enlarged(street(b, demo.Shot{Seed: 3}), 4000, 3000), 90))
	if _, err := a.Put(p); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for range 2 {
			f, err := a.Open(p.Photo.SHA256, evidence.Preview)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := jpeg.Decode(f); err != nil {
				b.Fatal(err)
			}
			if err := f.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkPut keeps a photo that was read.
func BenchmarkPut(b *testing.B) {
	a, _ := album(b)
	p := read(b, demo.Photo(demo.Shot{Seed: 3}))
	for b.Loop() {
		if _, err := a.Put(p); err != nil {
			b.Fatal(err)
		}
		if err := a.Remove(p.Photo.SHA256); err != nil {
			b.Fatal(err)
		}
	}
}
