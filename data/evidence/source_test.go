package evidence_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/evidence"
)

func write(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, raw, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// zipped writes an archive of these entries.
func zipped(t *testing.T, path string, entries ...zipEntry) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, e := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate, Flags: e.flags})
		if err == nil {
			_, err = w.Write(e.raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.Bytes())
}

type zipEntry struct {
	name  string
	raw   []byte
	flags uint16
}

// listed returns the names of a source's files, each with the reason why it is refused unseen.
func listed(s *evidence.Source) (all []string) {
	for _, f := range s.Files {
		name := f.Name
		if f.Refused != "" {
			name += " (" + string(f.Refused) + ")"
		}
		all = append(all, name)
	}
	return all
}

func open(t *testing.T, path, except string) *evidence.Source {
	t.Helper()
	s, err := evidence.OpenSource(path, except)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestFolder(t *testing.T) {
	base := t.TempDir()
	folder, raw := filepath.Join(base, "photos"), asJPEG(t, quarters(40, 30), 90)
	for _, name := range []string{"JK1.jpg", "deep/er/JK2.jpg", ".hidden.jpg", "Thumbs.db", ".git/JK3.jpg", "table.csv", "__MACOSX/._JK1.jpg", "city.duckdb.photos/original/JK6.jpg"} {
		write(t, filepath.Join(folder, filepath.FromSlash(name)), raw)
	}
	write(t, filepath.Join(base, "outside", "JK4.jpg"), raw)
	for link, to := range map[string]string{"JK5.jpg": filepath.Join(base, "outside", "JK4.jpg"), "linked": filepath.Join(base, "outside")} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Skip("SKIPPED: this system allows no symbolic links", err)
		}
	}
	s := open(t, folder, filepath.Join(folder, "table.csv"))
	if want := []string{"JK1.jpg", "deep/er/JK2.jpg"}; !slices.Equal(listed(s), want) {
		t.Errorf("got %q, want %q", listed(s), want)
	}
	for _, f := range s.Files {
		if p, err := s.Read(f, reader.Read); err != nil || p.Photo.Width != 40 {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	one := open(t, filepath.Join(folder, "JK1.jpg"), "")
	if _, err := one.Read(one.Files[0], reader.Read); err != nil || len(one.Files) != 1 {
		t.Errorf("one file: %q, %v", listed(one), err)
	}
}

// TestArchive opens an archive with every trick of names, and one that unpacks to much.
func TestArchive(t *testing.T) {
	folder := t.TempDir()
	path, raw := filepath.Join(folder, "in", "photos.zip"), asJPEG(t, quarters(40, 30), 90)
	zipped(t, path,
		zipEntry{name: "JK1.jpg", raw: raw}, zipEntry{name: "../../JK2.jpg", raw: raw}, zipEntry{name: "/etc/JK3.jpg", raw: raw},
		zipEntry{name: `..\JK4.jpg`, raw: raw}, zipEntry{name: `C:\JK5.jpg`, raw: raw}, zipEntry{name: "JK6\x1b[2J\n.jpg", raw: raw},
		zipEntry{name: "folder/"}, zipEntry{name: "__MACOSX/._JK1.jpg", raw: raw}, zipEntry{name: "JK7.jpg", raw: make([]byte, 4<<20)},
		zipEntry{name: "JK8.jpg", raw: raw, flags: 1},
	)
	s := open(t, path, "")
	want := []string{
		"JK1.jpg", "../../JK2.jpg", "/etc/JK3.jpg", "../JK4.jpg", "C:/JK5.jpg", "JK6 [2J .jpg", "JK7.jpg (large)", "JK8.jpg (protected)",
	}
	if got := listed(s); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, f := range s.Files {
		if f.Refused != "" {
			continue
		}
		if p, err := s.Read(f, reader.Read); err != nil || p.Photo.Width != 40 {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if got := files(t, folder); !slices.Equal(got, []string{"in/photos.zip"}) {
		t.Errorf("something was unpacked: %q", got)
	}
}

func TestNoSource(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "cut.zip"), []byte("PK\x03\x04 and no more"))
	for path, want := range map[string]error{"nowhere": os.ErrNotExist, "cut.zip": data.ErrNotTable} {
		if _, err := evidence.OpenSource(filepath.Join(folder, path), ""); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", path, err, want)
		}
	}
	if _, err := evidence.OpenSource(folder, filepath.Join(folder, "no table")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing table: %v", err)
	}
}

