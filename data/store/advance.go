package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"tuntas/data"
)

// Advance carries out c for by, in one transaction with its derived rows and its ledger entry. It returns what
// data.Allowed returns, data.ErrConflict also when the report changed between looking and writing. A command that was
// carried out before is no error and changes nothing. With a review the answers go along, and data.Checklist.Check is
// asked, too; a refusal without a reason takes it from them. When the commit itself reports an error, Advance looks up what
// became of the command: nil means that it counted, an error that it did not, and only data.ErrUnsure leaves that open; then
// the same command may be given again.
func (db *DB) Advance(ctx context.Context, c data.Command, by data.Staff) error {
	var end Head
	c.ID, c.Unit, c.Reason, by.Name = clean(c.ID), clean(c.Unit), clean(c.Reason), clean(by.Name)
	err := db.inTx(ctx, func(tx *sql.Tx) (err error) {
		end, err = db.advance(ctx, tx, c, by)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s report %d: %w", c.Kind, c.Report, err)
	}
	if end.Entry == 0 {
		return nil
	}
	db.keepHead(end)
	return nil
}

func (db *DB) advance(ctx context.Context, tx *sql.Tx, c data.Command, by data.Staff) (Head, error) {
	h, err := history(ctx, tx, c.Report)
	if err != nil || h.Has(c.ID) {
		return Head{}, err
	}
	now := db.now()
	c, list, err := withReason(ctx, tx, c)
	if err != nil {
		return Head{}, err
	}
	if err := data.Allowed(h, c, by, now); err != nil {
		return Head{}, err
	}
	if c.Review != nil {
		if err := list.Check(c.Kind, c.Review.Answers); err != nil {
			return Head{}, err
		}
	}
	e := data.EventOf(c, by, now)
	e.RecordedAt = now
	if err := nextSeq(ctx, tx, &e.Seq); err != nil {
		return Head{}, err
	}
	if err := db.addEvent(ctx, tx, e); err != nil {
		return Head{}, err
	}
	if err := db.follow(ctx, tx, h, e); err != nil {
		return Head{}, err
	}
	return db.finish(ctx, tx, c, e)
}

// finish writes the entry of the ledger that ends a command, with what goes along with a decision.
func (db *DB) finish(ctx context.Context, tx *sql.Tx, c data.Command, e data.Event) (Head, error) {
	if c.Review != nil {
		if err := addReview(ctx, tx, e.Seq, c); err != nil {
			return Head{}, err
		}
	}
	cause, err := commandCause(c.ID, c.Review)
	if err != nil {
		return Head{}, err
	}
	end, err := addEntry(ctx, tx, cause, span{e.Seq, e.Seq, 0, -1}, e.HappenedAt)
	if err == nil && e.Kind == data.Accepted {
		end, err = db.drawSecondLook(ctx, tx, e, end)
	}
	return end, err
}

// nextSeq looks behind what the ledger tells of: without that, all events are read once one was added.
func nextSeq(ctx context.Context, tx *sql.Tx, seq *int64) error {
	var told int64
	err := tx.QueryRowContext(ctx, "SELECT coalesce(max(last_seq), $none) FROM ledger", sql.Named("none", 0)).Scan(&told)
	if err != nil {
		return err
	}
	return tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), $told) + 1 FROM event WHERE seq >= $told", sql.Named("told", told)).Scan(seq)
}

func (db *DB) addEvent(ctx context.Context, tx *sql.Tx, e data.Event) error {
	var s salts
	salt, commitment := s.commit(e.Note)
	_, err := tx.ExecContext(ctx, `INSERT INTO event (seq, report_id, kind, stage, activity, unit, actor, role, reason, note, salt,
			commitment, happened_at, local_date, recorded_at, command_id, import_id)
		VALUES ($seq, $report, $kind, $stage, NULL, $unit, $actor, $role, $reason, $note, $salt, $commitment, $happened, $day,
			$recorded, $command, NULL)`,
		sql.Named("seq", e.Seq), sql.Named("report", e.Report), sql.Named("kind", string(e.Kind)),
		sql.Named("stage", text(string(e.Stage))), sql.Named("unit", text(e.Unit)), sql.Named("actor", text(e.Actor)),
		sql.Named("role", text(string(e.Role))), sql.Named("reason", text(e.Reason)), sql.Named("note", text(e.Note)),
		sql.Named("salt", text(salt)), sql.Named("commitment", text(commitment)), sql.Named("happened", e.HappenedAt),
		sql.Named("day", db.localDate(e.HappenedAt)), sql.Named("recorded", e.RecordedAt), sql.Named("command", e.CommandID))
	return err
}

