package i18n

import (
	"tuntas/data"
	"tuntas/data/reference"
)

// Stage returns the name of s; an unknown stage gives its own text.
func (l *Language) Stage(s data.Stage) string { return l.named("stage.", string(s)) }

// Kind returns what an event of kind k says happened; an unknown kind gives its own text.
func (l *Language) Kind(k data.Kind) string { return l.named("kind.", string(k)) }

// Role returns the name of r; an unknown role gives its own text.
func (l *Language) Role(r data.Role) string { return l.named("role.", string(r)) }

// Refusal returns why a row was not taken; an unknown reason gives its own text.
func (l *Language) Refusal(r data.Refusal) string { return l.named("refusal.", string(r)) }

// PhotoRole returns what a photo shows of a report; an unknown role gives its own text.
func (l *Language) PhotoRole(r data.PhotoRole) string { return l.named("photo.role.", string(r)) }

// Finding returns what an import found odd, in a few words.
func (l *Language) Finding(k data.FindingKind) string { return l.named("finding.", string(k)) }

// FindingRule returns the sentence that says what becomes of a row with such a finding.
func (l *Language) FindingRule(k data.FindingKind) string {
	return l.Text("finding." + string(k) + ".rule")
}

// Ground returns why a report was rejected or its follow-up refused: for an item of the bureau's own checklists that it failed,
// in the bureau's words. A text that is neither a code of ours nor such an item is returned as it is.
func (l *Language) Ground(code string) string {
	if l.item != nil {
		if item, ok := l.item(code); ok {
			return l.GroundOf(item)
		}
	}
	return l.named("reason.", code)
}

// GroundOf returns the reason that a failed item is: ours in a sentence of ours, the bureau's own by the words that it has.
func (l *Language) GroundOf(item data.Item) string {
	if text, ok := l.texts["reason."+item.ID]; ok {
		return text
	}
	return l.Text("reason.failed", "item", l.Item(item))
}

// LookReason returns why somebody looked at who sent a report; a dash where nobody was asked.
func (l *Language) LookReason(r data.LookReason) string {
	if r == "" {
		return "–"
	}
	return l.named("look.", string(r))
}

// ErasureReason returns why something was erased.
func (l *Language) ErasureReason(r data.ErasureReason) string { return l.named("erasure.", string(r)) }

// Area returns the name of the area with the Kemendagri code; an unknown code, or a text that is no code, is returned as
// it is.
func (l *Language) Area(code string) string {
	if name, ok := reference.AreaName(code); ok {
		return name
	}
	return code
}
