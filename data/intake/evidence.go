package intake

import (
	"math"
	"slices"
	"strings"
)

// claimByValue gives a field that no header names the column whose values speak for it most.
func (p *proposal) claimByValue(f field) {
	why, column := WhyUnknown, -1
	switch {
	case f == fieldNumber && p.of == Reports:
		why, column = WhyUnique, p.first(p.keyLike)
	case f == fieldNumber:
		why, column = WhyRepeats, p.most(p.caseScore)
	case f == fieldTime:
		why, column = WhyTimes, p.most(timeScore)
	case f == fieldSent && p.of == Reports:
		why, column = WhyTimes, p.first(func(c *traits) bool { return isTime(c) && !isFurther(c.header) })
	case f == fieldActivity:
		why, column = WhyFew, p.most(p.activityScore)
	case f == fieldLat:
		p.claimPosition()
	case f == fieldChannel, f == fieldCategory, f == fieldArea, f == fieldUnit:
		is := listOf(f)
		why, column = WhyListed, p.most(func(c *traits) float64 { return listScore(c, is) })
	}
	if column >= 0 {
		p.claim(f, claim{column, Guess, why})
	}
}

// first returns the first usable column that is as told; -1 when none is.
func (p *proposal) first(is func(*traits) bool) int {
	for i, c := range p.columns {
		if p.usable(i) && is(c) {
			return i
		}
	}
	return -1
}

// most returns the usable column with the highest score above 0, the first of equals; -1 when there is none.
func (p *proposal) most(score func(*traits) float64) int {
	best, column := 0.0, -1
	for i, c := range p.columns {
		if !p.usable(i) {
			continue
		}
		if s := score(c); s > best {
			best, column = s, i
		}
	}
	return column
}

func isTime(c *traits) bool { return len(c.when.formats) > 0 }

func isFurther(header string) bool { return containsAny(foldHeader(header), furtherWords) }

// keyLike tells whether each row has a value of its own that is short and no free text, no time and no position.
func (p *proposal) keyLike(c *traits) bool {
	return c.unique(p.rows) && p.rows > 1 && !isTime(c) && c.length() <= 40 && !named(c.header) &&
		c.share(func(text string) bool { return strings.Contains(text, " ") || strings.Contains(text, ".") }) < 0.1
}

// caseScore is how much a column groups rows as cases do: values come again, and with other activities or, where no
// column is the activity, other times.
func (p *proposal) caseScore(c *traits) float64 {
	if !c.repeats() || c.filled < p.rows || isTime(c) || c.length() > 64 || len(c.counts) < 2 {
		return 0
	}
	by, ok := p.claims[fieldActivity]
	if !ok {
		if by, ok = p.claims[fieldTime]; !ok {
			return 0
		}
	}
	return p.varies(c, p.columns[by.column]) * math.Log(float64(len(c.counts)))
}

// varies is the part of the values of key that come again and do so with different values of other.
func (p *proposal) varies(key, other *traits) float64 {
	first, changed, again := map[string]string{}, map[string]bool{}, map[string]bool{}
	for i, k := range key.cells {
		was, ok := first[k]
		if !ok {
			first[k] = other.cells[i]
			continue
		}
		again[k] = true
		if was != other.cells[i] {
			changed[k] = true
		}
	}
	return ratio(len(changed), len(again))
}

// timeScore prefers, of columns of times, the one with most different values.
func timeScore(c *traits) float64 {
	if !isTime(c) || isFurther(c.header) {
		return 0
	}
	return float64(len(c.counts))
}

// activityScore prefers, of columns with few texts, the one whose texts are names of stages, and then the one that varies most
// within a case.
func (p *proposal) activityScore(c *traits) float64 {
	few := len(c.counts) >= 2 && len(c.counts) <= maxActivities && p.acts(c, isTime(c)) == speaksFor
	if !few || c.filled < p.rows || c.share(isFlag) > 0.5 || slices.Contains(lifecycleNames, foldHeader(c.header)) {
		return 0
	}
	score := c.listed(func(text string) bool { return !meaningOf(text).Open() })
	if key, ok := p.claims[fieldNumber]; ok {
		score += p.varies(p.columns[key.column], c) / 2
	}
	return score
}

// listScore is the part of at least two values that a reference list holds; 0 below the half.
func listScore(c *traits, is func(string) bool) float64 {
	if len(c.counts) < 2 || isTime(c) || c.share(isNumber) > 0.5 {
		return 0
	}
	if share := c.listed(is); share >= 0.6 {
		return share
	}
	return 0
}

// claimPosition takes two neighbouring columns of degrees with decimals.
func (p *proposal) claimPosition() {
	for i := range max(0, len(p.columns)-1) {
		lat, lon := i, i+1
		if !p.usable(lat) || !p.usable(lon) || !p.columns[lat].precise() || !p.columns[lon].precise() {
			continue
		}
		if p.columns[lat].share(isLat) < 0.95 {
			lat, lon = lon, lat
		}
		if p.columns[lat].share(isLat) < 0.95 || p.columns[lon].share(isLon) < 0.95 {
			continue
		}
		p.claim(fieldLat, claim{lat, Guess, WhyPosition})
		p.claim(fieldLon, claim{lon, Guess, WhyPosition})
		return
	}
}

// precise tells whether most values have three decimals or more.
func (c *traits) precise() bool {
	return c.share(func(text string) bool {
		at := strings.LastIndexAny(text, ".,")
		return at >= 0 && len(text)-at > 3 && isNumber(text)
	}) >= 0.8
}

// idle is why a column stays unused.
func (p *proposal) idle(i int) Why {
	c := p.columns[i]
	switch {
	case c.header == "":
		return WhyNoHeader
	case c.twice:
		return WhyTwice
	case c.filled == 0:
		return WhyEmpty
	case isPersonal(c.header):
		return WhyPersonal
	case slices.Contains(lifecycleNames, foldHeader(c.header)):
		return WhyLifecycle
	case isTime(c):
		return WhyFurther
	case p.taken(c.header):
		return WhyTaken
	}
	return WhyUnknown
}

// taken tells whether a header is a name of a field that another column has become.
func (p *proposal) taken(header string) bool {
	for f := range p.claims {
		if _, ok := rankOf(f, header); ok {
			return true
		}
	}
	return false
}