// follow brings the derived rows up to date: the stay that ends, the decision, and where the report is now.
func (db *DB) follow(ctx context.Context, tx *sql.Tx, before data.History, e data.Event) error {
	after := append(before[:len(before):len(before)], e)
	if e.Stage != "" {
		if err := db.closeVisit(ctx, tx, before, e); err != nil {
			return err
		}
	}
	if e.Kind.Decision() {
		if err := db.addDecision(ctx, tx, after); err != nil {
			return err
		}
	}
	if e.Kind == data.Undone {
		if err := undoDecision(ctx, tx, before[len(before)-1], e.HappenedAt); err != nil {
			return err
		}
	}
	return db.moveCurrent(ctx, tx, after)
}

// closeVisit writes the stay that e ends, with the dimensions of the report's current row.
func (db *DB) closeVisit(ctx context.Context, tx *sql.Tx, before data.History, e data.Event) error {
	visits := before.Visits()
	if len(visits) == 0 {
		return nil
	}
	v := visits[len(visits)-1]
	unit, err := unitMeaning(ctx, tx, e.Report, v.Unit)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO visit SELECT report_id, seq, $stage, $pass, $unit, $entered, $left, $seconds,
			$enteredDate, $leftDate, $next, channel, category, area, sent_at, sent_date
		FROM report_current WHERE report_id = $report`,
		sql.Named("stage", string(v.Stage)), sql.Named("pass", v.Pass), sql.Named("unit", text(unit)),
		sql.Named("entered", v.EnteredAt), sql.Named("left", e.HappenedAt),
		sql.Named("seconds", float64(e.HappenedAt.Sub(v.EnteredAt)/time.Microsecond)/1e6),
		sql.Named("enteredDate", db.localDate(v.EnteredAt)), sql.Named("leftDate", db.localDate(e.HappenedAt)),
		sql.Named("next", string(e.Stage)), sql.Named("report", e.Report))
	return err
}

func (db *DB) addDecision(ctx context.Context, tx *sql.Tx, after data.History) error {
	all := after.Decisions()
	d, e := all[len(all)-1], after[len(after)-1]
	unit, err := unitMeaning(ctx, tx, e.Report, d.Unit)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO decision SELECT report_id, $seq, $kind, $unit, $validator, $reason, $pass, $at, $day,
			NULL, channel, category, area, sent_at, sent_date
		FROM report_current WHERE report_id = $report`,
		sql.Named("seq", e.Seq), sql.Named("kind", string(d.Kind)), sql.Named("unit", text(unit)),
		sql.Named("validator", text(d.Validator)), sql.Named("reason", text(d.Reason)), sql.Named("pass", d.Pass),
		sql.Named("at", d.DecidedAt), sql.Named("day", db.localDate(d.DecidedAt)), sql.Named("report", e.Report))
	return err
}

func undoDecision(ctx context.Context, tx *sql.Tx, decision data.Event, at time.Time) error {
	res, err := tx.ExecContext(ctx, `UPDATE decision SET undone_at = $at WHERE report_id = $report AND seq = $seq`,
		sql.Named("at", at), sql.Named("report", decision.Report), sql.Named("seq", decision.Seq))
	return oneRow(res, err)
}

// moveCurrent compares and sets: the row must still be at the version that was looked at.
func (db *DB) moveCurrent(ctx context.Context, tx *sql.Tx, after data.History) error {
	e := after[len(after)-1]
	visits := after.Visits()
	v := visits[len(visits)-1]
	seq := e.Seq
	for i := len(after) - 1; i >= 0 && after[i].Stage == ""; i-- {
		seq = after[i-1].Seq
	}
	unit, err := unitMeaning(ctx, tx, e.Report, after.Unit())
	if err != nil {
		return err
	}
	stayUnit, err := unitMeaning(ctx, tx, e.Report, v.Unit)
	if err != nil {
		return err
	}
	res, err := tx.ExecContext(ctx, `UPDATE report_current SET version = $version, seq = $seq, stage = $stage, pass = $pass,
			unit = $unit, since = $since, since_date = $day, last_at = $last, stay_unit = $stayUnit, stay_pass = $stayPass
		WHERE report_id = $report AND version = $seen`,
		sql.Named("version", after.Version()), sql.Named("seq", seq), sql.Named("stage", string(v.Stage)),
		sql.Named("pass", after.Pass()), sql.Named("unit", text(unit)), sql.Named("since", v.EnteredAt),
		sql.Named("day", db.localDate(v.EnteredAt)), sql.Named("last", e.HappenedAt), sql.Named("report", e.Report),
		sql.Named("seen", after.Version()-1), sql.Named("stayUnit", text(stayUnit)), sql.Named("stayPass", v.Pass))
	if err := oneRow(res, err); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO unprepared (report_id) VALUES ($report)", sql.Named("report", e.Report))
	return err
}

// oneRow turns "no row was changed" into data.ErrConflict.
func oneRow(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n != 1 {
		return data.ErrConflict
	}
	return nil
}
