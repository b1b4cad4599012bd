package store

import (
	"database/sql"
	"slices"
)

const staleReports = `UPDATE staged_report SET address = NULL, text = NULL, words = NULL, salt = NULL
	WHERE code IN (SELECT code FROM staged_number WHERE number IN (SELECT unnest($numbers)))`

const staleNotes = `UPDATE staged_note SET note = NULL, salt = NULL WHERE nth IN (SELECT e.nth FROM staged_event e
	JOIN staged_number n ON n.code = e.code WHERE n.number IN (SELECT unnest($numbers)))`

const staleFindings = `UPDATE staged_finding SET was = $empty, told = $empty WHERE number IN (SELECT unnest($numbers))`

const staleRefusals = `UPDATE staged_refusal SET value = $empty, raw = $empty WHERE regexp_matches(raw, $pattern)`

// keepErased takes the texts of reports that were erased out of what a file tells: it does not come back with the file. Their
// commitments stay, so that the ledger is that of the file.
func (m *merge) keepErased() error {
	erased, err := erasedNumbers(m.ctx, m.on)
	if err != nil || len(erased) == 0 {
		return err
	}
	numbers, empty := sql.Named("numbers", erased), sql.Named("empty", "")
	for query, args := range map[string][]any{staleReports: {numbers}, staleNotes: {numbers}, staleFindings: {numbers, empty}} {
		if _, err := m.exec(query, args...); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(erased, numbersAtOnce) {
		if _, err := m.exec(staleRefusals, sql.Named("pattern", pattern(part)), empty); err != nil {
			return err
		}
	}
	return nil
}
