package intake

import (
	"fmt"
	"slices"
	"strings"

	"tuntas/data"
)

// meaning is what an activity of the source is here. The zero meaning is none.
type meaning struct {
	kind  data.Kind
	stage data.Stage // empty: the stage stays
}

// activityLine is one line of a profile's [activities].
type activityLine struct {
	Stage    string `toml:"stage"`
	Decision string `toml:"decision"`
	Kind     string `toml:"kind"`
	Record   bool   `toml:"record"`
}

// meaning returns what the line says; the error says what is wrong with it.
func (l activityLine) meaning() (meaning, error) {
	stage := data.Stage(l.Stage)
	if l.Stage != "" && !stage.Valid() {
		return meaning{}, fmt.Errorf("unknown stage %q", l.Stage)
	}
	switch {
	case l.Record && (l.Stage != "" || l.Decision != "" || l.Kind != ""), l.Decision != "" && l.Kind != "":
		return meaning{}, fmt.Errorf("two meanings at once")
	case l.Record:
		return meaning{kind: data.Recorded}, nil
	case l.Decision != "":
		return decided(data.Kind(l.Decision), stage)
	case l.Kind != "":
		return ofKind(data.Kind(l.Kind), stage)
	case l.Stage != "":
		return meaning{kind: data.KindOf(stage), stage: stage}, nil
	}
	return meaning{}, fmt.Errorf("no meaning")
}

// decided is a decision; it moves the report only where the line names a stage.
func decided(k data.Kind, to data.Stage) (meaning, error) {
	if !k.Decision() {
		return meaning{}, fmt.Errorf("unknown decision %q", k)
	}
	return meaning{kind: k, stage: to}, nil
}

// ofKind is an event as Tuntas itself would write it, unless the line names another stage.
func ofKind(k data.Kind, to data.Stage) (meaning, error) {
	if !k.Valid() {
		return meaning{}, fmt.Errorf("unknown kind %q", k)
	}
	switch {
	case to != "":
	case k == data.Received:
		to = data.Waiting
	default:
		to = k.Target()
	}
	return meaning{kind: k, stage: to}, nil
}

// ownNames are names under which people and exports know the stages and decisions, beside the texts in which they are
// stored. They are kept folded.
var ownNames = map[string]data.Kind{
	"menunggu": data.Received, "diterima": data.Received,
	"koordinasi": data.Coordinated,
	"disposisi":  data.Disposed,
	"proses":     data.Started, "diproses": data.Started, "in process": data.Started, "in progress": data.Started,
	"tindak lanjut": data.FollowedUp,
	"validasi":      data.Submitted, "menunggu validasi": data.Submitted, "awaiting validation": data.Submitted,
	"selesai":    data.Accepted,
	"tl ditolak": data.Refused, "tindak lanjut ditolak": data.Refused, "follow up refused": data.Refused,
	"ditolak": data.RejectedIt, "laporan ditolak": data.RejectedIt, "report rejected": data.RejectedIt,
}

// ownMeanings maps each folded name that needs no line in a profile with own_names.
func ownMeanings() map[string]meaning {
	all := make(map[string]meaning)
	for name, k := range ownNames {
		all[name], _ = ofKind(k, "")
	}
	for _, s := range data.Stages() {
		all[fold(string(s))] = meaning{kind: data.KindOf(s), stage: s}
	}
	for _, k := range data.Kinds() {
		all[fold(string(k))], _ = ofKind(k, "")
	}
	return all
}

// activities builds the table from folded names to meanings. Two lines that fold to one name must agree.
func activities(lines map[string]activityLine, own bool) (map[string]meaning, error) {
	all, named := make(map[string]meaning), make(map[string]string)
	if own {
		all = ownMeanings()
	}
	names := make([]string, 0, len(lines))
	for name := range lines {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		m, err := lines[name].meaning()
		if err != nil {
			return nil, fmt.Errorf("activities.%q: %w", name, err)
		}
		key := fold(name)
		if other, ok := named[key]; ok && all[key] != m {
			return nil, fmt.Errorf("activities.%q: not the same as %q", name, other)
		}
		all[key], named[key] = m, name
	}
	return all, nil
}

// fold makes spellings of one name equal: lower case, single blanks, no "_" and "-".
func fold(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, strings.ToLower(name))
	return strings.Join(strings.Fields(name), " ")
}
