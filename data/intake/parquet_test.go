package intake_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"tuntas/data"
	"tuntas/data/intake"
)

// columnar is the rows as a Parquet file.
func columnar[T any](t testing.TB, rows []T, options ...parquet.WriterOption) string {
	t.Helper()
	var b bytes.Buffer
	if err := parquet.Write(&b, rows, options...); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// happened is a row of a file of events.
type happened struct {
	Number   string    `parquet:"number,dict"`
	At       time.Time `parquet:"happened_at,timestamp(microsecond)"`
	Activity string    `parquet:"activity,dict"`
	Note     *string   `parquet:"note,optional"`
}

func someEvents(n int) []happened {
	note := "baris\n\"dua\""
	all := make([]happened, n)
	for i := range all {
		all[i] = happened{fmt.Sprintf("JK%07d", i/3), time.Date(2026, time.March, 1, 2, 0, i, 0, time.UTC), "proses", nil}
		if i%2 == 0 {
			all[i].Note = &note
		}
	}
	return all
}

func TestReadParquet(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("number,happened_at,activity,note\n")
	for i, e := range someEvents(1000) {
		note := ""
		if i%2 == 0 {
			note = "\"baris\n\"\"dua\"\"\""
		}
		fmt.Fprintf(&csv, "%s,%s,%s,%s\n", e.Number, e.At.Format(time.RFC3339), e.Activity, note)
	}
	p := profile(t, "tuntas")
	want, _ := read(t, p, file(t, "a.csv", csv.String()))
	for name, options := range map[string][]parquet.WriterOption{
		"plain":      nil,
		"snappy":     {parquet.Compression(&parquet.Snappy)},
		"gzip":       {parquet.Compression(&parquet.Gzip)},
		"zstd":       {parquet.Compression(&parquet.Zstd)},
		"lz4":        {parquet.Compression(&parquet.Lz4Raw)},
		"version 1":  {parquet.DataPageVersion(1), parquet.Compression(&parquet.Snappy)},
		"groups":     {parquet.MaxRowsPerRowGroup(70)},
		"tiny pages": {parquet.PageBufferSize(100), parquet.Compression(&parquet.Zstd), parquet.DataPageVersion(2)},
	} {
		path := file(t, "a.parquet", columnar(t, someEvents(1000), options...))
		got := new(kept)
		last := intake.Progress{}
		c, err := intake.Read(t.Context(), p, []string{path}, got, func(p intake.Progress) { last = p })
		if err != nil || !got.adds(c) {
			t.Errorf("%s: %+v, %v", name, c, err)
			continue
		}
		if diff := cmp.Diff(want.events, got.events); diff != "" || !slices.Equal(want.numbers, got.numbers) {
			t.Errorf("%s: differs from CSV (-want +got):\n%s", name, diff)
		}
		if last.Bytes != last.Total || last.Rows != 1000 {
			t.Errorf("%s: progress ended with %+v", name, last)
		}
		if v, err := intake.Look(p, path, 1); err != nil || v.Format != intake.Parquet {
			t.Errorf("%s: looks like %s, %v", name, v.Format, err)
		}
	}
}

// values is a row of all that a column can be.
type values struct {
	Number  string             `parquet:"number"`
	Sent    time.Time          `parquet:"sent_at,timestamp(millisecond)"`
	Wall    int64              `parquet:"wall,timestamp(nanosecond:local)"`
	Nanos   int64              `parquet:"nanos,timestamp(nanosecond)"`
	Day     int32              `parquet:"day,date"`
	Clock   int32              `parquet:"clock,time(millisecond)"`
	Money   int64              `parquet:"money,decimal(2:18)"`
	Large   [16]byte           `parquet:"large,decimal(3:38)"`
	Yes     bool               `parquet:"yes"`
	Lat     float64            `parquet:"lat"`
	Lon     float32            `parquet:"lon"`
	Count   uint64             `parquet:"count"`
	Less    int8               `parquet:"less"`
	ID      [16]byte           `parquet:"id,uuid"`
	Bytes   [3]byte            `parquet:"bytes"`
	Maybe   *int32             `parquet:"maybe,optional"`
	Place   *place             `parquet:"place,optional"`
	Tags    []string           `parquet:"tags,list"`
	Plain   []int32            `parquet:"plain"`
	Visits  []visit            `parquet:"visits,list"`
	Said    map[string]float64 `parquet:"said"`
	Missing []string           `parquet:"missing,list,optional"`
}

type place struct {
	Street string `parquet:"street"`
	Inner  struct {
		Code *int64 `parquet:"code,optional"`
	} `parquet:"inner"`
}

type visit struct {
	By    string   `parquet:"by"`
	Notes []string `parquet:"notes,list"`
}

func TestParquetValues(t *testing.T) {
	at := time.Date(2026, time.March, 1, 2, 30, 15, 250_000_000, time.UTC)
	code := int64(-7)
	var minus [16]byte
	for i := range minus {
		minus[i] = 0xff
	}
	full := values{
		Number: "A", Sent: at, Wall: at.UnixNano(), Nanos: at.UnixNano() + 1, Day: 20_513, Clock: 34_200_500, Money: -5, Large: minus, Yes: true,
		Lat: -6.25, Lon: 106.8, Count: 1<<64 - 1, Less: -3, ID: [16]byte{0x12, 0x34, 15: 0xff}, Bytes: [3]byte{1, 2, 255}, Maybe: new(int32),
		Place: &place{Street: "Jl. \"A\" <1>"}, Tags: []string{"a", "<\"b\">", ""}, Plain: []int32{1, 2},
		Visits: []visit{{"x", []string{"1", "2"}}, {"y", nil}, {"z", []string{"3"}}}, Said: map[string]float64{"k": 1.5},
	}
	full.Place.Inner.Code = &code
	text := columnar(t, []values{full, {Number: "B", Sent: at}})
	path := file(t, "a.parquet", text)
	v, err := intake.Look(profile(t, "tuntas"), path, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"number=A", "sent_at=2026-03-01T02:30:15.25Z", "wall=2026-03-01T02:30:15.25", "nanos=2026-03-01T02:30:15.250000001Z", "day=2026-03-01",
		"clock=09:30:00.5", "money=-0.05", "large=-0.001", "yes=true", "lat=-6.25", "lon=106.8", "count=18446744073709551615", "less=-3",
		"id=12340000-0000-0000-0000-0000000000ff", "bytes=0102ff", "maybe=0", `place.street=Jl. "A" <1>`, "place.inner.code=-7",
		`tags=["a","<\"b\">",""]`, "plain=[1,2]", `visits=[{"by":"x","notes":["1","2"]},{"by":"y","notes":[]},{"by":"z","notes":["3"]}]`,
		`said={"k":1.5}`, "missing=",
	}
	empty := map[string]string{
		"number": "B", "sent_at": "2026-03-01T02:30:15.25Z", "wall": "1970-01-01T00:00:00", "nanos": "1970-01-01T00:00:00Z", "day": "1970-01-01",
		"clock": "00:00:00", "money": "0.00", "large": "0.000", "yes": "false", "lat": "0", "lon": "0", "count": "0", "less": "0",
		"id": "00000000-0000-0000-0000-000000000000", "bytes": "000000", "tags": "[]", "plain": "[]", "visits": "[]", "said": "{}",
	}
	var got, gotEmpty, wantEmpty []string
	for i, c := range v.Columns {
		got = append(got, c.Header+"="+v.Rows[0][i])
		gotEmpty = append(gotEmpty, c.Header+"="+v.Rows[1][i])
		wantEmpty = append(wantEmpty, c.Header+"="+empty[c.Header])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("full row (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantEmpty, gotEmpty); diff != "" {
		t.Errorf("empty row (-want +got):\n%s", diff)
	}
	k, _ := read(t, profile(t, "tuntas"), path)
	if r := k.reports[0]; !r.SentAt.Equal(at) || r.Lat != -6.25 || r.Lon != 106.8 {
		t.Errorf("got %+v", r)
	}
}

// A row that cannot be taken is refused with its number in the file, where the names of the columns are the first row.
func TestParquetRefusesRows(t *testing.T) {
	rows := someEvents(3)
	rows[1].Activity = "?"
	long := strings.Repeat("x", 1<<20+1)
	rows[2].Note = &long
	path := file(t, "a.parquet", columnar(t, rows))
	k, c := read(t, profile(t, "tuntas"), path)
	if want := (intake.Count{Read: 3, Taken: 1, Refused: 2, Events: 1}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if r := k.refused[0]; r.Line != 3 || r.Column != "activity" || r.Reason != data.RefusedActivity || !strings.HasPrefix(r.Raw, "JK0000000\t2026-") {
		t.Errorf("got %+v", r)
	}
	if r := k.refused[1]; r.Line != 4 || r.Reason != data.RefusedShape || len(r.Raw) > 64<<10 {
		t.Errorf("got line %d, %s, %d bytes", r.Line, r.Reason, len(r.Raw))
	}
}

// described changes what a Parquet file says of itself.
func described(t testing.TB, text string, change func(m *format.FileMetaData)) string {
	t.Helper()
	size := int(binary.LittleEndian.Uint32([]byte(text[len(text)-8:])))
	from := len(text) - 8 - size
	var m format.FileMetaData
	if err := thrift.Unmarshal(new(thrift.CompactProtocol), []byte(text[from:len(text)-8]), &m); err != nil {
		t.Fatal(err)
	}
	change(&m)
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &m)
	if err != nil {
		t.Fatal(err)
	}
	return text[:from] + withTail(string(footer))
}

// withTail puts the size and the mark behind a description.
func withTail(footer string) string {
	return footer + string(binary.LittleEndian.AppendUint32(nil, uint32(len(footer)))) + "PAR1"
}

func TestReadRefusesParquet(t *testing.T) {
	good := columnar(t, someEvents(1000), parquet.Compression(&parquet.Zstd))
	chunk := func(change func(c *format.ColumnChunk)) string {
		return described(t, good, func(m *format.FileMetaData) { change(&m.RowGroups[0].Columns[0]) })
	}
	type other struct {
		Number string `parquet:"number"`
	}
	tests := []struct {
		name, text string
		want       error
	}{
		{"half written", good[:len(good)/2], data.ErrNotTable},
		{"only the end is missing", good[:len(good)-1], data.ErrNotTable},
		{"marks alone", "PAR1\x00\x00\x00\x00PAR1", data.ErrNotTable},
		{"description longer than the file", good[:len(good)-8] + "\xff\xff\xff\x7fPAR1", data.ErrNotTable},
		{"a list without end", "PAR1" + withTail("\x15\x02\x29\xfc\xff\xff\xff\x7f"), data.ErrNotTable},
		{"depth without end", "PAR1" + withTail(strings.Repeat("\x1c", 1<<16)), data.ErrNotTable},
		{"encrypted whole", "PARE" + good[4:len(good)-4] + "PARE", data.ErrProtected},
		{"encrypted columns", described(t, good, func(m *format.FileMetaData) { m.EncryptionAlgorithm.AesGcmV1 = new(format.AesGcmV1) }), data.ErrProtected},
		{"no rows", columnar(t, someEvents(0)), nil},
		{"a column missing", columnar(t, []other{{"A"}}), data.ErrColumnMissing},
		{"in an archive", zipped(t, entry{"a.parquet", good}), data.ErrNotTable},
		{"in gzip", packed(t, good), data.ErrNotTable},
		{"more rows than there are", described(t, good, func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = 1001, 1001 }), data.ErrNotTable},
		{"fewer rows than there are", described(t, good, func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = 999, 999 }), data.ErrNotTable},
		{"rows without end", described(t, good, func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = 1<<40, 1<<40 }), data.ErrTooLarge},
		{"another sum of rows", described(t, good, func(m *format.FileMetaData) { m.NumRows++ }), data.ErrNotTable},
		{"rows below zero", described(t, good, func(m *format.FileMetaData) { m.NumRows, m.RowGroups[0].NumRows = -1, -1 }), data.ErrNotTable},
		{"children without end", described(t, good, func(m *format.FileMetaData) { m.Schema[0].NumChildren.V = 1 << 30 }), data.ErrNotTable},
		{"too few children", described(t, good, func(m *format.FileMetaData) { m.Schema[0].NumChildren.V = 2 }), data.ErrNotTable},
		{"another codec", chunk(func(c *format.ColumnChunk) { c.MetaData.Codec = format.Snappy }), data.ErrNotTable},
		{"brotli", columnar(t, someEvents(10), parquet.Compression(&parquet.Brotli)), data.ErrNotTable},
		{"pages beyond the file", chunk(func(c *format.ColumnChunk) { c.MetaData.TotalCompressedSize = 1 << 40 }), data.ErrNotTable},
		{"pages before the file", chunk(func(c *format.ColumnChunk) { c.MetaData.DataPageOffset = -4 }), data.ErrNotTable},
		{"pages in another file", chunk(func(c *format.ColumnChunk) { c.FilePath = "/etc/passwd" }), data.ErrNotTable},
		{"no page where one should be", chunk(func(c *format.ColumnChunk) { c.MetaData.DataPageOffset, c.MetaData.DictionaryPageOffset = 5, 0 }), data.ErrNotTable},
	}
	for _, tt := range tests {
		path := file(t, "a.parquet", tt.text)
		k := new(kept)
		c, err := intake.Read(t.Context(), profile(t, "tuntas"), []string{path}, k, nil)
		if !errors.Is(err, tt.want) || !k.adds(c) {
			t.Errorf("%s: got %v after %d rows, want %v", tt.name, err, c.Read, tt.want)
		}
		if tt.want != nil && tt.want != data.ErrColumnMissing && !strings.HasPrefix(data.Subject(err), path) {
			t.Errorf("%s: about %q, want %q", tt.name, data.Subject(err), path)
		}
	}
}

