package demo

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tuntas/data/reference"
)

func TestSubjects(t *testing.T) {
	for _, s := range subjects {
		least := 4
		if s.weight >= 2 {
			least = 8
		}
		if len(s.sentences) < least {
			t.Errorf("%s: got %d sentences, want at least %d", s.category, len(s.sentences), least)
		}
		c, ok := reference.FindCategory(s.category)
		if !ok || c.Name != s.category {
			t.Errorf("%s is not in the list", s.category)
		}
		if _, ok := reference.FindUnit(s.handler); !ok && s.direct < 1 {
			t.Errorf("%s: unknown handler %q", s.category, s.handler)
		}
		for _, text := range s.sentences {
			if strings.HasSuffix(text, ".") != s.whole || strings.ContainsAny(text, "0123456789") {
				t.Errorf("%s: %q", s.category, text)
			}
		}
	}
}

func TestEveryKelurahanHasAPoint(t *testing.T) {
	rng := newRand(1)
	var cities []string
	for c := range reference.Cities() {
		cities = append(cities, c.Code)
	}
	vs, drawn := listVillages(rng, cities)
	names := map[string]bool{}
	for i, v := range vs {
		names[v.name] = true
		if v.radius < 50 || v.lat > -5.2 || v.lat < -6.4 || v.lon < 106.3 || v.lon > 107 || drawn.shares[i] <= 0 {
			t.Errorf("%s: %v, %v within %v m, share %v", v.name, v.lat, v.lon, v.radius, drawn.shares[i])
		}
	}
	if len(vs) != 267 {
		t.Errorf("got %d, want 267", len(vs))
	}
	for _, river := range rivers {
		for _, name := range river {
			if !names[name] {
				t.Errorf("no kelurahan %q", name)
			}
		}
	}
}

func TestChoice(t *testing.T) {
	c := newChoice([]float64{0, 1, 0, 3, 0})
	got := make([]int, 5)
	rng := rand.New(rand.NewPCG(1, 1))
	for range 40_000 {
		got[c.draw(rng)]++
	}
	if got[0]+got[2]+got[4] > 0 || got[3] < 29_500 || got[3] > 30_500 {
		t.Errorf("got %v, want about 0 10000 0 30000 0", got)
	}
}

func TestSecondOfAndShareBefore(t *testing.T) {
	for second := int64(0); second < 86_400; second += 977 {
		u := shareBefore(time.Duration(second) * time.Second)
		if got := secondOf(u); got < second-1 || got > second+1 {
			t.Errorf("second %d: got %d back", second, got)
		}
	}
	if got := secondOf(0.9999999); got >= 86_400 || got < 86_390 {
		t.Errorf("end of the day: got %d", got)
	}
}
