package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/data"
	"tuntas/data/datatest"
)

// TestReasonsOfTheBureau: the dashboard calls a reason that comes from an item of the bureau's own checklist as the bureau does,
// at once when the words are changed while the window is open.
func TestReasonsOfTheBureau(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db, by := datatest.Open(t, clock), data.Staff{Name: "ani", Role: data.Validator}
	item := data.Item{ID: "permukaan_rata", Indonesian: "Jalan rata", English: "The road is even", Refuses: true}
	write := func() {
		if _, err := db.AddChecklist(t.Context(), data.Checklist{Items: []data.Item{item}}, by); err != nil {
			t.Fatal(err)
		}
	}
	write()
	path := []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted}
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-09 08:00", path...))
	review := &data.Review{Version: 2, Answers: []data.Answer{{Item: item.ID, Value: data.No}}}
	if err := db.Advance(t.Context(), data.Command{ID: "c", Report: 1, Version: len(path), Kind: data.Refused, Review: review}, by); err != nil {
		t.Fatal(err)
	}
	clock.Now = datatest.At(t, "2026-06-01")
	for lang, want := range map[string]string{"id": "Tidak lolos: Jalan rata", "en": "Failed: The road is even"} {
		s, w := sitBefore(t, db, clock, lang)
		for _, more := range []string{"", " and dry"} {
			if more != "" {
				item.Indonesian, item.English = "Jalan rata"+more, "The road is even"+more
				write()
			}
			s.scene(t, "dashboard-refusal")
			if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, ">"+want+more+"<") || strings.Contains(shown, item.ID) {
				t.Errorf("%s: the dashboard does not call the reason %q, or shows its id", lang, want+more)
			}
		}
		item.Indonesian, item.English = "Jalan rata", "The road is even"
		write()
	}
}

// scene shows the state of that name.
func (s *sitting) scene(t *testing.T, name string) {
	t.Helper()
	for _, scene := range s.Scenes() {
		if scene.Name == name {
			scene.Set()
			return
		}
	}
	t.Fatalf("no scene %s", name)
}
