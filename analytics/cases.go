package analytics

import (
	"context"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// Cases are what stands behind a mark, one row each, the oldest first; up to 1,000 are listed. N counts all of them.
type Cases struct {
	Answer
	Reports []int64 // by which the store knows the report of each row
}

// Behind names one list of cases behind a mark: all that it rests on, or those that it counts. Their texts have the keys
// behind.NAME.
type Behind string

// The lists.
const (
	BehindReports   Behind = "reports"   // all reports
	BehindDone      Behind = "done"      // those that are Done
	BehindRejected  Behind = "rejected"  // those that were rejected
	BehindDecided   Behind = "decided"   // those whose outcome is known
	BehindOpen      Behind = "open"      // those that are open
	BehindStays     Behind = "stays"     // stays in stages
	BehindWaits     Behind = "waits"     // first stays in Waiting
	BehindMoves     Behind = "moves"     // stays that ended by a move
	BehindDecisions Behind = "decisions" // all validation decisions
	BehindRefused   Behind = "refused"   // those that refused
	BehindAccepted  Behind = "accepted"  // those that accepted
	BehindLooks     Behind = "looks"     // second looks
	BehindDisagreed Behind = "disagreed" // those that would have refused
	BehindEvents    Behind = "events"    // events by the names of their sources
	BehindClocks    Behind = "clocks"    // clocks of a deadline
	BehindFound     Behind = "found"     // what a pattern found, report by report
	BehindChanged   Behind = "changed"   // reports that changed
)

// What keys hold beside dimensions and days, to lead to the cases behind a mark.
const (
	keyNext     = "next"          // stage to which a stay led
	keyAge      = "age"           // number of an age band
	keyAt       = "at"            // day before whose beginning something stood
	keyTimes    = "times"         // how often a report was handed in
	keyVariant  = "variant"       // sequence of stages or activities
	keyActivity = "activity"      // of a source
	keyAfter    = "next_activity" // that followed upon it
	keyFrom     = "from_unit"     // that handed over
	keyTo       = "to_unit"       // that was handed over to
	keyRule     = "deadline"      // name of a deadline rule
	keyPattern  = "pattern"       // and its detail
	keyDetail   = "detail"
	keyChange   = "change"     // what became of a report
	keySince    = "sent_since" // RFC 3339: reports sent from then on
	keyUpTo     = "sent_upto"  // up to then
)

// Lists returns which lists of cases stand behind a mark of the question's figure, those that it counts first; none where
// nothing can be told. tone is that of the mark's series.
func (q Question) Lists(s Scope, key figure.Key, tone figure.Tone) []Behind {
	if len(key) == 0 || key[string(ByOPD)] != "" || q.Name == "compare" {
		return nil
	}
	of := q.Name
	if m := measureNamed(s.Of); m.Name != "" && len(q.Of) > 0 {
		of = m.Question
		if m.Name == "done" {
			return []Behind{BehindDone, BehindReports}
		}
	}
	if beside := tone == figure.Second || tone == figure.Third; beside && strings.HasPrefix(of, "flood-") {
		return nil // another year, or a limit
	}
	if only := onlyLists[of]; len(only) > 0 && slices.Contains([]Behind{BehindClocks, BehindFound, BehindChanged}, only[0]) {
		_, byDay := key[string(ByWeekday)]
		_, byTime := key[string(ByHour)]
		if byDay || byTime {
			return nil // no day of theirs is told report by report
		}
	}
	_, reasoned := key[string(ByReason)]
	switch of {
	case "volume":
		return volumeLists(s, tone)
	case "rejection":
		if reasoned {
			return []Behind{BehindRejected}
		}
		return []Behind{BehindRejected, BehindDecided}
	case "refusal":
		if reasoned {
			return []Behind{BehindRefused}
		}
		return []Behind{BehindRefused, BehindDecisions}
	case "first-pass":
		return []Behind{BehindAccepted, BehindDecisions}
	case "backlog", "flow":
		return []Behind{BehindOpen}
	}
	return onlyLists[of]
}

// volumeLists tell the series of a stack apart.
func volumeLists(s Scope, tone figure.Tone) []Behind {
	if s.Rule == Touched { // by another rule than the days of its key
		return nil
	}
	switch tone {
	case figure.Good:
		return []Behind{BehindDone}
	case figure.Bad:
		return []Behind{BehindRejected}
	case figure.Pending:
		return []Behind{BehindOpen}
	}
	return []Behind{BehindReports}
}

// onlyLists are the questions whose marks have one list, whatever the mark.
var onlyLists = map[string][]Behind{
	"flood": {BehindReports}, "flood-peaks": {BehindReports}, "flood-warnings": {BehindReports}, "flood-clusters": {BehindReports},
	"time-to-done": {BehindReports}, "first-response": {BehindWaits}, "throughput": {BehindReports}, "passes": {BehindDone},
	"time-in-stage": {BehindStays}, "paths": {BehindMoves}, "deviations": {BehindMoves}, "handover": {BehindMoves},
	"variants": {BehindReports}, "activity-variants": {BehindReports}, "activities": {BehindEvents}, "activity-paths": {BehindEvents},
	"second-look": {BehindDisagreed, BehindLooks}, "deadlines": {BehindClocks}, "patterns": {BehindFound}, "changes": {BehindChanged},
}

// Cases lists what stands behind a mark of the question's figure, which was asked in scope s. It returns
// data.ErrUnknownDimension for a list that the mark does not have.
func (q Question) Cases(ctx context.Context, db Querier, s Scope, key figure.Key, list Behind) (Cases, error) {
	known, err := q.about(&s)
	if err != nil {
		return Cases{}, err
	}
	of := q
	if m := measureNamed(s.Of); m.Name != "" && len(q.Of) > 0 {
		if of, err = Find(m.Question); err != nil {
			return Cases{}, err
		}
	}
	s = s.with(known).behind(key)
	c, err := of.cases(ctx, db, s, key, list)
	c.Question, c.Scope = of, s
	return c, err
}

// behind is the scope narrowed to what a mark stands for. Its own division and grouping are over.
func (s Scope) behind(key figure.Key) Scope {
	s.Where = maps.Clone(s.Where)
	if s.Where == nil {
		s.Where = map[Dimension][]string{}
	}
	for _, d := range slices.Concat([]Dimension{ByStage, ByUnit, ByChannel, ByCategory, ByPass}, areaLevels) {
		if v, ok := key[string(d)]; ok {
			s.Where[d] = []string{v}
		}
	}
	if from, err := time.Parse(time.DateOnly, key["from"]); err == nil && from.After(day(s.From, firstDay)) {
		s.From = from
	}
	if until, err := time.Parse(time.DateOnly, key["until"]); err == nil && until.Before(day(s.Until, lastDay)) {
		s.Until = until
	}
	if at, err := time.Parse(time.DateOnly, key[keyAt]); err == nil && s.local(at).Before(s.asOf()) {
		s.AsOf = s.local(at)
	}
	s.By, s.Grain = "", ""
	return s
}

// cases asks the statement that lists them.
func (q Question) cases(ctx context.Context, db Querier, s Scope, key figure.Key, list Behind) (Cases, error) {
	switch list {
	case BehindClocks, BehindFound, BehindChanged:
		return q.reportwise(ctx, db, s, key)
	case BehindDecisions, BehindRefused, BehindAccepted:
		return askCases(ctx, db, "cases_decisions", q.decisionArgs(s, key, list), s)
	case BehindLooks, BehindDisagreed:
		return askCases(ctx, db, "cases_looks", q.decisionArgs(s, key, list), s)
	}
	args := q.stayArgs(s, key, list)
	statement := "cases_stays"
	switch q.Name {
	case "variants":
		statement = "cases_variant"
	case "activity-variants":
		statement = "cases_sequence"
	case "activities", "activity-paths":
		statement = "cases_activities"
	case "handover":
		statement = "cases_handover"
	}
	return askCases(ctx, db, statement, args, s)
}

// stayArgs are the parameters of lists of stays, reports as they stand, and events.
func (q Question) stayArgs(s Scope, key figure.Key, list Behind) map[string]any {
	if q.Name == "passes" && s.Rule == Left {
		s.Rule = Entered // a report that became Done in the period began to stay there
	}
	if q.Name == "flow" {
		s.From, s.Until = time.Time{}, time.Time{} // whatever stood at the end of a period
	}
	if slices.Contains([]Behind{BehindReports, BehindOpen, BehindRejected, BehindDecided, BehindWaits}, list) {
		s.Rule = Received
	}
	args := caseArgs(s)
	args["standing"] = !slices.Contains([]Behind{BehindStays, BehindWaits, BehindMoves}, list)
	args["firsts"] = list == BehindWaits
	args["ended"] = list == BehindMoves || (list == BehindStays && s.Rule == Left)
	args["among"] = stagesBehind(list)
	args["floods"] = strings.HasPrefix(q.Name, "flood")
	args["barred"] = []string{}
	if q.Name == "deviations" {
		args["barred"] = args["official"]
	}
	narrowList(args, key, map[string]string{
		"nexts": keyNext, "times": keyTimes, "reasons": string(ByReason), "weekdays": string(ByWeekday), "hours": string(ByHour), "afters": keyAfter,
	})
	args["variant"], args["activity"], args["fromunit"], args["tounit"] = key[keyVariant], key[keyActivity], key[keyFrom], key[keyTo]
	if band, err := strconv.Atoi(key[keyAge]); err == nil && band >= 0 && band < len(bands) {
		args["agefrom"], args["ageuntil"] = ageBand(band)
	}
	for name, k := range map[string]string{"sentsince": keySince, "sentupto": keyUpTo} {
		if at, err := time.Parse(time.RFC3339, key[k]); err == nil {
			args[name] = at.UTC()
		}
	}
	return args
}

// narrowList fills each list with the value that the key has for it.
func narrowList(args map[string]any, key figure.Key, lists map[string]string) {
	for name, k := range lists {
		if v, ok := key[k]; ok {
			args[name] = []string{v}
		}
	}
}

// stagesBehind are the stages that a list is about; none takes all.
func stagesBehind(list Behind) []string {
	names := []string{}
	switch list {
	case BehindDone:
		return append(names, string(data.Done))
	case BehindRejected:
		return append(names, string(data.Rejected))
	case BehindDecided:
		return append(names, string(data.Done), string(data.Rejected))
	case BehindWaits:
		return append(names, string(data.Waiting))
	case BehindOpen, BehindStays:
		for _, stage := range openStages() {
			names = append(names, string(stage))
		}
	}
	return names
}

// ageBand is from which age on and up to which one a band takes, in seconds; the first one takes ages below zero, too.
func ageBand(band int) (from, until float64) {
	limits := ages()
	from, until = -math.MaxFloat64, math.MaxFloat64
	if band > 0 {
		from = limits[band-1]
	}
	if band < len(limits) {
		until = limits[band]
	}
	return from, until
}

// decisionArgs are the parameters of lists of decisions and second looks.
func (q Question) decisionArgs(s Scope, key figure.Key, list Behind) map[string]any {
	if q.Name == "first-pass" {
		s.Where[ByPass] = []string{"1"}
	}
	args := caseArgs(s)
	switch list {
	case BehindRefused, BehindDisagreed:
		args["kinds"] = []string{string(data.Refused)}
	case BehindAccepted:
		args["kinds"] = []string{string(data.Accepted)}
	}
	narrowList(args, key, map[string]string{
		"validators": string(ByValidator), "reasons": string(ByReason), "weekdays": string(ByWeekday), "hours": string(ByHour),
	})
	return args
}
