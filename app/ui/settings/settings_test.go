package settings

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

// open returns the page with what it handed over so far.
func open(t *testing.T, v Values, facts func(context.Context) (data.Choices, error)) (*Page, *[]Values) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	var handed []Values
	p := New(Settings{
		Values: v, Account: "validator-01", Run: task.Inline, Language: i18n.For("id", jakarta), Facts: facts,
		Changed: func(v Values) { handed = append(handed, v) },
	})
	test.NewTempWindow(t, p.Content())
	return p, &handed
}

var chosen = Values{Language: "id", Appearance: "dark", Role: "validator", TextSize: 1.1}

func TestShowsValues(t *testing.T) {
	tests := []struct {
		name string
		v    Values
		want []string // language, appearance, text size, role
	}{
		{"all", chosen, []string{"Bahasa Indonesia", "Gelap", "110%", "Validator: menilai tindak lanjut: menerima atau menolak"}},
		{"between two sizes and too large", Values{Language: "en", Appearance: System, Role: "admin", TextSize: 7}, []string{"English", "Ikuti sistem", "150%", "Admin: memasukkan laporan dan membuka kembali laporan ditolak yang sudah dilengkapi"}},
		{"unknown", Values{Language: "xx", Appearance: "pink", Role: "mayor"}, []string{"", "", "90%", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, handed := open(t, tt.v, nil)
			got := []string{p.language.group.Selected, p.appearance.group.Selected, p.size.group.Selected, p.role.group.Selected}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if len(*handed) != 0 {
				t.Errorf("showing values handed over %v", *handed)
			}
		})
	}
}

func TestChangeIsHandedOverAtOnce(t *testing.T) {
	p, handed := open(t, chosen, nil)
	p.language.group.SetSelected("English")
	p.appearance.group.SetSelected("Kontras tinggi")
	p.size.group.SetSelected("140%")
	p.role.set("officer")
	p.role.set("officer")
	want := []Values{
		{Language: "en", Appearance: "dark", Role: "validator", TextSize: 1.1},
		{Language: "en", Appearance: "contrast", Role: "validator", TextSize: 1.1},
		{Language: "en", Appearance: "contrast", Role: "validator", TextSize: 1.4},
		{Language: "en", Appearance: "contrast", Role: "officer", TextSize: 1.4},
	}
	if !slices.Equal(*handed, want) {
		t.Errorf("got %v, want %v", *handed, want)
	}
}

func TestFactsOfDatabase(t *testing.T) {
	first := time.Date(2025, 12, 31, 18, 0, 0, 0, time.UTC) // already January in Jakarta
	tests := []struct {
		name string
		c    data.Choices
		want string
	}{
		{"some", data.Choices{Reports: 20000, First: first, Last: first.AddDate(0, 3, 0)}, "20.000 laporan, 1 Jan 2026 – 1 Apr 2026"},
		{"none", data.Choices{}, "Belum ada laporan"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, _ := open(t, chosen, func(context.Context) (data.Choices, error) { return tt.c, nil })
			if got := p.reports.Text(); got != "Menghitung…" {
				t.Errorf("before the answer %q", got)
			}
			p.Load(t.Context())
			if got := p.reports.Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFactsFail(t *testing.T) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	fails := true
	p, _ := open(t, chosen, func(context.Context) (data.Choices, error) {
		if fails {
			return data.Choices{}, errors.New("lost")
		}
		return data.Choices{Reports: 1}, nil
	})
	p.Load(t.Context())
	if _, same := p.facts.Objects[0].(*part.Field); same {
		t.Error("the failure is not shown")
	}
	fails = false
	p.Load(t.Context())
	if p.facts.Objects[0] != p.reports || !strings.HasPrefix(p.reports.Text(), "1 laporan") {
		t.Errorf("after the second try %q", p.reports.Text())
	}
}

func TestLateFactsAreNotShown(t *testing.T) {
	calls := 0
	var p *Page
	p, _ = open(t, chosen, func(context.Context) (data.Choices, error) {
		calls++
		if calls == 1 {
			p.Load(t.Context())
			return data.Choices{Reports: 5}, nil
		}
		return data.Choices{}, nil
	})
	p.Load(t.Context())
	if got := p.reports.Text(); got != "Belum ada laporan" {
		t.Errorf("shows %q, the answer to the first call", got)
	}
}
