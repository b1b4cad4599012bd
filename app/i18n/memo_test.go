package i18n_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
)

func TestMemo(t *testing.T) {
	at := time.Date(2026, 3, 1, 1, 0, 0, 0, time.UTC)
	m := data.Memo{
		Number: "JK2603010001", Category: "Jalan", Area: "31.74.06.1003", SentAt: at, Unit: "Sudin Bina Marga", Pass: 2,
		FiledAt: at.Add(time.Hour), Validator: "validator-01", DecidedAt: at.Add(2 * time.Hour), Reason: "not_finished",
		Failed: []data.Item{{ID: "not_finished", Indonesian: "Pekerjaan selesai", English: "The work is finished", Refuses: true}},
		Note:   "Lihat tepi kiri.", Deadlines: []data.Deadline{{Rule: data.Rule{Code: "D7", Working: true}, DueAt: at.Add(24 * time.Hour)}},
	}
	for code, want := range map[string][]string{
		"id": {"Kepada: Sudin Bina Marga", "Tindak lanjut ke-2", "Pekerjaan selesai", "Lihat tepi kiri.", "aturan D7, hari kerja"},
		"en": {"To: Sudin Bina Marga", "number 2", "The work is finished", "Lihat tepi kiri.", "rule D7, working days"},
	} {
		text := strings.Join(i18n.For(code, jakarta()).Memo(m), "\n")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q in\n%s", code, w, text)
			}
		}
		if strings.ContainsAny(text, "{}") {
			t.Errorf("%s: a placeholder is left:\n%s", code, text)
		}
	}
}

func TestMemoNamesThePlaceOnce(t *testing.T) {
	l := i18n.For("en", jakarta())
	area := l.Area("31.74.06.1003")
	for _, c := range []struct{ address, want string }{
		{"RT 10/RW 09", "Place: RT 10/RW 09, " + area}, {"RT 10/RW 09, " + area, "Place: RT 10/RW 09, " + area}, {"", "Place: " + area},
	} {
		lines := l.Memo(data.Memo{Address: c.address, Area: "31.74.06.1003"})
		if !slices.Contains(lines, c.want) {
			t.Errorf("address %q: no %q in %q", c.address, c.want, lines)
		}
	}
}

func TestFlagWhy(t *testing.T) {
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, jakarta())
		var seen []string
		for _, c := range data.FlagCodes() {
			f := data.Flag{Code: c, Twin: data.Twin{Number: "JK1"}, Bits: 3, Metres: 480, Hours: 30.5, Mark: "Editor", Threshold: 10}
			why := l.FlagWhy(f)
			if strings.ContainsAny(why, "{}") || strings.HasPrefix(why, "flag.") || l.Flag(c) == string(c) || slices.Contains(seen, why) {
				t.Errorf("%s: %s: %q", code, c, why)
			}
			seen = append(seen, why)
		}
		for _, s := range append(data.DeadlineStates(), data.DeadlineMet, data.DeadlineLate) {
			if l.DeadlineState(s) == string(s) {
				t.Errorf("%s: deadline %s has no name", code, s)
			}
		}
		for _, c := range data.Clocks() {
			if l.Clock(c) == string(c) {
				t.Errorf("%s: clock %s has no name", code, c)
			}
		}
		for _, a := range []data.AnswerValue{data.Yes, data.No, data.NotApplies} {
			if l.Answer(a) == string(a) {
				t.Errorf("%s: answer %s has no name", code, a)
			}
		}
		for _, item := range data.DefaultChecklist().Items {
			if l.Ground(item.ID) == item.ID || l.Item(item) == "" {
				t.Errorf("%s: reason %s has no text", code, item.ID)
			}
		}
	}
}
