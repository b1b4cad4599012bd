package page

import (
	"fmt"
	"slices"
	"time"

	"tuntas/analytics/figure"
)

// outlineParts is how finely the outlines of places are kept, as in the window.
const outlineParts = 2400

// shades puts in the classes of values, each with its shade. Their words stand above the chart, see scale.
func (o *own) shades() {
	var pieces []any
	for _, class := range o.figure.Classes() {
		piece := map[string]any{"gte": class.Low}
		if class.Below {
			piece["lt"] = class.High
		} else {
			piece["lte"] = class.High
		}
		pieces = append(pieces, piece)
	}
	o.tree["visualMap"] = []any{map[string]any{"type": "piecewise", "show": false, "selectedMode": false, "pieces": pieces}}
}

// calendar draws a field for each day, a grid for each year where there are more than one grid holds.
func (o *own) calendar() {
	o.shades()
	days := make([]time.Time, len(o.figure.Categories))
	for i, c := range o.figure.Categories {
		days[i], _ = time.Parse(time.DateOnly, c) // Check has read it
	}
	if weeks := days[len(days)-1].Sub(days[0]).Hours() / (24 * 7); weeks < mostWeeks {
		o.tree["calendar"] = []any{o.year(days[0], days[len(days)-1], 0)}
		o.yearSeries(0, len(days), 0)
		return
	}
	var grids []any
	for year, from := days[0].Year(), 0; from < len(days); year++ {
		until := from
		for until < len(days) && days[until].Year() == year {
			until++
		}
		if until > from {
			grids = append(grids, o.year(days[from], days[until-1], len(grids)))
			o.yearSeries(from, until, len(grids)-1)
		}
		from = until
	}
	o.tree["calendar"] = grids
}

func (o *own) year(from, until time.Time, order int) map[string]any {
	var months []any
	for _, m := range o.writer.words.Months {
		months = append(months, anys([]string{cut(m, 3)})[0])
	}
	return map[string]any{
		"range": []any{from.Format(time.DateOnly), until.Format(time.DateOnly)}, "top": 22 + order*yearHeight, "left": calendarLeft, "cellSize": []any{"auto", dayHeight(o.figure)},
		"weeks":  weeksOf(from, until),
		"orient": "horizontal", "dayLabel": map[string]any{"firstDay": 1, "nameMap": "fmt:days", "fontSize": 11}, "monthLabel": map[string]any{"nameMap": months, "fontSize": 12},
		"yearLabel": map[string]any{"show": true, "fontSize": 12, "margin": 46}, "splitLine": map[string]any{"show": true, "lineStyle": map[string]any{"width": 1.5}}, "itemStyle": map[string]any{"borderWidth": 1},
	}
}

// mostWeeks is up to how many weeks stand in one grid; more are set year by year.
const mostWeeks = 60

// yearHeight is the height of the grid of a year with its labels, calendarLeft the room for the names of the weekdays.
const (
	yearHeight   = 7*16 + 40
	calendarLeft = 76
)

// fewWeeks is up to how many weeks the number of each day is written into its field.
const fewWeeks = 10

// dayHeight is the height of the field of a day.
func dayHeight(f figure.Figure) int {
	if len(f.Categories) <= fewWeeks*7 {
		return 28
	}
	return 16
}

// weeksOf is in how many weeks, from Monday on, the days from one to another lie.
func weeksOf(from, until time.Time) int {
	monday := from.AddDate(0, 0, -(int(from.Weekday())+6)%7)
	return int(until.Sub(monday).Hours()/(24*7)) + 1
}

func (o *own) yearSeries(from, until, order int) {
	var data []any
	var said [][]string
	for i := from; i < until; i++ {
		p := o.figure.Series[0].Points[i]
		item := map[string]any{"value": []any{o.figure.Categories[i], p.Value}}
		if p.Missing {
			item["value"] = []any{o.figure.Categories[i], "-"}
		}
		o.dayLabel(i, p, item)
		data, said = append(data, item), append(said, o.said(0, i))
	}
	o.add(map[string]any{"type": "heatmap", "coordinateSystem": "calendar", "calendarIndex": order, "data": data, "label": map[string]any{"show": false}}, "field", said)
}

// dayLabel writes the number of a day into its field where there is room, and marks a day with a remark.
func (o *own) dayLabel(day int, p figure.Point, item map[string]any) {
	text := ""
	if dayHeight(o.figure) > 16 && !p.Missing {
		text = o.writer.value(p.Value, o.figure.Unit)
	}
	remark := slices.ContainsFunc(o.figure.Events, func(e figure.Annotation) bool { return e.Category == day })
	if remark {
		text, item["remark"] = "▾"+text, true
	}
	if text != "" {
		item["label"] = map[string]any{"show": true, "formatter": text}
	}
}

// cut keeps the first n letters.
func cut(text string, n int) string {
	runes := []rune(text)
	return string(runes[:min(n, len(runes))])
}

// places draws each place in the shade of its class. Places far off get a map of their own at the left.
func (o *own) places() {
	o.shades()
	shapes := figure.Simplify(o.figure.Shapes, outlineParts)
	main, off := figure.Mainland(shapes)
	middle, share := "50%", 0.96
	names := unique(anys(o.figure.Categories))
	if len(off) > 0 {
		middle, share = "60%", 0.76
		o.territory(shapes, off, names, map[string]any{"layoutCenter": []any{"9%", "50%"}, "share": 0.16})
	}
	o.territory(shapes, main, names, map[string]any{"layoutCenter": []any{middle, "50%"}, "share": share})
}

// unique adds a number to names that stand there before: the library tells places apart by their names.
func unique(names []any) []string {
	seen := map[string]int{}
	all := make([]string, len(names))
	for i, n := range names {
		name := n.(string)
		seen[name]++
		if seen[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		all[i] = name
	}
	return all
}

func (o *own) territory(shapes []figure.Shape, places []int, names []string, series map[string]any) {
	var features, data []any
	var said [][]string
	for _, i := range places {
		features = append(features, map[string]any{
			"type": "Feature", "properties": map[string]any{"name": names[i], "cp": shapes[i].Inside()}, "geometry": map[string]any{"type": "MultiPolygon", "coordinates": shapes[i].Polygons()},
		})
		p := o.figure.Series[0].Points[i]
		item := map[string]any{"name": names[i], "value": p.Value}
		if p.Missing {
			item["value"] = "-"
		}
		if p.Small || p.Missing {
			item["itemStyle"] = map[string]any{"borderType": "dashed", "borderWidth": 2}
		}
		data, said = append(data, item), append(said, o.said(0, i))
	}
	r := figure.RegionOf(shapes, places)
	series["aspect"] = (r.East - r.West) / max(1e-9, r.North-r.South)
	series["type"], series["name"], series["data"] = "map", o.figure.Series[0].Name, data
	series["aspectScale"], series["roam"], series["selectedMode"] = 1, false, false
	series["label"] = map[string]any{"show": len(places) <= 12, "fontSize": 11}
	series["labelLayout"] = map[string]any{"hideOverlap": true}
	o.block.Maps = append(o.block.Maps, map[string]any{"type": "FeatureCollection", "features": features})
	o.add(series, "place", said)
}
