package stats_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"tuntas/analytics/stats"
)

var inf = math.Inf(1)

func checkInterval(t *testing.T, what string, got stats.Estimate, value, low, high, tolerance float64) {
	t.Helper()
	if !near(got.Value, value, tolerance) || !near(got.Low, low, tolerance) || !near(got.High, high, tolerance) {
		t.Errorf("%s: got %v (%v, %v); want %v (%v, %v)", what, got.Value, got.Low, got.High, value, low, high)
	}
}

func checkMean(t *testing.T, what string, got stats.Estimate, value, se, tolerance float64) {
	t.Helper()
	if !near(got.Value, value, tolerance) || !near(got.SE, se, tolerance) {
		t.Errorf("%s: got %v (se %v); want %v (se %v)", what, got.Value, got.SE, value, se)
	}
}

func TestAML(t *testing.T) {
	yes, no := stats.KaplanMeier(parse(t, maintained)), stats.KaplanMeier(parse(t, nonmaintained))
	checkInterval(t, "maintained, log", yes.Quantile(.5, .95, stats.Log), 31, 18, inf, 0)
	checkInterval(t, "nonmaintained, log", no.Quantile(.5, .95, stats.Log), 23, 8, inf, 0)
	checkInterval(t, "maintained, log-log", yes.Quantile(.5, .95, stats.LogLog), 31, 13, inf, 0)
	checkInterval(t, "nonmaintained, log-log", no.Quantile(.5, .95, stats.LogLog), 23, 5, 33, 0)
	checkMean(t, "maintained to 161", yes.RestrictedMean(161, .95), 52.6455, 19.8286, 1e-4)
	checkMean(t, "nonmaintained to 161", no.RestrictedMean(161, .95), 22.7083, 4.1809, 1e-4)
}

// TestFlats holds the published answers for heights that the curve runs along. A plain first-time-below gives 9 for 9.5.
func TestFlats(t *testing.T) {
	c := stats.KaplanMeier(parse(t, flats))
	for _, w := range []struct{ height, want float64 }{
		{13. / 14, 1}, {6. / 7, 3.5}, {2. / 3, 6}, {1. / 2, 9}, {9. / 35, 9.5}, {.1, inf},
	} {
		check(t, "height "+strconv.FormatFloat(w.height, 'g', 4, 64), c.Quantile(1-w.height, .95, stats.Log).Value, w.want)
	}
}

// lung is the data set of that name (R, survival) by sex and ph.ecog.
var lung = map[string]string{
	"1/0": "11 15 31 53 65 147 176 189 191+ 225+ 246 259+ 267 284+ 285 286 300+ 303 320 337 353 353 371 394 428 442 444+ " +
		"455 558 574 643 655 791 840+ 883 1010+",
	"1/1": "11 13 59 60 88 88 92 95 107 110 116 131 132 135 142 144 156 163 163 170 174+ 175 179 179 181 181 185+ 188+ 196+ " +
		"197 197+ 202 207 210 218 221+ 222+ 223 225+ 229 230 237+ 239 269 270 279+ 283 284 301 301+ 303+ 306 310 363 364 390 " +
		"404+ 413+ 429 457 458+ 460 477 519 567 583 613 624 689 806+ 1022+",
	"1/2": "11 12 13 26 30 53 54 65 81 93 105 132 156 163 166 177 180 183 212 222 288 291 292+ 329 387 524 533 707 814",
	"1/3": "118", "1/NA": "71",
	"2/0": "5 81 166 175+ 201 202+ 224+ 235+ 240+ 252+ 266+ 269+ 276+ 292+ 315+ 332+ 340 348 350 382+ 384+ 433 543+ 559+ 588+ 705 821+",
	"2/1": "60 62 79 145 167 173+ 177+ 182 186 192+ 194 203+ 226 243+ 245 268 272+ 293 296+ 305 345 356+ 363 364+ 371 376+ 426 " +
		"450 473 511+ 520 524 529+ 550 641 687 728 731 735 740+ 765 965+",
	"2/2": "61 92+ 95 105+ 107 122 145 153 199 201 208 211+ 239 285 310 351 361 444 511+ 551+ 654",
}

// lungCurve joins the groups whose name holds part.
func lungCurve(t *testing.T, part string) stats.Curve {
	t.Helper()
	var all []stats.Observation
	for name, times := range lung {
		if strings.Contains(name, part) {
			all = append(all, parse(t, times)...)
		}
	}
	return stats.KaplanMeier(all)
}

func TestLung(t *testing.T) {
	for _, w := range []struct {
		name, part        string
		n, ended          int64
		median, low, high float64
	}{
		{"all", "/", 228, 165, 310, 285, 363},
		{"men", "1/", 138, 112, 270, 212, 310},
		{"women", "2/", 90, 53, 426, 348, 550},
		{"ecog 0", "/0", 63, 37, 394, 348, 574},
		{"ecog 1", "/1", 113, 82, 306, 268, 429},
		{"ecog 2", "/2", 50, 44, 199, 156, 288},
		{"ecog 3", "/3", 1, 1, 118, math.NaN(), inf},
	} {
		c := lungCurve(t, w.part)
		if c.N != w.n || c.Ended != w.ended {
			t.Errorf("%s: %d of %d ended; want %d of %d", w.name, c.Ended, c.N, w.ended, w.n)
		}
		checkInterval(t, w.name, c.Quantile(.5, .95, stats.Log), w.median, w.low, w.high, 0)
	}
}