// Whichever byte is changed, the file is read, or refused by name.
func TestParquetSurvivesDamage(t *testing.T) {
	p := profile(t, "tuntas")
	for name, options := range map[string][]parquet.WriterOption{
		"plain": {parquet.DataPageVersion(1)}, "snappy": {parquet.Compression(&parquet.Snappy)},
		"zstd": {parquet.Compression(&parquet.Zstd)}, "lz4": {parquet.Compression(&parquet.Lz4Raw)}, "gzip": {parquet.Compression(&parquet.Gzip)},
	} {
		good := columnar(t, someEvents(20), options...)
		path := file(t, "a.parquet", "")
		for i := 4; i < len(good)-4; i += 3 {
			bad := []byte(good)
			bad[i] ^= byte(1 + i%255) // never 0
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			k := new(kept)
			c, err := intake.Read(t.Context(), p, []string{path}, k, nil)
			named := errors.Is(err, data.ErrNotTable) || errors.Is(err, data.ErrTooLarge) || errors.Is(err, data.ErrColumnMissing) ||
				errors.Is(err, data.ErrProtected) || errors.Is(err, data.ErrColumnTwice) || errors.Is(err, data.ErrEmptyFile)
			if !k.adds(c) || err != nil && !named || err == nil && c.Read != 20 {
				t.Errorf("%s, byte %d: %+v, %v", name, i, c, err)
			}
		}
	}
}

func FuzzParquet(f *testing.F) {
	for _, codec := range []parquet.WriterOption{
		parquet.Compression(&parquet.Uncompressed), parquet.Compression(&parquet.Snappy), parquet.Compression(&parquet.Zstd), parquet.Compression(&parquet.Lz4Raw),
	} {
		f.Add([]byte(columnar(f, someEvents(3), codec)))
		f.Add([]byte(columnar(f, someEvents(3), codec, parquet.DataPageVersion(1))))
		f.Add([]byte(columnar(f, []values{{Number: "A", Tags: []string{"a", "b"}, Visits: []visit{{"x", []string{"y"}}}}, {Number: "B"}}, codec)))
	}
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"))
	fuzzFile(f, "fuzz.parquet")
}
