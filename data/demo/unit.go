package demo

import (
	"fmt"
	"math/rand/v2"

	"tuntas/data/reference"
)

// unit is somebody whose turn it can be.
type unit struct {
	name, agency string
	refusal      float64 // planted: probability that a decision refuses its follow-up
	pace         float64 // planted: its stays in Process last this many times the usual
	officers     []string
	decisions    int // realised
	refused      int // realised
}

// The planted qualities. The agencies' units climb from the best to the worst, in random order.
const (
	bestRefusal, worstRefusal = 0.04, 0.30
	fastestPace, slowestPace  = 0.55, 1.90
	unitOfficers              = 12
	villageOfficers           = 3
)

// roster holds all units and finds them.
type roster struct {
	all    []*unit
	byName map[string]*unit
	sudin  map[string][]*unit // agency to its unit in each city, by the order of reference.Cities; nil where it has none
	count  int                // officers named so far
}

// newRoster makes the units of the agencies that subjects name, their heads, and one unit per kelurahan.
func newRoster(rng *rand.Rand, cities []string, villages []village) *roster {
	r := &roster{byName: map[string]*unit{}, sudin: map[string][]*unit{}}
	for _, s := range subjects {
		if s.handler != "" && r.byName[s.handler] == nil {
			r.addHandler(s.handler, cities)
		}
	}
	r.plant(rng)
	for i := range villages {
		u := r.add("Kelurahan "+villages[i].name, villageOfficers)
		u.refusal, u.pace = round3(0.05+0.10*rng.Float64()), round3(0.5+0.45*rng.Float64())
		villages[i].unit = u
	}
	return r
}

// addHandler adds a handler, its agency and, where it has some, its units in the cities.
func (r *roster) addHandler(name string, cities []string) {
	u := r.add(name, unitOfficers)
	if r.byName[u.agency] == nil {
		r.add(u.agency, unitOfficers)
	}
	for _, known := range reference.Units() {
		if known.Agency != name || known.City == "" {
			continue
		}
		if r.sudin[name] == nil {
			r.sudin[name] = make([]*unit, len(cities))
		}
		for i, c := range cities {
			if c == known.City {
				r.sudin[name][i] = r.add(known.Name, unitOfficers)
			}
		}
	}
}

// add adds a unit of the reference table with its officers.
func (r *roster) add(name string, officers int) *unit {
	agency, _ := reference.Agency(name)
	u := &unit{name: name, agency: agency}
	for range officers {
		r.count++
		u.officers = append(u.officers, fmt.Sprintf("officer-%04d", r.count))
	}
	r.all, r.byName[name] = append(r.all, u), u
	return u
}

// plant gives the units so far their qualities; an agency above others only passes reports on.
func (r *roster) plant(rng *rand.Rand) {
	var workers []*unit
	for _, u := range r.all {
		if r.works(u) {
			workers = append(workers, u)
		}
	}
	refusals := ladder(rng, len(workers), bestRefusal, worstRefusal, 1.5)
	paces := ladder(rng, len(workers), fastestPace, slowestPace, 1.3)
	for i, u := range workers {
		u.refusal, u.pace = refusals[i], paces[i]
	}
}

// works tells whether the unit does the work itself.
func (r *roster) works(u *unit) bool {
	if r.sudin[u.name] != nil {
		return false
	}
	for _, s := range subjects {
		if s.handler == u.name {
			return true
		}
	}
	return u.name != u.agency
}

// worker returns the unit that works on a subject in a kelurahan, and the agency above it that disposes; head is nil when
// nobody stands between. A city where the agency has no unit leaves it to the kelurahan.
func (r *roster) worker(s *subject, v *village) (u, head *unit) {
	if s.handler == "" {
		return v.unit, nil
	}
	if cities := r.sudin[s.handler]; cities != nil {
		if cities[v.city] == nil {
			return v.unit, nil
		}
		return cities[v.city], r.byName[s.handler]
	}
	u = r.byName[s.handler]
	if u.agency != u.name {
		head = r.byName[u.agency]
	}
	return u, head
}

func (u *unit) officer(rng *rand.Rand) string { return pick(rng, u.officers) }
