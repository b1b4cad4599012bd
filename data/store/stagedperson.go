package store

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"tuntas/data"
)

// Who sent a report comes with its row. It is staged encrypted with a key that lives as long as the import, since what is
// staged may be written to the disk, and is encrypted anew for its report when the report has a number of the store.

const makeStagedPerson = `CREATE OR REPLACE TEMP TABLE staged_person (nth BIGINT, code INTEGER, name BLOB, contact BLOB)`

// senders are the persons of one import.
type senders struct {
	staging []byte                           // the key of what is staged; nil when there is nobody
	staged  int64                            // rows
	key     func(tx *sql.Tx) ([]byte, error) // of what is kept; made when there is none yet
}

// AddPerson stages who sent the report with this number, of which a row was staged. Of several for one report the last one
// counts; a person without name and contact is nobody.
func (b *Batch) AddPerson(number string, p data.Person) error {
	if p.Name == "" && p.Contact == "" {
		return nil
	}
	if b.persons.staging == nil {
		b.persons.staging = make([]byte, keyBytes)
		_, _ = rand.Read(b.persons.staging) // never fails since Go 1.24
	}
	report, err := b.tables.numbers.code(number)
	if err != nil {
		return err
	}
	b.persons.staged++
	name, err := seal(b.persons.staging, b.persons.staged, "name", p.Name)
	if err != nil {
		return err
	}
	contact, err := seal(b.persons.staging, b.persons.staged, "contact", p.Contact)
	if err != nil {
		return err
	}
	return b.tables.persons.AppendRow(b.persons.staged, report.code, name, contact)
}

// personsAtOnce is how many reports are asked for their persons at a time.
const personsAtOnce = 20_000

const arrivingPersons = `SELECT n.report_id, max(p.nth), arg_max_null(p.name, p.nth), arg_max_null(p.contact, p.nth)
	FROM staged_person p JOIN numbered n ON n.code = p.code WHERE n.report_id >= $from AND n.report_id < $until
	GROUP BY n.report_id ORDER BY n.report_id`

const keptPersons = `SELECT report_id, $none::BIGINT, name, contact FROM person WHERE report_id IN (SELECT unnest($ids))`

// addPersons keeps the persons of the import, those of erased reports aside, and counts them.
func (m *merge) addPersons() error {
	if m.persons.staged == 0 {
		return nil
	}
	tx, ok := m.on.(*sql.Tx)
	if !ok {
		return fmt.Errorf("persons outside of a transaction: %T", m.on)
	}
	key, err := m.persons.key(tx)
	if err != nil {
		return err
	}
	erased, err := m.erasedReports(tx)
	if err != nil {
		return err
	}
	var first, last int64
	err = tx.QueryRowContext(m.ctx, `SELECT min(n.report_id), max(n.report_id) FROM staged_person p JOIN numbered n ON n.code = p.code
		WHERE n.report_id > $none`, sql.Named("none", 0)).Scan(&first, &last)
	for from := first; err == nil && from <= last; from += personsAtOnce {
		err = m.addSomePersons(key, erased, from, from+personsAtOnce)
	}
	return err
}

func (m *merge) addSomePersons(key []byte, erased map[int64]bool, from, until int64) error {
	arriving, err := m.sealedPersons(m.persons.staging, arrivingPersons, sql.Named("from", from), sql.Named("until", until))
	if err != nil || len(arriving) == 0 {
		return err
	}
	ids := make([]int64, len(arriving))
	for i, p := range arriving {
		ids[i] = p.Report
	}
	kept, err := m.sealedPersons(key, keptPersons, sql.Named("none", 0), sql.Named("ids", ids))
	if err != nil {
		return err
	}
	known := make(map[int64]data.Person, len(kept))
	for _, p := range kept {
		known[p.Report] = p
	}
	var changed []data.Person
	for _, p := range arriving {
		if known[p.Report] != p && !erased[p.Report] {
			changed = append(changed, p)
		}
	}
	m.result.Persons += int64(len(changed))
	return m.writePersons(key, changed)
}

// sealedPersons reads persons that were encrypted with the key: for their rows where they are staged, else for their reports.
func (m *merge) sealedPersons(key []byte, query string, args ...any) (all []data.Person, err error) {
	rows, err := m.on.QueryContext(m.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var p data.Person
		var nth int64
		var name, contact []byte
		if err := rows.Scan(&p.Report, &nth, &name, &contact); err != nil {
			return nil, err
		}
		if nth == 0 {
			nth = p.Report
		}
		if p.Name, err = unseal(key, nth, "name", name); err != nil {
			return nil, err
		}
		if p.Contact, err = unseal(key, nth, "contact", contact); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// writePersons puts persons in the place of those before. What is encrypted travels as hexadecimal digits: a list of bytes has
// no form of its own.
func (m *merge) writePersons(key []byte, all []data.Person) error {
	if len(all) == 0 {
		return nil
	}
	ids, names, contacts := make([]int64, len(all)), make([]string, len(all)), make([]string, len(all))
	for i, p := range all {
		name, err := seal(key, p.Report, "name", p.Name)
		if err != nil {
			return err
		}
		contact, err := seal(key, p.Report, "contact", p.Contact)
		if err != nil {
			return err
		}
		ids[i], names[i], contacts[i] = p.Report, hex.EncodeToString(name), hex.EncodeToString(contact)
	}
	if _, err := m.exec("DELETE FROM person WHERE report_id IN (SELECT unnest($ids))", sql.Named("ids", ids)); err != nil {
		return err
	}
	_, err := m.exec(`INSERT INTO person (report_id, name, contact, recorded_at)
		SELECT id, unhex(nullif(name, $empty)), unhex(nullif(contact, $empty)), $now
		FROM (SELECT unnest($ids) AS id, unnest($names) AS name, unnest($contacts) AS contact) ORDER BY id`,
		sql.Named("ids", ids), sql.Named("names", names), sql.Named("contacts", contacts), sql.Named("empty", ""), sql.Named("now", m.now))
	return err
}

// tellPersons adds the entry of the ledger that says how many persons came along, and not who.
func (m *merge) tellPersons() (err error) {
	if m.result.Persons > 0 {
		m.end, err = addEntry(m.ctx, m.on, fmt.Sprintf("persons %d", m.result.Persons), span{0, -1, 0, -1}, m.now)
	}
	return err
}

// importKey is the key for the persons of an import. A dry run makes none that would stay: one of its own will do.
func (db *DB) importKey(m *merge, tx *sql.Tx) ([]byte, error) {
	if m.meta.DryRun {
		record, err := db.keyRecord(m.ctx, tx)
		if err != nil {
			return nil, err
		}
		if record.ID == "" {
			return m.persons.staging, nil
		}
	}
	return db.personKey(m.ctx, tx)
}

// erasedReports are the reports that were erased, by their ids.
func (m *merge) erasedReports(tx *sql.Tx) (map[int64]bool, error) {
	ids, err := oneColumn[int64](m.ctx, tx, "SELECT report_id FROM erasure WHERE report_id > $none", sql.Named("none", 0))
	erased := make(map[int64]bool, len(ids))
	for _, id := range ids {
		erased[id] = true
	}
	return erased, err
}
