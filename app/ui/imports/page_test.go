package imports

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// fake is a store with two imports, of which the first has found something.
type fake struct {
	err     error
	unknown []data.UnknownValue
	aliases []data.Alias
	listed  []data.Listed
	empty   bool
}

func (f *fake) Imports(context.Context, int, int) ([]data.ImportRecord, error) {
	if f.empty {
		return nil, f.err
	}
	at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	return []data.ImportRecord{
		{
			Import:       data.Import{Profile: "tuntas", Paths: []string{"/a/reports.csv", "/a/events.csv"}},
			ImportResult: data.ImportResult{ID: 2, Read: 1203, Taken: 1200, Refused: 3, Findings: 9}, ImportedAt: at,
		},
		{Import: data.Import{Profile: "tuntas"}, ImportResult: data.ImportResult{ID: 1, Read: 10, Taken: 10}, ImportedAt: at},
	}, f.err
}

func (f *fake) CountFindings(_ context.Context, filter data.FindingFilter) ([]data.FindingCount, error) {
	if filter.Import != 2 {
		return nil, nil
	}
	return []data.FindingCount{{Kind: data.FoundTrimmed, Found: 1, Rows: 7}, {Kind: data.FoundMoved, Found: 2, Rows: 2}}, nil
}

func (f *fake) Findings(_ context.Context, filter data.FindingFilter, limit, offset int) ([]data.Finding, error) {
	all := []data.Finding{
		{Kind: data.FoundMoved, Number: "=JK1", Was: "2026-03-01T00:00:00Z", Told: "2026-03-01T01:00:00Z", Rows: 1},
		{Kind: data.FoundMoved, Number: "JK2", Was: "waiting", Told: "done", Rows: 1},
		{Kind: data.FoundTrimmed, Path: "/a/reports.csv", Field: "kategori", Rows: 7},
	}
	var some []data.Finding
	for _, d := range all {
		if filter.Kind == "" || filter.Kind == d.Kind {
			some = append(some, d)
		}
	}
	return some[min(offset, len(some)):min(offset+limit, len(some))], nil
}

func (f *fake) RefusedRows(context.Context, int64, int, int) ([]data.RefusedRow, error) {
	return []data.RefusedRow{{Path: "/a/events.csv", Line: 17, Column: "waktu", Value: "kemarin", Reason: data.RefusedTime, Raw: "JK3,kemarin"}}, nil
}

func (f *fake) Unknown(context.Context) ([]data.UnknownValue, error) { return f.unknown, nil }

func (f *fake) AddAlias(_ context.Context, a data.Alias) error {
	f.aliases, f.unknown = append(f.aliases, a), nil
	return nil
}

func (f *fake) AddListed(_ context.Context, e data.Listed) error {
	f.listed, f.unknown = append(f.listed, e), nil
	return nil
}

// shell is what the page is given.
type shell struct {
	*fake
	saved   bytes.Buffer
	refused int64 // import whose refused rows were saved
	changed int
}

func (s *shell) page(t *testing.T) *Page {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	p := New(Imports{
		Records: s.fake, Run: task.Inline, Language: i18n.For("en", time.UTC), Window: w, Account: "tester",
		Options: func(data.List, string) []part.Option { return []part.Option{{Key: "Jalan", Label: "Jalan"}} },
		SaveAs:  func(name string, chosen func(string)) { chosen("/x/" + name) },
		Save:    func(_ string, write func(io.Writer) error) error { return write(&s.saved) },
		SaveRefused: func(_ context.Context, r data.ImportRecord, _ string) error {
			s.refused = r.ID
			return nil
		},
		Changed: func() { s.changed++ },
	})
	w.SetContent(p.Content())
	w.Resize(fyne.NewSize(1080, 750))
	p.Load(t.Context())
	return p
}

func (p *Page) titles() []string {
	var all []string
	for _, t := range p.topics {
		all = append(all, p.title(t))
	}
	return all
}

func TestTopicsOfAnImport(t *testing.T) {
	s := &shell{fake: &fake{unknown: []data.UnknownValue{{List: data.ListCategory, Told: "Jln", Rows: 4}}}}
	p := s.page(t)
	want := []string{"Refused rows", "Blanks tidied", "The time of a step changed", "Unmapped values"}
	if got := p.titles(); !slices.Equal(got, want) {
		t.Errorf("topics %q, want %q", got, want)
	}
	if len(p.rows.refused) != 1 {
		t.Error("the refused rows are not the first that is shown")
	}
	p.kinds.Select(2)
	if len(p.rows.found) != 2 || p.rows.found[0].Kind != data.FoundMoved {
		t.Errorf("shown: %+v", p.rows.found)
	}
	p.list.Select(1)
	if got := p.titles(); !slices.Equal(got, want[3:]) {
		t.Errorf("topics of the other import %q", got)
	}
}

func TestSaving(t *testing.T) {
	s := &shell{fake: &fake{}}
	p := s.page(t)
	p.onSave()
	if s.refused != 2 {
		t.Error("refused rows were not saved")
	}
	p.kinds.Select(2)
	p.onSave()
	got := s.saved.String()
	if !strings.Contains(got, "moved,The time of a step changed,,0,'=JK1,,2026-03-01T00:00:00Z") || strings.Count(got, "\n") != 3 {
		t.Errorf("saved:\n%s", got)
	}
}

func TestMapping(t *testing.T) {
	s := &shell{fake: &fake{unknown: []data.UnknownValue{{List: data.ListCategory, Told: "Jln", Rows: 4}}}}
	p := s.page(t)
	p.kinds.Select(3)
	p.addAlias(data.Alias{List: data.ListCategory, Told: "Jln", Value: "Jalan"})
	if len(s.aliases) != 1 || s.changed != 1 || slices.Contains(p.titles(), "Unmapped values") {
		t.Errorf("aliases %v, changed %d, topics %q", s.aliases, s.changed, p.titles())
	}
}

func TestAValueOfItsOwn(t *testing.T) {
	s := &shell{fake: &fake{unknown: []data.UnknownValue{{List: data.ListUnit, Told: "Sudin Baru", Rows: 4}}}}
	p := s.page(t)
	p.addListed(data.Listed{List: data.ListUnit, Value: "Sudin Baru"})
	if len(s.listed) != 1 || slices.Contains(p.titles(), "Unmapped values") {
		t.Errorf("listed %v, topics %q", s.listed, p.titles())
	}
}

func TestNothingAndErrors(t *testing.T) {
	p := (&shell{fake: &fake{empty: true}}).page(t)
	if !p.save.Disabled() {
		t.Error("nothing can be saved and the button is on")
	}
	p = (&shell{fake: &fake{empty: true, err: errors.New("broken")}}).page(t)
	if len(p.body.Objects) != 1 {
		t.Error("an error is not shown")
	}
}
