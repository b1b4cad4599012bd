package reference

import "testing"

// Codes and names of the boundaries are those of the list.
func TestBoundariesAgreeWithTheList(t *testing.T) {
	all := boundaries().byCode
	if want := 6 + 44 + 267; len(all) != want {
		t.Errorf("got %d boundaries, want %d", len(all), want)
	}
	for code, b := range all {
		if name, ok := AreaName(code); !ok || name != b.name {
			t.Errorf("%s: got %q, want %q", code, b.name, name)
		}
	}
}

func BenchmarkReadBoundaries(b *testing.B) {
	for range b.N {
		gridOf(readBoundaries(unpacked(kelurahanShapes)))
	}
}
