package demo

import (
	"time"

	"tuntas/data"
)

// Planted says what a city holds: the values that the generator was made with, and what became of them. Rates and shares
// lie between 0 and 1, lengths are in seconds.
type Planted struct {
	Seed       uint64      `json:"seed"`
	From       time.Time   `json:"from"`       // midnight of the first day
	Until      time.Time   `json:"until"`      // end of the log
	Reports    int         `json:"reports"`    //
	Events     int         `json:"events"`     //
	Open       int         `json:"open"`       // still open at Until
	Done       int         `json:"done"`       // accepted before Until
	Rejected   int         `json:"rejected"`   // stand in Rejected at Until
	Continued  int         `json:"continued"`  // name an earlier report
	Rejections Rate        `json:"rejections"` // of the reports themselves; some are completed later
	Units      []UnitPlan  `json:"units"`      // those that do the work: cities' units first, then kelurahan
	Stays      []StayPlan  `json:"stays"`      //
	Floods     []FloodDay  `json:"floods"`     // by date
	Channels   []SharePlan `json:"channels"`   //
	Categories []SharePlan `json:"categories"` //
	Cities     []SharePlan `json:"cities"`     // by Kemendagri code
}

// Rate is a planted probability with what became of it.
type Rate struct {
	Planted float64 `json:"planted"`
	Of      int     `json:"of"`    // times that it was tried
	Count   int     `json:"count"` // times that it happened
}

// UnitPlan is the planted quality of one unit. Refusals counts the validation decisions before Until on its follow-ups,
// and the refusals among them.
type UnitPlan struct {
	Unit     string  `json:"unit"`
	Agency   string  `json:"agency"`
	Pace     float64 `json:"pace"` // its stays in Process last this many times the usual
	Refusals Rate    `json:"refusals"`
}

// StayPlan is the planted length of stay in one stage: log-normal, in Process times the unit's pace and, for what
// the water agency handles in flooded cities, the load.
type StayPlan struct {
	Stage  data.Stage `json:"stage"`
	Median float64    `json:"median_seconds"`
	Sigma  float64    `json:"sigma"` // standard deviation of the logarithm
	// Drawn counts all stays that were begun before Until, DrawnMedian is their median within 0.5 %, those that Until cuts
	// off at their full length: what an estimate that minds censoring should find. Rejected counts only reports that the
	// reporter completes.
	Drawn       int     `json:"drawn"`
	DrawnMedian float64 `json:"drawn_median_seconds"`
}

// FloodDay is one day on which water stood.
type FloodDay struct {
	Date         string   `json:"date"`          // local day, 2006-01-02
	Added        float64  `json:"added"`         // reports that the flood was to add, as a share of the day's usual ones
	Kelurahan    []string `json:"kelurahan"`     // codes
	Reports      int      `json:"reports"`       // of the day, all categories
	FloodReports int      `json:"flood_reports"` // of the day, flood categories
}

// SharePlan is how many of all reports were to be of one kind, and how many are.
type SharePlan struct {
	Name    string  `json:"name"`
	Planted float64 `json:"planted"` // share
	Count   int     `json:"count"`
}

// tally counts while the city is made.
type tally struct {
	reports, events, continued, rejected int
	byStage                              map[data.Stage]int
	channels, categories, cities         expectation
	stays                                []lengths
}

// expectation is how many reports of each kind were to be expected, and how many came.
type expectation struct {
	want []float64
	got  []int
}

func newExpectation(n int) expectation {
	return expectation{want: make([]float64, n), got: make([]int, n)}
}

// add expects n reports with the given shares.
func (e expectation) add(n float64, shares []float64) {
	for i, s := range shares {
		e.want[i] += n * s
	}
}

func newTally(channels, categories, cities int) tally {
	return tally{
		byStage:  map[data.Stage]int{},
		channels: newExpectation(channels), categories: newExpectation(categories), cities: newExpectation(cities),
		stays: make([]lengths, len(stays)),
	}
}

// expect adds what the plan says about one day.
func (t *tally) expect(d *day, mix choice, g *generator) {
	n := float64(d.count)
	t.channels.add(n, mix.shares)
	t.categories.add(n*(1-d.surge), g.subjectChoice.shares)
	for i, s := range g.villageChoice.shares {
		t.cities.want[g.villages[i].city] += n * (1 - d.surge) * s
	}
	if d.flood == nil {
		return
	}
	t.categories.add(n*d.surge, g.floodChoice.shares)
	for _, v := range d.flood.villages {
		t.cities.want[g.villages[v].city] += n * d.surge / float64(len(d.flood.villages))
	}
}

// counted counts a new report.
func (t *tally) counted(c *citizenCase) {
	t.channels.got[c.channel]++
	t.categories.got[c.subject]++
	t.cities.got[c.g.villages[c.village].city]++
}

// ended counts where a report stands at the end of the log.
func (t *tally) ended(c *citizenCase) { t.byStage[c.stage]++ }
