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
	"tuntas/app/ui/task"
	"tuntas/data"
)

// openCare returns the page with facts about backups, and what it handed over so far.
func openCare(t *testing.T, facts func(context.Context) (CareFacts, error)) (p *Page, handed *[]Backup, asked *int) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	handed, asked = &[]Backup{}, new(int)
	v := chosen
	v.Backup = Backup{Hours: 4}
	p = New(Settings{
		Values: v, Run: task.Inline, Language: i18n.For("en", jakarta),
		Facts:   func(context.Context) (data.Choices, error) { return data.Choices{}, nil },
		Changed: func(v Values) { *handed = append(*handed, v.Backup) },
		Care:    Care{Facts: facts, Backup: func() { *asked++ }, Choose: func(chosen func(string)) { chosen("/disk") }},
	})
	test.NewTempWindow(t, p.Content())
	return p, handed, asked
}

func TestCareChanges(t *testing.T) {
	p, handed, asked := openCare(t, nil)
	p.care.every.set("24")
	p.care.close.SetChecked(true)
	p.in.Care.Choose(p.care.onSecond)
	p.care.onSecond("")
	test.Tap(p.care.button)
	want := []Backup{{Hours: 24}, {Hours: 24, OnClose: true}, {Hours: 24, OnClose: true, Second: "/disk"}, {Hours: 24, OnClose: true}}
	if !slices.Equal(*handed, want) || *asked != 1 {
		t.Errorf("got %v, %d times a backup; want %v", *handed, *asked, want)
	}
	if got := p.care.second.Text(); got != "None" {
		t.Errorf("no second folder is %q", got)
	}
}

func TestCareFacts(t *testing.T) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	at := time.Date(2026, 3, 1, 1, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name     string
		facts    CareFacts
		err      error
		want     string
		warnings []string
		enabled  bool
	}{
		{"all is well", CareFacts{Last: at, Backups: 3, Key: data.KeyKeyring}, nil, "1 Mar 2026 08:00 WIB (3 kept)", nil, true},
		{"none yet", CareFacts{}, nil, "There is none yet", nil, true},
		{"a backup is looked at", CareFacts{ReadOnly: true}, nil, "can only be read", nil, false},
		{"warnings", CareFacts{Last: at, Key: data.KeyFile, Open: []string{".", "a.duckdb"}, Unfinished: true}, nil, "1 Mar",
			[]string{"key to the persons", "its folder, a.duckdb", "erased"}, true},
		{"fails", CareFacts{}, errors.New("lost"), "Counting", []string{"unknown"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, _, _ := openCare(t, func(context.Context) (CareFacts, error) { return tt.facts, tt.err })
			p.Load(t.Context())
			if got := p.care.last.Text(); !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if len(p.care.warnings.Objects) != len(tt.warnings) || p.care.button.Disabled() == tt.enabled {
				t.Errorf("%d warnings, button disabled %v", len(p.care.warnings.Objects), p.care.button.Disabled())
			}
			all := strings.Join(p.in.Language.CareWarnings(tt.facts.Key, tt.facts.Open, tt.facts.Unfinished), "\n")
			for _, w := range tt.warnings {
				if tt.err == nil && !strings.Contains(all, w) {
					t.Errorf("no %q in %q", w, all)
				}
			}
		})
	}
}

func TestShowBackup(t *testing.T) {
	p, _, _ := openCare(t, nil)
	p.ShowBackup("Copying", -1)
	if !p.care.busy.Visible() || !p.care.button.Disabled() {
		t.Error("a backup under way is not shown")
	}
	p.ShowBackup("", 0)
	if p.care.busy.Visible() || p.care.button.Disabled() {
		t.Error("a backup that has ended is shown")
	}
}
