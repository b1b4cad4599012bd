package analytics

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"tuntas/data"
)

// Rule puts a report, a stay or a decision into a period.
type Rule string

// The period rules. Each question has its own default and says on its card which one was used.
const (
	Received Rule = "received" // by the day on which the report was sent
	Entered  Rule = "entered"  // by the day on which the stage was entered: for performance
	Left     Rule = "left"     // by the day on which the stage was left, or the decision taken: for workload
	Started  Rule = "started"  // by the day on which the clock of a deadline started
	Occurred Rule = "occurred" // by the day on which it happened
	Touched  Rule = "touched"  // whatever was open, or ended, on a day of the period
)

// Grain is the length of the periods by which an answer is divided; empty does not divide.
type Grain string

// The grains. Weeks begin on Monday.
const (
	Day     Grain = "day"
	Week    Grain = "week"
	Month   Grain = "month"
	Quarter Grain = "quarter"
	Year    Grain = "year"
)

// Dimension is a property by which an answer is grouped and a scope narrowed.
type Dimension string

// The dimensions. Areas are Kemendagri codes; the source's text stands where a code is not known.
const (
	ByStage     Dimension = "stage"
	ByUnit      Dimension = "unit"
	ByChannel   Dimension = "channel"
	ByCategory  Dimension = "category"
	ByCity      Dimension = "city"
	ByKecamatan Dimension = "kecamatan"
	ByKelurahan Dimension = "kelurahan"
	ByPass      Dimension = "pass"
	ByOPD       Dimension = "opd"     // the agency that answers for the unit, by the standard list
	ByWeekday   Dimension = "weekday" // 1 is Monday; of the day by which the period rule goes
	ByHour      Dimension = "hour"    // of the day, 00 to 23
	ByValidator Dimension = "validator"
	ByReason    Dimension = "reason" // of a refusal or rejection, as it was written
	ByReport    Dimension = "report" // each report by its number
)

// Scope says what a question is about. The zero scope takes everything, as of now, with the question's defaults.
type Scope struct {
	From  time.Time              // first day; only year, month and day count; zero is open
	Until time.Time              // the day after the last one; zero is open
	AsOf  time.Time              // instant: only what had happened before it is seen; zero is Now
	Now   time.Time              // the instant of asking
	Rule  Rule                   // empty takes the question's own
	Grain Grain                  // empty takes the question's own; None does not divide
	By    Dimension              // empty takes the question's own; None does not group
	Where map[Dimension][]string // each dimension must have one of its values; area dimensions take codes of any level, passes "2" or "2+"
	Zone  *time.Location         // of the days; shown on the card

	Of      string    // which measure units, trend and compare are about; empty takes the question's first
	Against Against   // what compare compares with; empty takes Before
	Since   time.Time // the earlier instant that changes compares with; zero is a week before the other one
	Issue   string    // name of the published issue that changes compares with, instead of Since
	Least   int64     // fewest reports of a cluster; zero takes the question's own
	Target  float64   // the value that Target compares with, in the unit of the measure
	Remarks []Remark  // shown on time axes; they change no number
}

// None as Grain or By switches the question's default off.
const None = "none"

// asOf is the instant up to which things are seen.
func (s Scope) asOf() time.Time {
	if s.AsOf.IsZero() {
		return s.Now
	}
	return s.AsOf
}

// check refuses a scope that the question cannot be asked in.
func (s Scope) check(q Question) error {
	if err := s.checkTime(q); err != nil {
		return err
	}
	if s.By != "" && !slices.Contains(q.By, s.By) {
		return data.About(string(s.By), data.ErrUnknownDimension)
	}
	if !slices.Contains(q.Rules, s.Rule) {
		return data.About(string(s.Rule), data.ErrUnknownDimension)
	}
	if !slices.Contains([]Against{"", Before, LastYear, Target}, s.Against) {
		return data.About(string(s.Against), data.ErrUnknownDimension)
	}
	for d := range s.Where {
		if !slices.Contains(q.Where, d) {
			return data.About(string(d), data.ErrUnknownDimension)
		}
	}
	if _, _, ok := passRange(s.Where[ByPass]); !ok {
		return data.About(string(ByPass), data.ErrUnknownDimension)
	}
	return nil
}

// checkTime refuses a period and a division into periods that do not fit the question.
func (s Scope) checkTime(q Question) error {
	open := s.From.IsZero() || s.Until.IsZero()
	switch {
	case !open && !s.From.Before(s.Until), q.bounded && open:
		return data.ErrPeriod
	case s.Grain == "" && q.along:
		return data.About(None, data.ErrUnknownDimension)
	case s.Grain != "" && (q.Whole || !slices.Contains([]Grain{Day, Week, Month, Quarter, Year}, s.Grain)):
		return data.About(string(s.Grain), data.ErrUnknownDimension)
	}
	return nil
}

