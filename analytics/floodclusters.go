package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// A cluster of flood reports, unless the scope asks for another number of them.
const (
	leastCluster  = 5             // reports in one kelurahan
	clusterWindow = 2 * time.Hour // within which they are sent
)

// floodReport is one report of a flood.
type floodReport struct {
	id     int64
	area   string
	number string // only of those that began or ended a cluster
	sentAt time.Time
	stage  data.Stage
}

// floodClusters finds many reports to one event: reports in one kelurahan of which at least so many lie within two hours.
// Windows that overlap are one cluster. That they are about one water is likely and not known.
func floodClusters(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"area", figure.Text}, {"began", figure.Text}, {"ended", figure.Text}, {"lasted_s", figure.Duration}, {"reports", figure.Count}, {"done", figure.Count},
		{"first_report", figure.Text}, {"last_report", figure.Text},
	}
	var all []floodReport
	err := ask(ctx, q, "flood_reports", floodArgs(s), func(r *sql.Rows) error {
		var f floodReport
		if err := r.Scan(&f.area, &f.id, &f.sentAt, &f.stage); err != nil {
			return err
		}
		all = append(all, f)
		return nil
	})
	if err != nil {
		return nil, nil, 0, err
	}
	clusters := cluster(all, int(cmp.Or(s.Least, leastCluster)))
	if err := nameReports(ctx, q, clusters); err != nil {
		return nil, nil, 0, err
	}
	slices.SortStableFunc(clusters, func(a, b []floodReport) int { return a[0].sentAt.Compare(b[0].sentAt) })
	var rows [][]any
	var n int64
	for _, c := range clusters {
		n += int64(len(c))
		rows = append(rows, clusterCells(c, zoneOf(s)))
	}
	return columns, rows, n, nil
}

// nameReports adds the numbers of the first and the last reports of clusters, and brings those that were sent at one instant into
// their order.
func nameReports(ctx context.Context, q Querier, clusters [][]floodReport) error {
	if len(clusters) == 0 {
		return nil
	}
	ids, numbers := []int64{}, map[int64]string{}
	for _, c := range clusters {
		for _, f := range c {
			if f.sentAt.Equal(c[0].sentAt) || f.sentAt.Equal(c[len(c)-1].sentAt) {
				ids = append(ids, f.id)
			}
		}
	}
	args := map[string]any{"reports": ids, "lowest": slices.Min(ids), "highest": slices.Max(ids)}
	err := ask(ctx, q, "report_numbers", args, func(r *sql.Rows) error {
		var id int64
		var number string
		err := r.Scan(&id, &number)
		numbers[id] = number
		return err
	})
	for _, c := range clusters {
		for i := range c {
			c[i].number = numbers[c[i].id]
		}
		slices.SortFunc(c, func(a, b floodReport) int {
			return cmp.Or(a.sentAt.Compare(b.sentAt), strings.Compare(a.number, b.number))
		})
	}
	return err
}

// cluster returns the clusters of reports that are given by area and time.
func cluster(all []floodReport, least int) (clusters [][]floodReport) {
	end := 0 // behind the last report of the last cluster
	for i := range all {
		last := i
		for last+1 < len(all) && all[last+1].area == all[i].area && all[last+1].sentAt.Sub(all[i].sentAt) <= clusterWindow {
			last++
		}
		if last-i+1 < least {
			continue
		}
		if n := len(clusters); n > 0 && i < end && clusters[n-1][0].area == all[i].area {
			from := end - len(clusters[n-1])
			end = max(end, last+1)
			clusters[n-1] = all[from:end]
			continue
		}
		clusters, end = append(clusters, all[i:last+1]), last+1
	}
	return clusters
}

func clusterCells(c []floodReport, zone *time.Location) []any {
	first, last := c[0], c[len(c)-1]
	var done int64
	for _, f := range c {
		done += one(f.stage == data.Done)
	}
	return []any{
		first.area, first.sentAt.In(zone).Format(minute), last.sentAt.In(zone).Format(minute), last.sentAt.Sub(first.sentAt).Seconds(),
		int64(len(c)), done, first.number, last.number,
	}
}

// moment is a cell with a local minute as an instant, so much later; empty when it is none.
func (a Answer) moment(row int, column string, later time.Duration) string {
	at, err := time.ParseInLocation(minute, a.text(row, column), zoneOf(a.Scope))
	if err != nil {
		return ""
	}
	return at.Add(later).Format(time.RFC3339Nano)
}

// minute is how an instant of a table is written.
const minute = "2006-01-02 15:04"

// began is the local minute at which a cluster began, as a reader writes it.
func (a Answer) began(row int, w Words) string {
	at, err := time.ParseInLocation(minute, a.text(row, "began"), zoneOf(a.Scope))
	if err != nil {
		return a.text(row, "began")
	}
	return w.DateTime(at)
}

// drawFloodClusters shows the clusters by their size.
func drawFloodClusters(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("axis.cluster"), ValueAxis: w.Text("axis.flood"), Unit: figure.Count, Title: w.Text("measure.flood_clusters.nothing"),
	}
	rows, notes := a.shown("reports", w)
	f.Notes = notes
	for _, row := range rows {
		f.Tailed(Label(ByKelurahan, a.text(row, "area"), w), a.began(row, w))
	}
	points := a.points("reports", rows)
	for i, row := range rows {
		points[i].Key[string(ByKelurahan)] = a.text(row, "area")
		points[i].Key[keySince], points[i].Key[keyUpTo] = a.moment(row, "began", 0), a.moment(row, "ended", time.Minute-time.Microsecond)
	}
	f.Series = []figure.Series{{Name: w.Text("axis.flood"), Tone: figure.Water, Points: points}}
	if len(rows) > 0 {
		f.Title = w.Text("measure.flood_clusters.finding", "n", w.Number(int64(len(a.Rows))), "reports", w.Number(a.N), "least", w.Number(cmp.Or(a.Scope.Least, leastCluster)))
	}
	return f
}
