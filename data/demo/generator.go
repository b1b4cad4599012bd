package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"tuntas/data"
	"tuntas/data/reference"
)

// generator makes the city day by day.
type generator struct {
	rng                 *rand.Rand
	sink                Sink
	seed                uint64
	end                 time.Time
	until               int64 // end in Unix seconds: nothing happens at or after it
	cities              []string
	villages            []village
	villageChoice       choice
	units               *roster
	channels            []channel
	mixBefore, mixAfter choice
	subjectChoice       choice
	floodChoice         choice
	days                []day
	done                map[place]finished
	seconds             []int64 // of one day's reports, reused
	text                []byte  // reused
	tally               tally
}

// place is where and about what people complain again.
type place struct{ subject, city int }

// finished is a report that was accepted, or will be at the instant at.
type finished struct {
	number  string
	village int
	at      int64
}

func newGenerator(p Plan, sink Sink) *generator {
	g := &generator{
		rng: newRand(p.Seed), sink: sink, seed: p.Seed, end: p.Until, until: ceilUnix(p.Until), done: map[place]finished{},
	}
	for c := range reference.Cities() {
		g.cities = append(g.cities, c.Code)
	}
	g.villages, g.villageChoice = listVillages(g.rng, g.cities)
	g.units = newRoster(g.rng, g.cities, g.villages)
	g.channels, g.mixBefore, g.mixAfter = listChannels()
	g.subjectChoice, g.floodChoice = subjectChoice(), floodChoice()
	g.days = newCalendar(g.rng, p, g.villages, len(g.cities))
	g.tally = newTally(len(g.channels), len(subjects), len(g.cities))
	return g
}

// ceilUnix returns the first whole second at or after t.
func ceilUnix(t time.Time) int64 {
	if t.Nanosecond() > 0 {
		return t.Unix() + 1
	}
	return t.Unix()
}

// day makes the reports of one day.
func (g *generator) day(ctx context.Context, d *day, progress func(int)) error {
	g.seconds = g.seconds[:0]
	for range d.count {
		g.seconds = append(g.seconds, secondOf(d.elapsed*g.rng.Float64()))
	}
	slices.Sort(g.seconds)
	mix := g.mixAfter
	if d.date.Before(mixChange) {
		mix = g.mixBefore
	}
	g.tally.expect(d, mix, g)
	midnight, prefix := d.date.Unix(), "JK"+d.date.Format("060102")
	latest := min(g.until, d.date.AddDate(0, 0, 1).Unix()) - 1
	for i, second := range g.seconds {
		if g.tally.reports%lookEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := g.newCase(d, mix, min(midnight+second, latest), g.number(prefix, i+1))
		if err := c.run(); err != nil {
			return err
		}
		if g.tally.reports++; g.tally.reports%tellEvery == 0 {
			progress(g.tally.reports)
		}
	}
	return nil
}

// number returns prefix and the four digits of the day's sequence.
func (g *generator) number(prefix string, n int) string {
	g.text = append(g.text[:0], prefix...)
	for unit := 1000; unit > 0; unit /= 10 {
		g.text = append(g.text, byte('0'+n/unit%10))
	}
	return string(g.text)
}

// newCase draws what a citizen sends.
func (g *generator) newCase(d *day, mix choice, at int64, number string) citizenCase {
	c := citizenCase{g: g, at: at, number: number, load: 1}
	c.channel = mix.draw(g.rng)
	if d.flood != nil && g.rng.Float64() < d.surge {
		c.subject = g.floodChoice.draw(g.rng)
		c.village = d.flood.villages[g.rng.IntN(len(d.flood.villages))]
	} else {
		c.subject = g.subjectChoice.draw(g.rng)
		c.village = g.villageChoice.draw(g.rng)
		c.complainAgain()
	}
	if d.flood != nil && reference.Flood(subjects[c.subject].category) {
		d.flood.reports++
	}
	if d.load != nil && subjects[c.subject].handler == reference.Water {
		c.load = d.load[g.villages[c.village].city]
	}
	c.choosePath()
	return c
}

// report puts into words what was drawn for c.
func (g *generator) report(c *citizenCase) data.Report {
	s, v, ch := &subjects[c.subject], &g.villages[c.village], g.channels[c.channel]
	r := data.Report{
		Number: c.number, Channel: ch.code, Category: s.category, Area: v.code, Address: g.address(v),
		Text: g.complaint(s, c.continues), Private: g.rng.Float64() < privateShare,
		SentAt: time.Unix(c.at, 0).UTC(), Continues: c.continues,
	}
	if ch.located {
		r.Lat, r.Lon = v.somewhere(g.rng)
	}
	return r
}