// with fills in the question's defaults.
func (s Scope) with(q Question) Scope {
	if s.Rule == "" {
		s.Rule = q.Rules[0]
	}
	if s.Grain == "" {
		s.Grain = q.Grain
	}
	if s.By == "" {
		s.By = q.Group
	}
	if s.Grain == None {
		s.Grain = ""
	}
	if s.By == None {
		s.By = ""
	}
	if q.daily {
		s.Grain = Day
	}
	s.Zone = zoneOf(s)
	if q.bounded && s.From.IsZero() && s.Until.IsZero() {
		s.From, s.Until = s.lastMonth()
	}
	if s.Against == "" && q.bounded {
		s.Against = Before
	}
	if q.Name == "changes" && s.Issue == "" && s.Since.IsZero() {
		s.Since = s.asOf().Add(-usualChange)
	}
	return s
}

// lastMonth is the last month that was over at the as-of instant.
func (s Scope) lastMonth() (from, until time.Time) {
	until = Month.begin(s.asOf().In(zoneOf(s)))
	return until.AddDate(0, -1, 0), until
}

func zoneOf(s Scope) *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// The days between which all of history lies.
var (
	firstDay = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
)

// args are the parameters that every question has. A statement may use fewer: see ask.
func (s Scope) args() map[string]any {
	list := func(d Dimension) []string { return append([]string{}, s.Where[d]...) }
	args := map[string]any{
		"waiting": string(data.Waiting), "submitted": string(data.Submitted), "report": string(ByReport), "official": officialMoves(),
		"half": 0.5, "first": 1, "once": 1, "nobody": 0, "nothing": 0.0,
		"from": day(s.From, firstDay), "until": day(s.Until, lastDay), "asof": s.asOf().UTC(), "rule": string(s.Rule),
		"grain": string(s.Grain), "by": string(s.By), "stages": list(ByStage), "units": list(ByUnit),
		"channels": list(ByChannel), "categories": list(ByCategory), "areas": s.areas(),
		"done": string(data.Done), "rejected": string(data.Rejected), "refused": string(data.Refused), "none": "",
		"left": string(Left), "received": string(Received), "touched": string(Touched), "validator": string(ByValidator), "never": false, "second": 1e6,
	}
	args["seen"], args["surely"] = s.lastSeen(), s.surelySeen()
	s.bound(args)
	args["passfrom"], args["passto"], _ = passRange(s.Where[ByPass])
	args["helps"] = s.helps()
	_, args["offset"] = s.asOf().In(zoneOf(s)).Zone() // hours are those of the zone as it is at the as-of instant
	return args
}

// helps names the helps of statements that are of use: received where reports outside the period do not matter, left and
// happened where those do not to which nothing happened in it, described where only some reports count for what they are,
// some where any of these is so.
func (s Scope) helps() (names []string) {
	if !s.From.IsZero() || !s.Until.IsZero() {
		switch s.Rule {
		case Received:
			names = append(names, "received", "described")
		case Left:
			names = append(names, "left")
		case Started:
			names = append(names, "happened", "started")
		case Occurred:
			names = append(names, "happened", "stopped")
		}
	}
	for d := range s.Where {
		if d != ByStage && d != ByUnit && !slices.Contains(names, "described") {
			names = append(names, "described")
		}
	}
	if len(names) > 0 || len(s.Where) > 0 {
		names = append(names, "some")
	}
	return names
}

// lastSeen is the last day of which anything was seen.
func (s Scope) lastSeen() time.Time {
	return day(s.asOf().Add(-time.Nanosecond).In(zoneOf(s)), firstDay)
}

// surelySeen is a day before which nothing was left unseen, in whatever zone the days were told: what ended on an earlier one
// had ended as of the instant, and its instants need not be looked at.
func (s Scope) surelySeen() time.Time { return day(s.asOf().UTC().AddDate(0, 0, -1), firstDay) }

// bound adds the bounds of each kind of day: those of the scope for the kind that its rule goes by, none for the others. A
// bound on a column itself lets the engine pass over what was stored for other days.
func (s Scope) bound(args map[string]any) {
	for rule, name := range map[Rule]string{Received: "sent", Entered: "entered", Left: "left"} {
		from, until := firstDay, lastDay
		if s.Rule == rule {
			from, until = day(s.From, firstDay), day(s.Until, lastDay)
		}
		args[name+"from"], args[name+"until"] = from, until
	}
}

// day is t's date as midnight UTC, the form in which a date travels.
func day(t, open time.Time) time.Time {
	if t.IsZero() {
		return open
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func named(args map[string]any, names []string) []any {
	all := make([]any, 0, len(names))
	for _, name := range names {
		all = append(all, sql.Named(name, args[name]))
	}
	return all
}

// ParsePeriod returns the days of "2026", "2026-Q1", "2026-03" or "2026-03-14" as a half-open pair in UTC.
func ParsePeriod(text string) (from, until time.Time, err error) {
	var y, q int
	if n, _ := fmt.Sscanf(text, "%4d-Q%1d", &y, &q); n == 2 && len(text) == 7 && q >= 1 && q <= 4 {
		from = time.Date(y, time.Month(3*q-2), 1, 0, 0, 0, 0, time.UTC)
		return from, from.AddDate(0, 3, 0), nil
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if t, err := time.Parse(form.layout, text); err == nil {
			return t, t.AddDate(form.years, form.months, form.days), nil
		}
	}
	return from, until, data.About(text, data.ErrPeriod)
}
