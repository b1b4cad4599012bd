package intake

import (
	"slices"
	"strings"

	"tuntas/data"
)

// Meaning is what an activity of a source is to be. The zero Meaning is open: nobody has said yet.
type Meaning struct {
	Stage    data.Stage // that begins with it; beside a decision or kind it may be empty
	Decision data.Kind  // data.Accepted or data.Refused; else empty
	Kind     data.Kind  // as Tuntas itself would write it; else empty
	Record   bool       // kept without a meaning
}

// Open tells whether nobody has said yet what the activity is.
func (m Meaning) Open() bool { return m == Meaning{} }

// Valid tells whether a profile can hold the meaning. An open one is valid: it gets no line.
func (m Meaning) Valid() bool {
	_, err := m.line().meaning()
	return m.Open() || err == nil
}

// line is the meaning as a line of a profile.
func (m Meaning) line() activityLine {
	return activityLine{Stage: string(m.Stage), Decision: string(m.Decision), Kind: string(m.Kind), Record: m.Record}
}

// MeaningNamed returns the meaning that a person names: a stage, "accepted" or "refused" for a decision, a kind of event, or
// "record"; as they are stored or by a name that Tuntas knows. Not ok when it is none of them.
func MeaningNamed(name string) (Meaning, bool) {
	name = strings.TrimSpace(name)
	if fold(name) == "record" || name == string(data.Recorded) {
		return Meaning{Record: true}, true
	}
	if s := data.Stage(strings.ToLower(name)); s.Valid() {
		return Meaning{Stage: s}, true
	}
	m := exactMeaning(fold(name))
	return m, !m.Open()
}

// ofKindNamed is the meaning of an activity that Tuntas itself knows under this kind.
func ofKindNamed(k data.Kind) Meaning {
	switch {
	case k == data.Recorded:
		return Meaning{Record: true}
	case k == data.Accepted:
		return Meaning{Decision: k, Stage: data.Done}
	case k == data.Refused:
		return Meaning{Decision: k, Stage: data.Process}
	case k == data.FieldChecked, k == data.Completed, k == data.Undone, k == data.Noted:
		return Meaning{Kind: k}
	}
	m, _ := ofKind(k, "")
	return Meaning{Stage: m.stage}
}

// foreignNames are names of activities that other sources have for the stages and kinds, folded.
var foreignNames = map[string]Meaning{
	"received": {Stage: data.Waiting}, "new": {Stage: data.Waiting}, "baru": {Stage: data.Waiting}, "open": {Stage: data.Waiting},
	"opened": {Stage: data.Waiting}, "masuk": {Stage: data.Waiting}, "laporan masuk": {Stage: data.Waiting},
	"laporan diterima": {Stage: data.Waiting}, "terdaftar": {Stage: data.Waiting}, "registered": {Stage: data.Waiting},
	"submitted by citizen": {Stage: data.Waiting}, "pending": {Stage: data.Waiting}, "ontvangen": {Stage: data.Waiting},
	"dikoordinasikan": {Stage: data.Coordination}, "coordinated": {Stage: data.Coordination},
	"didisposisikan": {Stage: data.Disposition}, "diteruskan": {Stage: data.Disposition}, "assigned": {Stage: data.Disposition},
	"forwarded": {Stage: data.Disposition}, "toegewezen": {Stage: data.Disposition},
	"sedang diproses": {Stage: data.Process}, "dikerjakan": {Stage: data.Process}, "pengerjaan": {Stage: data.Process},
	"started": {Stage: data.Process}, "processing": {Stage: data.Process}, "in behandeling": {Stage: data.Process},
	"ditindaklanjuti": {Stage: data.FollowUp}, "sudah ditindaklanjuti": {Stage: data.FollowUp}, "followed up": {Stage: data.FollowUp},
	"verifikasi": {Stage: data.Validation}, "verification": {Stage: data.Validation}, "in review": {Stage: data.Validation},
	"closed": {Stage: data.Done}, "resolved": {Stage: data.Done}, "finished": {Stage: data.Done}, "completed": {Stage: data.Done},
	"complete": {Stage: data.Done}, "ditutup": {Stage: data.Done}, "tutup": {Stage: data.Done}, "laporan selesai": {Stage: data.Done},
	"gesloten": {Stage: data.Done}, "afgehandeld": {Stage: data.Done},
	"cek lapangan": {Kind: data.FieldChecked}, "peninjauan lapangan": {Kind: data.FieldChecked}, "survei lapangan": {Kind: data.FieldChecked},
	"field check": {Kind: data.FieldChecked}, "site visit": {Kind: data.FieldChecked},
	"disetujui": {Decision: data.Accepted, Stage: data.Done}, "approved": {Decision: data.Accepted, Stage: data.Done},
	"tl diterima": {Decision: data.Accepted, Stage: data.Done},
}

// meaningWords are words within a longer name that tell a decision or a move.
var meaningWords = []struct {
	words   []string
	meaning Meaning
}{
	{[]string{"rejected", "refused", "ditolak", "afgewezen"}, Meaning{Decision: data.Refused, Stage: data.Process}},
	{[]string{"approved", "disetujui", "goedgekeurd"}, Meaning{Decision: data.Accepted}},
	{[]string{"submitted", "diajukan", "ingediend"}, Meaning{Stage: data.Validation}},
}

// exactMeaning is the meaning of a folded name that is known whole; open when it is not.
func exactMeaning(name string) Meaning {
	if m, ok := foreignNames[name]; ok {
		return m
	}
	if k, ok := ownNames[name]; ok {
		return ofKindNamed(k)
	}
	for _, s := range data.Stages() {
		if fold(string(s)) == name {
			return Meaning{Stage: s}
		}
	}
	for _, k := range data.Kinds() {
		if fold(string(k)) == name {
			return ofKindNamed(k)
		}
	}
	return Meaning{}
}

// meaningOf proposes what an activity is; open when its name tells nothing.
func meaningOf(text string) Meaning {
	name := fold(text)
	if m := exactMeaning(name); !m.Open() {
		return m
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ':' || r == '(' || r == ')' || r == ',' })
	for _, w := range meaningWords {
		if slices.ContainsFunc(w.words, func(word string) bool { return slices.Contains(words, word) }) {
			return w.meaning
		}
	}
	return Meaning{}
}
