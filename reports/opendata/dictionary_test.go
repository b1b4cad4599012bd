package opendata_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"tuntas/reports/opendata"
)

func TestDictionaryHasAllFields(t *testing.T) {
	_, s := released(t, 300)
	all, err := csv.NewReader(strings.NewReader(s[opendata.DictionaryCSV].String())).ReadAll()
	if err != nil || len(all) != len(opendata.Variables())+1 || len(all[0]) != 14 {
		t.Fatalf("%d rows of %d columns, %v", len(all), len(all[0]), err)
	}
	measure, err := csv.NewReader(strings.NewReader(s[opendata.MeasureCSV].String())).ReadAll()
	if err != nil || len(measure) != 17 {
		t.Fatalf("%d rows, %v: MS-Ind has sixteen fields", len(measure), err)
	}
	for _, row := range append(all, measure...) {
		for _, text := range row {
			if strings.HasPrefix(text, "opendata.") {
				t.Errorf("no text for %s", text)
			}
		}
	}
}
