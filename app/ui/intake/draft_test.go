package intake

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tuntas/data"
	source "tuntas/data/intake"
)

const oddRows = "kasus;kapan;langkah;petugas\nA-1;03/04/2026 08:00;Laporan diterima;Budi\nA-1;04/04/2026 09:00;Foto diunggah;Sari\n" +
	"A-1;05/04/2026 10:00;Selesai;Sari\nA-2;03/04/2026 08:30;Laporan diterima;Budi\n"

// A file that no profile fits is answered with a proposal, which is mended, saved and used; the next such file fits at once.
func TestDraftIsMendedSavedAndUsed(t *testing.T) {
	s := &shell{}
	p := s.page(t)
	p.intake.Profiles = source.Folder(t.TempDir())
	p.Drop([]string{put(t, "odd.csv", oddRows)})
	g := p.drafting
	if g == nil || len(g.draft.Questions()) != 1 || !errors.Is(g.draft.Check(), data.ErrAmbiguous) {
		t.Fatalf("no proposal that asks for the order of day and month: %+v", g)
	}
	g.onSave()
	if p.drafting == nil || p.looked.ready() {
		t.Fatal("a draft with an open question was saved")
	}
	g.change(g.draft.Choose("kapan", string(source.DayFirst)))
	g.change(g.draft.SetMeaning("Foto diunggah", source.Meaning{Record: true}))
	g.name.SetText("bulanan")
	g.onSave()
	if p.drafting != nil || !p.looked.ready() || p.looked.profile.Name() != "bulanan" || p.tools.bring.Disabled() {
		t.Fatalf("the saved profile is not in use: %+v", p.looked)
	}
	if v := p.looked.files[0].view; len(v.Refused) > 0 || len(v.Unmapped) > 0 {
		t.Errorf("refused %v, unmapped %v", v.Refused, v.Unmapped)
	}
	p.onClear()
	p.Drop([]string{put(t, "next.csv", strings.ReplaceAll(oddRows, "A-", "B-"))})
	if p.drafting != nil || p.key() != "bulanan" {
		t.Errorf("next month's file does not fit at once: %q", p.key())
	}
}

func TestMeaningsHaveKeys(t *testing.T) {
	for _, k := range append([]string{""}, "waiting", "done", "accepted", "refused", "field_check", "noted", "recorded") {
		m, ok := meaningOf(k)
		if !ok || !m.Valid() {
			t.Errorf("%q has no meaning", k)
		}
		if got := meaningKey(m); got != k && !slices.Contains([]string{"accepted", "done"}, k) {
			t.Errorf("%q becomes %q", k, got)
		}
	}
}
