package opendata

import (
	"io"
	"slices"
	"time"

	"tuntas/data"
)

// Open311Columns are the columns of the bulk form of Open311's GeoReport v2.
var Open311Columns = []string{
	"service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice",
	"requested_datetime", "updated_datetime", "expected_datetime", "address", "zipcode", "lat", "long",
}

// open311 writes the cases once more under the names of Open311, where the plan asks for it. A time is the first instant of
// the day, week or month, and service_notice says of which: nothing is told more exactly than in the case file. What the gate
// keeps back is empty.
func (w *writer) open311() error {
	r := w.release
	if !r.Plan.Open311 {
		return nil
	}
	rows := func(write func([]string) error) error {
		return r.released(false, func(c Case, l Level) error {
			line := c.line(r.Plan.Salt, l)
			cells := make([]string, len(Open311Columns))
			for name, text := range map[string]string{
				"service_request_id": line.Key, "status": openOrClosed(c.Stage), "status_notes": line.State, "service_name": told(line.Category),
				"service_notice": line.PeriodGrain, "requested_datetime": l.Time.first(c.SentOn, r.Plan.AsOf.Location()).Format(time.RFC3339),
				"address": told(line.Place),
			} {
				cells[slices.Index(Open311Columns, name)] = text
			}
			return write(cells)
		})
	}
	return w.put(Open311CSV, func(to io.Writer) (int64, error) { return table(to, Open311Columns, rows) })
}

func openOrClosed(s data.Stage) string {
	if s == data.Done || s == data.Rejected {
		return "closed"
	}
	return "open"
}

// first is the first instant of the day's period in the zone.
func (g TimeGrain) first(day time.Time, zone *time.Location) time.Time {
	y, m, d := day.Date()
	switch g {
	case Week:
		d = min(3, (d-1)/7)*7 + 1
	case Month:
		d = 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}
