package demo

import (
	"time"

	"tuntas/data"
)

// planted puts together what is said about the city.
func (g *generator) planted() Planted {
	t := &g.tally
	p := Planted{
		Seed: g.seed, From: g.days[0].date.UTC(), Until: g.end.UTC(),
		Reports: t.reports, Events: t.events, Continued: t.continued,
		Rejections: Rate{Planted: rejectionRate, Of: t.reports, Count: t.rejected},
		Units:      g.unitPlans(), Stays: t.stayPlans(), Floods: g.floodDays(),
	}
	for stage, n := range t.byStage {
		if stage.Open() {
			p.Open += n
		}
	}
	p.Done, p.Rejected = t.byStage[data.Done], t.byStage[data.Rejected]
	p.Channels = t.channels.plans(func(i int) string { return g.channels[i].code })
	p.Categories = t.categories.plans(func(i int) string { return subjects[i].category })
	p.Cities = t.cities.plans(func(i int) string { return g.cities[i] })
	return p
}

func (g *generator) unitPlans() []UnitPlan {
	var plans []UnitPlan
	for _, u := range g.units.all {
		if u.pace > 0 {
			plans = append(plans, UnitPlan{
				Unit: u.name, Agency: u.agency, Pace: u.pace,
				Refusals: Rate{Planted: u.refusal, Of: u.decisions, Count: u.refused},
			})
		}
	}
	return plans
}

func (t *tally) stayPlans() []StayPlan {
	plans := make([]StayPlan, len(stays))
	for i, s := range stays {
		plans[i] = StayPlan{
			Stage: s.stage, Median: s.median, Sigma: s.sigma,
			Drawn: t.stays[i].count, DrawnMedian: t.stays[i].median(),
		}
	}
	return plans
}

func (g *generator) floodDays() []FloodDay {
	floods := []FloodDay{}
	for _, d := range g.days {
		if d.flood == nil {
			continue
		}
		f := FloodDay{Date: d.date.Format(time.DateOnly), Added: d.flood.added, Reports: d.count, FloodReports: d.flood.reports}
		for _, v := range d.flood.villages {
			f.Kelurahan = append(f.Kelurahan, g.villages[v].code)
		}
		floods = append(floods, f)
	}
	return floods
}

// plans names the kinds and turns what was expected into shares; kinds that were never to come are left out.
func (e expectation) plans(name func(int) string) []SharePlan {
	total := 0.0
	for _, w := range e.want {
		total += w
	}
	plans := []SharePlan{}
	for i, w := range e.want {
		if w > 0 {
			plans = append(plans, SharePlan{Name: name(i), Planted: w / total, Count: e.got[i]})
		}
	}
	return plans
}