func TestLungTails(t *testing.T) {
	c := lungCurve(t, "/")
	checkInterval(t, "median, log-log", c.Quantile(.5, .95, stats.LogLog), 310, 284, 361, 0)
	checkInterval(t, "p25", c.Quantile(.25, .95, stats.Log), 170, 145, 197, 0)
	checkInterval(t, "p75", c.Quantile(.75, .95, stats.Log), 550, 460, 654, 0)
	checkInterval(t, "p90", c.Quantile(.9, .95, stats.Log), 735, 689, inf, 0)
	within := c.ShareWithin(365, .95, stats.Log)
	checkMean(t, "share within 365", within, 1-.4092, .0358, 1e-4)
	if !(within.Low < within.Value && within.Value < within.High) {
		t.Errorf("share within 365: %+v is not in order", within)
	}
}

func TestLungRestrictedMean(t *testing.T) {
	for _, w := range []struct {
		name, part          string
		mean, se, tolerance float64
	}{
		{"all", "/", 357.0733, 16.2193, 1e-4},
		{"men", "1/", 311.1178, 19.3017, 1e-4},
		{"women", "2/", 434.7052, 27.2476, 1e-4},
		{"ecog 0", "/0", 429, 32.2, .5}, // published with no more places
		{"ecog 1", "/1", 366, 22.4, .5},
		{"ecog 2", "/2", 256, 30.0, .5},
		{"ecog 3", "/3", 118, 0, .5},
	} {
		got := lungCurve(t, w.part).RestrictedMean(730, .95)
		checkMean(t, w.name, got, w.mean, w.se, w.tolerance)
		if !near(got.SE, w.se, math.Min(w.tolerance, .05)) {
			t.Errorf("%s: se %v; want %v", w.name, got.SE, w.se)
		}
	}
}

// TestLungFile holds the rows above against the file that they came from.
func TestLungFile(t *testing.T) {
	file, err := os.Open("../../../shared/data/40-survival/lung.csv")
	if err != nil {
		t.Skipf("SKIPPED: the file was not found (%v), the rows in this test were not compared with it", err)
	}
	defer file.Close() //nolint:errcheck // read only
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []stats.Observation
	for _, row := range rows[1:] { // inst, time, status (2 = ended), ...
		time, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stats.Observation{Time: time, Weight: 1, Ended: row[2] == "2"})
	}
	want, got := lungCurve(t, "/"), stats.KaplanMeier(all)
	if got.N != 228 || len(got.Steps) != len(want.Steps) {
		t.Fatalf("n %d, %d steps; want 228, %d", got.N, len(got.Steps), len(want.Steps))
	}
	for i, s := range got.Steps {
		if s != want.Steps[i] {
			t.Errorf("step %d: %+v in the file, %+v here", i, s, want.Steps[i])
		}
	}
}

func TestShareWithinEdges(t *testing.T) {
	c := stats.KaplanMeier(parse(t, nonmaintained))
	checkInterval(t, "before the first", c.ShareWithin(4, .95, stats.Log), 0, 0, 0, 0)
	all := c.ShareWithin(45, .95, stats.Log)
	before := c.ShareWithin(43, .95, stats.Log)
	checkInterval(t, "all ended", all, 1, before.Low, 1, 0)
	check(t, "se when all ended", all.SE, math.NaN())
	checkInterval(t, "one case", stats.KaplanMeier(parse(t, "7")).ShareWithin(7, .95, stats.Log), 1, 0, 1, 0)
	checkInterval(t, "not watched", stats.KaplanMeier(parse(t, "7 8+")).ShareWithin(9, .95, stats.Log), math.NaN(), math.NaN(), math.NaN(), 0)
}

func TestRestrictedMeanEdges(t *testing.T) {
	c := stats.KaplanMeier(parse(t, maintained))
	checkMean(t, "to 0", c.RestrictedMean(0, .95), 0, 0, 0)
	checkMean(t, "before the first step", c.RestrictedMean(5, .95), 5, 0, 0)
	checkMean(t, "beyond the last, some open", c.RestrictedMean(162, .95), math.NaN(), math.NaN(), 0)
	checkMean(t, "negative", c.RestrictedMean(-1, .95), math.NaN(), math.NaN(), 0)
	checkMean(t, "no level", c.RestrictedMean(5, 1), math.NaN(), math.NaN(), 0)
	for _, p := range []float64{0, 1, -.1, math.NaN()} {
		check(t, "no such percentile", c.Quantile(p, .95, stats.Log).Value, math.NaN())
	}
}