func TestNumbers(t *testing.T) {
	for name, want := range map[string][]string{
		"JK2503050007_before.jpg":      {"JK2503050007_before", "JK2503050007_BEFORE", "JK2503050007"},
		"JK2503050007.jpg":             {"JK2503050007"},
		"jk2503050007-sesudah-2.jpg":   {"jk2503050007-sesudah-2", "JK2503050007-SESUDAH-2", "jk2503050007-sesudah", "JK2503050007-SESUDAH", "jk2503050007", "JK2503050007"},
		"a/b/JK2503050007/IMG.jpg":     {"JK2503050007"},
		`a\JK2503050007 (2).jpg`:       {"JK2503050007 (2)", "JK2503050007"},
		"before.jpg":                   nil,
		"IMG_1.jpg":                    {"IMG_1"},
		"JK1.jpg/../../etc/passwd":     nil,
		"":                             nil,
		"case-7_1_2_3_4_5_6_7_8_9.jpg": {"case-7_1_2_3", "CASE-7_1_2_3", "case-7_1_2", "CASE-7_1_2", "case-7_1", "CASE-7_1", "case-7", "CASE-7"},
	} {
		if got := evidence.Numbers(name); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestRole(t *testing.T) {
	for text, want := range map[string]data.PhotoRole{
		"JK2503050007_before": data.PhotoComplaint, "JK2503050007-sesudah-2": data.PhotoAfter, "JK1 Tindak Lanjut": data.PhotoAfter,
		"JK1_TL": data.PhotoAfter, "JK1 setelah": data.PhotoAfter, "JK1_laporan_awal": data.PhotoComplaint, "JK1": data.PhotoOther,
		"JK1_before_after": data.PhotoOther, "JK1_portal": data.PhotoOther, "": data.PhotoOther,
	} {
		if got, known := evidence.Role(text); got != want || known != (want != data.PhotoOther) {
			t.Errorf("%q: got %s, %v; want %s", text, got, known, want)
		}
	}
}

func TestReadTable(t *testing.T) {
	want := []evidence.Row{{Line: 2, Number: "JK1", File: "a, b.jpg", Role: "after"}, {Line: 3, Number: "JK2", File: "=c.jpg"}}
	for name, text := range map[string]string{
		"commas":               "number,file,role\nJK1,\"a, b.jpg\",after\nJK2,'=c.jpg,\n",
		"semicolons and a BOM": "\ufeffNomor;Berkas;Peran\r\nJK1;a, b.jpg;after\r\nJK2;=c.jpg\r\n",
		"tabs, another order":  "role\tfoto\tx\tnomor laporan\nafter\ta, b.jpg\t\tJK1\n\t=c.jpg\t\t JK2 \n",
	} {
		got, err := evidence.ReadTable(strings.NewReader(text))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %+v, %v; want %+v", name, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"": data.ErrEmptyFile, "number,role\n": data.ErrColumnMissing, "file\n": data.ErrColumnMissing, "number,file\n\"a,b\n": data.ErrNotTable,
	} {
		if _, err := evidence.ReadTable(strings.NewReader(text)); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", text, err, want)
		}
	}
}

func TestTies(t *testing.T) {
	s := &evidence.Source{Path: "in", Files: []evidence.File{{Name: "JK1_before.jpg"}, {Name: "x/IMG_1.jpg"}, {Name: "y/IMG_1.jpg"}, {Name: "IMG_2.jpg"}, {Name: "JK9.jpg"}}}
	rows := []evidence.Row{
		{2, "jk5", `X\img_1.JPG`, "sesudah"}, {3, "JK6", "IMG_2.jpg", ""}, {4, "JK7", "IMG_2.jpg", "before"}, {5, "JK8", "IMG_1.jpg", ""},
		{6, "JK8", "gone.jpg", ""}, {7, "", "JK9.jpg", ""}, {8, "JK8", "JK9.jpg", "left"}, {9, "JK8", "", ""},
	}
	ties, refused := evidence.Ties([]*evidence.Source{s}, rows, "t.csv")
	wantTies := []evidence.Tie{
		{s, s.Files[0], []string{"JK1_before", "JK1_BEFORE", "JK1"}, data.PhotoComplaint, 0},
		{s, s.Files[1], []string{"jk5", "JK5"}, data.PhotoAfter, 2},
		{s, s.Files[2], []string{"IMG_1"}, data.PhotoOther, 0},
		{s, s.Files[3], []string{"JK6"}, data.PhotoOther, 3},
		{s, s.Files[3], []string{"JK7"}, data.PhotoComplaint, 4},
	}
	sameSource := cmp.Comparer(func(a, b *evidence.Source) bool { return a == b })
	sameFile := cmp.Comparer(func(a, b evidence.File) bool { return a == b })
	if diff := cmp.Diff(wantTies, ties, sameSource, sameFile); diff != "" {
		t.Error(diff)
	}
	wantRefused := []evidence.Refused{
		{"t.csv", 5, "JK8", "IMG_1.jpg", "", data.RefusedFile}, {"t.csv", 6, "JK8", "gone.jpg", "", data.RefusedFile},
		{"t.csv", 7, "", "JK9.jpg", "", data.RefusedCase}, {"t.csv", 8, "JK8", "JK9.jpg", "left", data.RefusedRole},
		{"t.csv", 9, "JK8", "", "", data.RefusedFile},
	}
	if diff := cmp.Diff(wantRefused, refused); diff != "" {
		t.Error(diff)
	}
}

// TestRefusedComeBack writes what was refused and reads it as a table.
func TestRefusedComeBack(t *testing.T) {
	var b bytes.Buffer
	err := evidence.WriteRefused(&b, []evidence.Refused{
		{"in", 0, "JK1", "=cmd.jpg", "after", data.RefusedReport}, {"t.csv", 4, "", "a\"b,.jpg", "other", data.RefusedCase},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := evidence.ReadTable(&b)
	want := []evidence.Row{{2, "JK1", "=cmd.jpg", "after"}, {3, "", `a"b,.jpg`, "other"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

// FuzzTable reads anything as a table; what it takes has line numbers that can be shown.
func FuzzTable(f *testing.F) {
	for _, seed := range []string{"number,file,role\nJK1,a.jpg,after\n", "\ufeffnomor;berkas\r\n'=1;\"b\n.jpg\"\r\n", "file\tnumber\n\n", "\"number\",file"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, err := evidence.ReadTable(bytes.NewReader(raw))
		for _, r := range rows {
			if r.Line < 2 {
				t.Errorf("a row on line %d", r.Line)
			}
			evidence.Numbers(r.File)
			evidence.Role(r.Role)
		}
		if err != nil && !errors.Is(err, data.ErrEmptyFile) && !errors.Is(err, data.ErrNotTable) && !errors.Is(err, data.ErrColumnMissing) {
			t.Errorf("an error of its own: %v", err)
		}
	})
}

// FuzzArchive opens anything as an archive of photos and reads what it lists; nothing is ever written.
func FuzzArchive(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("../JK1_before.jpg")
	if err == nil {
		_, err = w.Write(asJPEG(f, quarters(24, 16), 60))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	folder := f.TempDir()
	narrow := evidence.Reader{Zone: time.UTC, Limits: evidence.Limits{Bytes: 1 << 20, Pixels: 1 << 20}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(folder, "in.zip")
		write(t, path, raw)
		s, err := evidence.OpenSource(path, "")
		if err != nil {
			return
		}
		for _, one := range s.Files {
			if _, err := s.Read(one, narrow.Read); err != nil && !errors.Is(err, data.ErrNotPhoto) && !errors.Is(err, data.ErrTooLarge) && !errors.Is(err, data.ErrHEIC) {
				t.Errorf("an error of its own: %v", err)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if got := files(t, folder); len(got) != 1 {
			t.Errorf("something was unpacked: %q", got)
		}
	})
}
