package reference_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/reference"
)

const additionsText = `# what the bureau has added
[[entry]]
list = "unit"
value = "UNIT PENGELOLA TEROWONGAN"
kind = "ukpd"
parent = "DINAS BINA MARGA"
from = 2027-01-01
source = "Pergub 1/2027"

[[entry]]
list = "holiday"
value = "2027-01-01"
kind = "national"
name = "Tahun Baru 2027 Masehi"
english = "New Year's Day"

[[alias]]
list = "channel"
told = "Medsos"
value = "Twitter"
until = "2023-01-01"
`

func TestReadAdditions(t *testing.T) {
	got, err := reference.ReadAdditions(strings.NewReader(additionsText))
	want := reference.Additions{
		Listed: []data.Listed{
			{List: data.ListUnit, Value: "UNIT PENGELOLA TEROWONGAN", Kind: "ukpd", Parent: "DINAS BINA MARGA", From: day("2027-01-01"), Source: "Pergub 1/2027"},
			{List: data.ListHoliday, Value: "2027-01-01", Kind: "national", Name: "Tahun Baru 2027 Masehi", English: "New Year's Day"},
		},
		Aliases: []data.Alias{{List: data.ListChannel, Told: "Medsos", Value: "Twitter", Until: day("2023-01-01")}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := reference.Standard().With(got.Listed, got.Aliases); err != nil {
		t.Error(err)
	}
	var text bytes.Buffer
	if err := reference.WriteAdditions(&text, got); err != nil {
		t.Fatal(err)
	}
	again, err := reference.ReadAdditions(&text)
	if err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("written and read: got %+v, %v", again, err)
	}
}

func TestReadAdditionsRefuses(t *testing.T) {
	for _, c := range []struct {
		text, about string
		want        error
	}{
		{"[[entry]\n", "", data.ErrListedFile},
		{"[[entry]]\nlist = \"unit\"\nvalu = \"X\"\n", "entry.valu", data.ErrListedFile},
		{"[[entries]]\nlist = \"unit\"\n", "entries", data.ErrListedFile},
		{"[[entry]]\nvalue = 3174\n", "", data.ErrListedFile},
		{"[[alias]]\nfrom = \"1 Januari 2027\"\n", "", data.ErrListedFile},
		{"[[alias]]\nfrom = \"2027-02-30\"\n", "", data.ErrListedFile},
		{"#" + strings.Repeat("x", 4<<20), "", data.ErrTooLarge},
	} {
		_, err := reference.ReadAdditions(strings.NewReader(c.text))
		if !errors.Is(err, c.want) || c.about != "" && data.Subject(err) != c.about {
			t.Errorf("%.40q: got %v", c.text, err)
		}
	}
	if got, err := reference.ReadAdditions(strings.NewReader("")); err != nil || got.Listed != nil || got.Aliases != nil {
		t.Errorf("nothing: got %+v, %v", got, err)
	}
}

// What can be read can be written and read again, and used or refused.
func FuzzReadAdditions(f *testing.F) {
	f.Add(additionsText)
	f.Add("[[entry]]\nlist=\"kelurahan\"\nvalue=\"31.74.06.1006\"\nname=\"X\"\nfrom=2027-01-01T10:00:00Z\n")
	f.Add("[[alias]]\nlist=\"unit\"\ntold=\"a\"\nvalue=\"b\"\nuntil=2027-01-01T00:00:00\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := reference.ReadAdditions(strings.NewReader(text))
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := reference.WriteAdditions(&written, a); err != nil {
			t.Fatal(err)
		}
		again, err := reference.ReadAdditions(&written)
		if err != nil || !reflect.DeepEqual(a, again) {
			t.Errorf("got %+v, %v; want %+v", again, err, a)
		}
		if _, err := reference.Standard().With(a.Listed, a.Aliases); err != nil && !errors.Is(err, data.ErrListed) {
			t.Errorf("an error of another kind: %v", err)
		}
	})
}
