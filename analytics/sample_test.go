package analytics_test

import (
	"testing"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// sampleCity is a database with the sample city up to 1 June 2026, and what was planted in it.
func sampleCity(t testing.TB, reports int, seed uint64) (*store.DB, demo.Planted) {
	t.Helper()
	db := datatest.Open(t, nil)
	var planted demo.Planted
	_, err := db.Import(t.Context(), data.Import{Profile: "demo"}, func(b *store.Batch) (err error) {
		plan := demo.Plan{Reports: reports, Seed: seed, Until: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
		planted, err = demo.Generate(t.Context(), plan, b, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, planted
}
