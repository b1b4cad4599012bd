package demo_test

import (
	"bytes"
	"image/jpeg"
	"testing"

	"tuntas/data/demo"
)

func TestPhoto(t *testing.T) {
	before := demo.Photo(demo.Shot{Seed: 5})
	m, err := jpeg.Decode(bytes.NewReader(before))
	if err != nil || m.Bounds().Dx() != 1200 || m.Bounds().Dy() != 900 {
		t.Fatalf("%v, %v", m.Bounds(), err)
	}
	if !bytes.Equal(before, demo.Photo(demo.Shot{Seed: 5})) {
		t.Error("the same shot gave other bytes")
	}
	for name, other := range map[string]demo.Shot{"after": {Seed: 5, After: true}, "another street": {Seed: 6}, "from the side": {Seed: 5, Angle: 0.1}} {
		if bytes.Equal(before, demo.Photo(other)) {
			t.Errorf("%s: the same bytes", name)
		}
	}
}

func BenchmarkPhoto(b *testing.B) {
	for b.Loop() {
		demo.Photo(demo.Shot{Seed: 5})
	}
}
