package intake_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tuntas/data"
	"tuntas/data/intake"
)

// TestProposeForeign lets real files propose themselves; nobody helps.
func TestProposeForeign(t *testing.T) {
	for name, test := range map[string]struct {
		kind intake.FileKind
		want map[string]string // the fields that matter
	}{
		"07-domestic-declarations/DomesticDeclarations.csv.gz": {intake.Events, map[string]string{"case": "case_id", "time": "time", "activity": "activity", "unit": "role", "actor": "resource"}},
		"07-domestic-declarations/DomesticDeclarations.xes.gz": {intake.Events, map[string]string{"case": "case:concept:name", "time": "time:timestamp", "activity": "concept:name", "unit": "org:role"}},
		"01-event-logs-pm4py/receipt.csv.gz":                   {intake.Events, map[string]string{"case": "case:concept:name", "time": "time:timestamp", "activity": "concept:name", "unit": "org:group", "channel": "case:channel", "sent": "case:startdate"}},
		"01-event-logs-pm4py/running-example.csv":              {intake.Events, map[string]string{"case": "case:concept:name", "time": "time:timestamp", "activity": "concept:name"}},
		"01-event-logs-pm4py/running-example-transformed.csv":  {intake.Events, map[string]string{"case": "CaseID", "time": "Timestamp", "activity": "Activity"}},
		"01-event-logs-pm4py/running_example_broken.csv":       {intake.Events, map[string]string{"case": "case:concept:name", "time": "time:timestamp", "activity": "concept:name"}},
		"06-event-logs-bupar/patients.csv.gz":                  {intake.Events, map[string]string{"case": "patient", "time": "time", "activity": "handling"}},
		"06-event-logs-bupar/sepsis.csv.gz":                    {intake.Events, map[string]string{"case": "Case ID", "time": "Complete Timestamp", "activity": "Activity", "unit": "org:group"}},
		"06-event-logs-bupar/tiny_patients.csv":                {intake.Events, map[string]string{"case": "patient", "time": "timestamp", "activity": "activity"}},
		"15-nyc311-water-june-2025/nyc311_water.csv.gz":        {intake.Reports, map[string]string{"number": "unique_key", "sent": "created_date", "channel": "open_data_channel_type", "category": "complaint_type", "lat": "latitude", "lon": "longitude"}},
		"16-sf311-2011/requests.csv":                           {intake.Reports, map[string]string{"number": "service_request_id", "sent": "requested_datetime", "category": "service_name", "address": "address", "lat": "lat", "lon": "long"}},
		"14-jakarta-fire-2013/kebakaran-2013.csv.gz":           {intake.Reports, map[string]string{"number": "no", "sent": "tanggal", "channel": "sumber_informasi", "area": "kelurahan"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := shared(t, name)
			d := proposed(t, path)
			got := fields(d)
			maps.DeleteFunc(got, func(field, _ string) bool { return test.want[field] == "" })
			if d.Kind != test.kind || !maps.Equal(got, test.want) {
				t.Errorf("got %s %v, want %s %v", d.Kind, got, test.kind, test.want)
			}
			if qs := d.Questions(); len(qs) > 0 {
				t.Errorf("asks %+v", qs)
			}
			for _, a := range d.Open() {
				if err := d.SetMeaning(a.Text, intake.Meaning{Record: true}); err != nil {
					t.Error(err)
				}
			}
			v, err := intake.Look(made(t, d), path, 1000)
			if err != nil || len(v.Refused) > 0 {
				t.Errorf("refuses %d of its own rows: %v", len(v.Refused), err)
			}
		})
	}
}

// TestProposeFire reads dates of which a third are days in both orders.
func TestProposeFire(t *testing.T) {
	d := proposed(t, shared(t, "14-jakarta-fire-2013/kebakaran-2013.csv.gz"))
	if c := columnOf(t, d, "tanggal"); c.Order != intake.MonthFirst || !slices.Equal(c.Formats, []string{"M/D/YYYY"}) || c.Ambiguous {
		t.Errorf("got %q %s", c.Formats, c.Order)
	}
	if !d.Reference {
		t.Error("its kelurahan are Jakarta's")
	}
}

// TestProposeIncomplete has files in which no column can be what a report has to have: they say so.
func TestProposeIncomplete(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"11-petabencana-2017-02-20/reports_2017-02-20.geojson":               {"sent": "properties.created_at", "channel": "properties.source", "text": "properties.text"},
		"12-jakarta-flood-2024/Data_Kejadian_Bencana_Banjir_Tahun_2024.xlsx": {"area": "kelurahan"},
		"12-jakarta-flood-2024/banjir_cleaned.csv":                           {"area": "kelurahan"},
	} {
		t.Run(name, func(t *testing.T) {
			d := proposed(t, shared(t, name))
			if got := fields(d); d.Kind != intake.Reports || !maps.Equal(got, want) {
				t.Errorf("got %s %v, want %v", d.Kind, got, want)
			}
			if err := d.Check(); !errors.Is(err, data.ErrFieldMissing) || data.Subject(err) != "number" {
				t.Errorf("Check gave %v", err)
			}
		})
	}
}

// TestProposeOddWorkbooks lets each odd workbook propose itself, or be refused by name.
func TestProposeOddWorkbooks(t *testing.T) {
	tried := 0
	for _, folder := range []string{"cells", "corrupt", "encrypted", "security"} {
		root := shared(t, "30-xlsx-odd/"+folder)
		entries, err := os.ReadDir(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			tried++
			d, err := intake.Propose(filepath.Join(root, e.Name()))
			switch {
			case err == nil && len(d.Columns) < 2:
				t.Errorf("%s: one column in silence", e.Name())
			case err != nil && data.Subject(err) == "":
				t.Errorf("%s: an error about nothing: %v", e.Name(), err)
			}
		}
	}
	if tried == 0 {
		t.Error("no workbook was tried")
	}
}

// TestProposeOddText lets each odd text propose itself, or be refused by name.
func TestProposeOddText(t *testing.T) {
	tried := 0
	err := filepath.WalkDir(shared(t, "31-csv-odd"), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".csv" {
			return err
		}
		tried++
		switch d, err := intake.Propose(path); {
		case err == nil && len(d.Columns) < 2:
			t.Errorf("%s: one column in silence", path)
		case err != nil && data.Subject(err) == "":
			t.Errorf("%s: an error about nothing: %v", path, err)
		}
		return nil
	})
	if err != nil || tried == 0 {
		t.Errorf("tried %d files: %v", tried, err)
	}
}
