package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// PersonResult says what became of persons. Taken + Unchanged + Erased = persons given.
type PersonResult struct {
	Taken     int64 // new, or given otherwise than before; then what was there is gone
	Unchanged int64
	Erased    int64 // of reports that were erased: not taken
}

// AddPersons takes in who sent reports, encrypted, as one transaction with one entry of the ledger, which says how many and
// not who. The first person makes the key. A report that does not exist gives data.ErrNotFound, and nothing is kept.
func (db *DB) AddPersons(ctx context.Context, all []data.Person) (r PersonResult, err error) {
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		key, err := db.personKey(ctx, tx)
		if err != nil {
			return err
		}
		for _, p := range all {
			if err := db.addPerson(ctx, tx, key, p, &r); err != nil {
				return err
			}
		}
		end, err = addEntry(ctx, tx, fmt.Sprintf("persons %d", r.Taken), span{0, -1, 0, -1}, db.now())
		return err
	})
	if err != nil {
		return PersonResult{}, fmt.Errorf("add persons: %w", err)
	}
	db.keepHead(end)
	return r, nil
}

// personKey returns the key, and makes it when there is none yet.
func (db *DB) personKey(ctx context.Context, tx *sql.Tx) ([]byte, error) {
	record, err := db.keyRecord(ctx, tx)
	if err != nil {
		return nil, err
	}
	if record.ID != "" {
		return db.key(record)
	}
	record, key, err := db.makeKey(ctx, tx)
	if err == nil {
		db.keys[record.ID] = key
	}
	return key, err
}

func (db *DB) addPerson(ctx context.Context, tx *sql.Tx, key []byte, p data.Person, r *PersonResult) error {
	var there, erased bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_current WHERE report_id = $report),
		EXISTS (SELECT 1 FROM erasure WHERE report_id = $report)`, sql.Named("report", p.Report)).Scan(&there, &erased)
	switch {
	case err != nil:
		return err
	case !there:
		return data.About(fmt.Sprint(p.Report), data.ErrNotFound)
	case erased:
		r.Erased++
		return nil
	}
	known, err := person(ctx, tx, key, p.Report)
	if err == nil && known == p {
		r.Unchanged++
		return nil
	}
	if err != nil && !errors.Is(err, data.ErrNoPerson) {
		return err
	}
	r.Taken++
	return db.writePerson(ctx, tx, key, p)
}

func (db *DB) writePerson(ctx context.Context, tx *sql.Tx, key []byte, p data.Person) error {
	name, err := seal(key, p.Report, "name", p.Name)
	if err != nil {
		return err
	}
	contact, err := seal(key, p.Report, "contact", p.Contact)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM person WHERE report_id = $report", sql.Named("report", p.Report)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO person (report_id, name, contact, recorded_at) VALUES ($report, $name, $contact, $now)`,
		sql.Named("report", p.Report), sql.Named("name", name), sql.Named("contact", contact), sql.Named("now", db.now()))
	return err
}

// person returns who sent the report; data.ErrNoPerson when nobody is known.
func person(ctx context.Context, q querier, key []byte, report int64) (data.Person, error) {
	p := data.Person{Report: report}
	var name, contact []byte
	err := q.QueryRowContext(ctx, "SELECT name, contact FROM person WHERE report_id = $report", sql.Named("report", report)).
		Scan(&name, &contact)
	if errors.Is(err, sql.ErrNoRows) {
		return p, data.ErrNoPerson
	}
	if err != nil {
		return p, err
	}
	if p.Name, err = unseal(key, report, "name", name); err != nil {
		return p, err
	}
	p.Contact, err = unseal(key, report, "contact", contact)
	return p, err
}

// HasPerson tells whether it is known who sent the report, without saying who.
func (db *DB) HasPerson(ctx context.Context, report int64) (bool, error) {
	return hasPerson(ctx, db.sql, report)
}

func hasPerson(ctx context.Context, q querier, report int64) (known bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM person WHERE report_id = $report)", sql.Named("report", report)).
		Scan(&known)
	return known, err
}

// Person shows who sent the report to the one who looks, and records the look for good, in the ledger: without the record
// nobody is shown. Its time is the store's. It returns data.ErrLookReason without a reason of the list, data.ErrNoPerson, also
// for a report that was erased, and data.ErrKeyMissing when the key does not open what is there. The operating system's keyring
// may ask to be unlocked meanwhile.
func (db *DB) Person(ctx context.Context, l data.Look) (p data.Person, err error) {
	report := l.Report
	if !l.Reason.Valid() {
		return data.Person{Report: report}, data.About(string(l.Reason), data.ErrLookReason)
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		record, err := db.keyRecord(ctx, tx)
		if err != nil {
			return err
		}
		if record.ID == "" {
			return data.ErrNoPerson
		}
		switch known, err := hasPerson(ctx, tx, report); {
		case err != nil:
			return err
		case !known:
			return data.ErrNoPerson
		}
		key, err := db.key(record)
		if err != nil {
			return err
		}
		if p, err = person(ctx, tx, key, report); err != nil {
			return err
		}
		end, err = db.addLook(ctx, tx, l)
		return err
	})
	if err != nil {
		return data.Person{Report: report}, fmt.Errorf("person: %w", err)
	}
	db.keepHead(end)
	return p, nil
}

func (db *DB) addLook(ctx context.Context, tx *sql.Tx, l data.Look) (Head, error) {
	nth, err := nextMark(ctx, tx, lookMark)
	if err != nil {
		return Head{}, err
	}
	now := db.now()
	_, err = tx.ExecContext(ctx, `INSERT INTO look (nth, report_id, looked_by, looked_at, reason)
		VALUES ($nth, $report, $who, $now, $reason)`, sql.Named("nth", nth), sql.Named("report", l.Report),
		sql.Named("who", clean(l.By)), sql.Named("now", now), sql.Named("reason", string(l.Reason)))
	if err != nil {
		return Head{}, err
	}
	return chainMark(ctx, tx, lookMark, nth, now)
}

// Looks returns at most limit looks at who sent the report, the latest first; those of all reports when report is 0, all of
// them when limit is below 1.
func (db *DB) Looks(ctx context.Context, report int64, limit int) ([]data.Look, error) {
	return list(ctx, db, "looks", func(rows *sql.Rows) (l data.Look, err error) {
		err = rows.Scan(&l.Report, &l.By, &l.At, &l.Reason)
		return l, err
	}, `SELECT report_id, looked_by, looked_at, coalesce(reason, $untold) FROM look WHERE $report = $none OR report_id = $report
		ORDER BY nth DESC LIMIT $limit`, sql.Named("report", report), sql.Named("none", 0), sql.Named("limit", most(limit)),
		sql.Named("untold", ""))
}
