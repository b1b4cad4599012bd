package casefile

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

var begin = time.Date(2026, 3, 3, 1, 12, 0, 0, time.UTC)

// office keeps cases in memory and follows the table of moves.
type office struct {
	now     time.Time
	reports map[int64]data.Report
	all     map[int64]data.History
	asked   []int64        // cases that were read
	given   []data.Command // with every try
	fail    error          // returned by the next Advance instead of doing anything
	lost    error          // returned by the next Advance after doing it
	onCase  func(id int64) // before a case is read
}

func (o *office) Case(_ context.Context, id int64) (data.Report, data.History, error) {
	o.asked = append(o.asked, id)
	if o.onCase != nil {
		o.onCase(id)
	}
	r, ok := o.reports[id]
	if !ok {
		return r, nil, data.ErrNotFound
	}
	return r, append(data.History(nil), o.all[id]...), nil
}

func (o *office) Advance(_ context.Context, c data.Command, by data.Staff) error {
	o.given = append(o.given, c)
	if err := o.fail; err != nil {
		o.fail = nil
		return err
	}
	h := o.all[c.Report]
	if h.Has(c.ID) {
		return nil
	}
	if err := data.Allowed(h, c, by, o.now); err != nil {
		return err
	}
	o.add(c, by)
	err := o.lost
	o.lost = nil
	return err
}

// add carries out c without asking.
func (o *office) add(c data.Command, by data.Staff) {
	e := data.EventOf(c, by, o.now)
	e.Seq = int64(1000 + len(o.given) + len(o.all[c.Report]))
	o.all[c.Report] = append(o.all[c.Report], e)
}

// path is a history with one event every so many hours.
func path(id int64, events ...data.Event) data.History {
	at := begin
	var h data.History
	for i, e := range events {
		e.Seq, e.Report, e.HappenedAt = id*100+int64(i), id, at
		if e.Stage == "" {
			e.Stage = e.Kind.Target()
		}
		h = append(h, e)
		at = at.Add(time.Duration(3+7*i) * time.Hour)
	}
	return h
}

const sudin = "Sudin Bina Marga Jakarta Pusat"

var (
	received    = data.Event{Kind: data.Received, Stage: data.Waiting}
	coordinated = data.Event{Kind: data.Coordinated, Unit: sudin, Actor: "kel-gambir", Role: data.Officer, Note: "Lubang di jalan kota, bukan jalan lingkungan; mohon ditangani sebelum akhir pekan."}
	started     = data.Event{Kind: data.Started, Actor: "bm-pusat-03", Role: data.Officer}
	followed    = data.Event{Kind: data.FollowedUp, Actor: "bm-pusat-03", Role: data.Officer, Note: "Sudah dikerjakan oleh petugas di lokasi."}
	submitted   = data.Event{Kind: data.Submitted, Actor: "bm-pusat-03", Role: data.Officer}
	refused     = data.Event{Kind: data.Refused, Actor: "validator-02", Role: data.Validator, Reason: "photo_unclear", Note: "Foto hasil kerja buram, mohon difoto ulang dari jarak dekat."}
	accepted    = data.Event{Kind: data.Accepted, Actor: "validator-02", Role: data.Validator}
)

// newOffice has three cases: 1 waits for its second decision, 2 just came in, 3 is done.
func newOffice() *office {
	report := func(id int64, number, text string) data.Report {
		return data.Report{
			ID: id, Number: number, Channel: "JAKI", Category: "Jalan Rusak", Area: "31.71.01.1001",
			Address: "Jl. Tanah Abang II, seberang pos jaga", Text: text, Lat: -6.17211, Lon: 106.81952, SentAt: begin,
			Continues: "JK2602110031",
		}
	}
	text := "Jalan berlubang di depan pasar, sudah tiga minggu tidak diperbaiki. Kalau hujan tertutup air dan beberapa pengendara motor " +
		"terjatuh. Mohon segera ditambal sebelum ada korban lagi.\n\nLubangnya kira-kira satu meter, di lajur kiri arah Monas."
	private := report(3, "JK2603030009", "Lampu mati.")
	private.Private = true
	return &office{
		now:     begin.AddDate(0, 0, 9),
		reports: map[int64]data.Report{1: report(1, "JK2603030007", text), 2: report(2, "JK2603030008", ""), 3: private},
		all: map[int64]data.History{
			1: path(1, received, coordinated, started, followed, submitted, refused, followed, submitted),
			2: path(2, received),
			3: path(3, received, coordinated, started, followed, submitted, accepted),
		},
	}
}

// desk is the page in a window, with what it was told to do.
type desk struct {
	*Page
	office *office
	staff  data.Staff
	backs  int
	ids    int
}

// open shows case id to somebody of this role.
func open(t *testing.T, o *office, id int64, by data.Staff) *desk {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	d := &desk{office: o, staff: by}
	w := test.NewTempWindow(t, nil)
	d.Page = New(CaseFile{
		Cases: o, Run: task.Inline, Language: i18n.For("id", jakarta), Window: w,
		Staff: func() data.Staff { return d.staff }, Now: func() time.Time { return o.now },
		NewID: func() string { d.ids++; return fmt.Sprint("id-", d.ids) },
		Back:  func() { d.backs++ },
		Next:  func(id int64) (int64, bool) { return id + 1, id < 3 }, Previous: func(id int64) (int64, bool) { return id - 1, id > 1 },
	})
	w.SetPadded(false)
	w.SetContent(d.Content())
	w.Resize(fyne.NewSize(1080, 750))
	d.Show(id)
	d.Load(t.Context())
	return d
}

var (
	validator = data.Staff{Name: "validator-01", Role: data.Validator}
	officer   = data.Staff{Name: "bm-pusat-04", Role: data.Officer}
)
