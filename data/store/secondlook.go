package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"tuntas/data"
)

// planSetting is the name under which the plan of second looks is kept.
const planSetting = "second_look_plan"

// SecondLookPlan returns the plan by which accepted cases are drawn now.
func (db *DB) SecondLookPlan(ctx context.Context) (data.SecondLookPlan, error) {
	p, err := secondLookPlan(ctx, db.sql)
	if err != nil {
		return p, fmt.Errorf("plan of second looks: %w", err)
	}
	return p, nil
}

func secondLookPlan(ctx context.Context, q querier) (p data.SecondLookPlan, err error) {
	var text string
	err = q.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = $name", sql.Named("name", planSetting)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return data.DefaultSecondLookPlan(), nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &p)
	}
	return p, err
}

// SetSecondLookPlan changes the plan for the cases that are accepted from now on. It returns data.ErrRole for a role that makes
// no plans, data.ErrSecondPlan for one that cannot be used. Who changed it and when stands in the ledger with it.
func (db *DB) SetSecondLookPlan(ctx context.Context, p data.SecondLookPlan, by data.Staff) error {
	if !by.Role.PlansSecondLooks() {
		return data.ErrRole
	}
	if !p.Valid() {
		return data.ErrSecondPlan
	}
	now := db.now()
	p.By, p.At = by.Name, now.UTC()
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM setting WHERE name = $name", sql.Named("name", planSetting)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO setting (name, value) VALUES ($name, $value)", sql.Named("name", planSetting),
			sql.Named("value", string(text)))
		if err != nil {
			return err
		}
		end, err = tellSetting(ctx, tx, planSetting, string(text), now)
		return err
	})
	if err != nil {
		return fmt.Errorf("plan of second looks: %w", err)
	}
	db.keepHead(end)
	return nil
}

// loadDays is how many days back acceptances are counted.
const loadDays = 28

const (
	acceptedDays = `SELECT count(DISTINCT decided_date) FROM decision
		WHERE kind = $accepted AND undone_at IS NULL AND decided_date > $after AND decided_date <= $day`
	acceptedRisks = `SELECT coalesce(x.risk, $none), count(*) FROM decision d
		LEFT JOIN (SELECT report_id, max(risk) AS risk FROM examination GROUP BY report_id) x ON x.report_id = d.report_id
		WHERE d.kind = $accepted AND d.undone_at IS NULL AND d.decided_date > $after AND d.decided_date <= $day
		GROUP BY ALL`
)

// Acceptances counts what was accepted on the local days of the last four weeks, today included, decisions that were brought in
// among them.
func (db *DB) Acceptances(ctx context.Context) (a data.Acceptances, err error) {
	now := db.now()
	args := []any{
		sql.Named("accepted", string(data.Accepted)), sql.Named("after", db.localDate(now.AddDate(0, 0, -loadDays))), sql.Named("day", db.localDate(now)),
	}
	if err := db.sql.QueryRowContext(ctx, acceptedDays, args...).Scan(&a.Days); err != nil {
		return a, fmt.Errorf("days with acceptances: %w", err)
	}
	rows, err := db.sql.QueryContext(ctx, acceptedRisks, append(args, sql.Named("none", 0))...)
	if err != nil {
		return a, fmt.Errorf("acceptances by risk: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var risk int
		var n int64
		if err := rows.Scan(&risk, &n); err != nil {
			return a, fmt.Errorf("acceptances by risk: %w", err)
		}
		for len(a.Risks) <= risk {
			a.Risks = append(a.Risks, 0)
		}
		a.Risks[risk] = n
	}
	return a, rows.Err()
}

// drawn is the number from 0 up to 1 by which an entry of the ledger decides: the first 53 bits of its hash. Nobody can know
// it before the entry is written, and everybody can compute it again.
func drawn(h Head) (float64, error) {
	bytes, err := hex.DecodeString(h.Hash)
	if err != nil || len(bytes) < 8 {
		return 0, fmt.Errorf("hash of entry %d: %w", h.Entry, errors.Join(err, data.ErrLedger))
	}
	return float64(binary.BigEndian.Uint64(bytes)>>11) / (1 << 53), nil
}

// drawSecondLook puts an accepted case into the second look when its entry of the ledger says so. The draw is an entry of its
// own; drawSecondLook returns the end of the ledger.
func (db *DB) drawSecondLook(ctx context.Context, tx *sql.Tx, e data.Event, end Head) (Head, error) {
	plan, err := secondLookPlan(ctx, tx)
	if err != nil {
		return end, err
	}
	var risk int
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(risk), $none) FROM examination WHERE report_id = $report",
		sql.Named("none", 0), sql.Named("report", e.Report)).Scan(&risk)
	if err != nil {
		return end, err
	}
	u, err := drawn(end)
	if err != nil {
		return end, err
	}
	by, ok := plan.Draw(u, risk)
	if !ok {
		return end, nil
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO second_look (seq, report_id, drawn_by, drawn_at) VALUES ($seq, $report, $by, $now)",
		sql.Named("seq", e.Seq), sql.Named("report", e.Report), sql.Named("by", string(by)), sql.Named("now", e.HappenedAt))
	if err != nil {
		return end, err
	}
	return chainAddition(ctx, tx, "second_look", e.HappenedAt)
}

// secondLooks are those that wait, of decisions that stand and that this person did not take, those last that he put aside. The
// order says nothing about why a case was drawn.
const secondLooks = `SELECT s.report_id, c.number, s.seq, d.decided_at
	FROM second_look s
	JOIN decision d ON d.report_id = s.report_id AND d.seq = s.seq
	JOIN report_current c ON c.report_id = s.report_id
	LEFT JOIN (SELECT report_id, max(skipped_at) AS skipped_at FROM skip WHERE by_name = $me GROUP BY report_id) k
		ON k.report_id = s.report_id AND k.skipped_at > s.drawn_at
	WHERE d.undone_at IS NULL AND d.validator IS DISTINCT FROM $me
		AND NOT EXISTS (SELECT a.seq FROM second_answer a WHERE a.seq = s.seq)
	ORDER BY k.skipped_at NULLS FIRST, s.seq`

// SecondLooks returns at most limit cases that wait for a second look of this person, the oldest first: none that he decided
// or followed up himself. It returns data.ErrRole when he is no validator.
func (db *DB) SecondLooks(ctx context.Context, by data.Staff, limit int) ([]data.SecondLook, error) {
	all, err := db.secondLooks(ctx, db.sql, by)
	if err != nil {
		return nil, fmt.Errorf("second looks: %w", err)
	}
	var mine []data.SecondLook
	for _, s := range all {
		if len(mine) == limit {
			break
		}
		may, err := mayLookAgain(ctx, db.sql, s, by)
		if err != nil {
			return nil, fmt.Errorf("second looks: %w", err)
		}
		if may {
			mine = append(mine, s)
		}
	}
	return mine, nil
}

func (db *DB) secondLooks(ctx context.Context, q querier, by data.Staff) (all []data.SecondLook, err error) {
	if by.Role != data.Validator {
		return nil, data.ErrRole
	}
	rows, err := q.QueryContext(ctx, secondLooks, sql.Named("me", by.Name))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s data.SecondLook
		if err := rows.Scan(&s.Report, &s.Number, &s.Decision, &s.DecidedAt); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// mayLookAgain asks the table of moves whether the person could have decided the case himself, as it was then.
func mayLookAgain(ctx context.Context, q querier, s data.SecondLook, by data.Staff) (bool, error) {
	h, err := history(ctx, q, s.Report)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(h, func(e data.Event) bool { return e.Seq == s.Decision })
	if i < 0 {
		return false, nil
	}
	c := data.Command{Report: s.Report, Version: i, Kind: data.Accepted}
	return data.Allowed(h[:i], c, by, s.DecidedAt) == nil, nil
}

// countSecondLooks counts without asking the table of moves for each: who filed the follow-up since the refusal before it.
const countSecondLooks = `WITH waiting AS (SELECT s.seq, s.report_id FROM second_look s
		JOIN decision d ON d.report_id = s.report_id AND d.seq = s.seq
		WHERE d.undone_at IS NULL AND d.validator IS DISTINCT FROM $me
			AND NOT EXISTS (SELECT a.seq FROM second_answer a WHERE a.seq = s.seq))
	SELECT count(*) FROM (SELECT w.seq, max(e.seq) FILTER (e.actor = $me AND e.kind IN ($filed, $submitted)) AS own,
			max(e.seq) FILTER (e.kind = $refused) AS refused
		FROM waiting w JOIN event e ON e.report_id = w.report_id AND e.seq < w.seq GROUP BY w.seq)
	WHERE own IS NULL OR own < refused`

// CountSecondLooks counts the second looks that wait for this person; data.ErrRole when he is no validator.
func (db *DB) CountSecondLooks(ctx context.Context, by data.Staff) (n int64, err error) {
	if by.Role != data.Validator {
		return 0, data.ErrRole
	}
	err = db.sql.QueryRowContext(ctx, countSecondLooks, sql.Named("me", by.Name), sql.Named("filed", string(data.FollowedUp)),
		sql.Named("submitted", string(data.Submitted)), sql.Named("refused", string(data.Refused))).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count second looks: %w", err)
	}
	return n, nil
}

// SkipSecondLook puts a second look aside for the person, after the others. It returns data.ErrReasonMissing for a blank
// reason, and data.ErrSecondLook when it is not this person's or waits no more.
func (db *DB) SkipSecondLook(ctx context.Context, decision int64, by data.Staff, reason string) error {
	if data.Blank(reason) {
		return data.ErrReasonMissing
	}
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		look, err := db.secondLook(ctx, tx, decision, by)
		if err != nil {
			return err
		}
		now := db.now()
		_, err = tx.ExecContext(ctx, `INSERT INTO skip (report_id, version, by_name, reason, skipped_at, skipped_date)
			SELECT report_id, version, $by, $reason, $now, $day FROM report_current WHERE report_id = $report`,
			sql.Named("by", by.Name), sql.Named("reason", reason), sql.Named("now", now), sql.Named("day", db.localDate(now)),
			sql.Named("report", look.Report))
		return err
	})
	if err != nil {
		return fmt.Errorf("skip second look %d: %w", decision, err)
	}
	return nil
}

// secondLook returns the second look of a decision if it waits for this person; else data.ErrSecondLook.
func (db *DB) secondLook(ctx context.Context, q querier, decision int64, by data.Staff) (data.SecondLook, error) {
	all, err := db.secondLooks(ctx, q, by)
	if err != nil {
		return data.SecondLook{}, err
	}
	i := slices.IndexFunc(all, func(s data.SecondLook) bool { return s.Decision == decision })
	if i < 0 {
		return data.SecondLook{}, data.ErrSecondLook
	}
	may, err := mayLookAgain(ctx, q, all[i], by)
	if err == nil && !may {
		err = data.ErrSecondLook
	}
	return all[i], err
}

// secondLookCause begins the cause of the entry of an answered second look.
const secondLookCause = "second look "

// AnswerSecondLook keeps what the person found, once and for all, with an entry of the ledger. The same answer given again
// changes nothing. It returns data.ErrSecondLook when the second look is not this person's, was answered, or its decision
// was taken back; and what data.Checklist.Check says of the answers.
func (db *DB) AnswerSecondLook(ctx context.Context, a data.SecondAnswer, by data.Staff) error {
	var end Head
	err := db.inTx(ctx, func(tx *sql.Tx) (err error) {
		end, err = db.answerSecondLook(ctx, tx, a, by)
		return err
	})
	if err != nil {
		return fmt.Errorf("second look at report %d: %w", a.Report, err)
	}
	if end.Entry > 0 {
		db.keepHead(end)
	}
	return nil
}

func (db *DB) answerSecondLook(ctx context.Context, tx *sql.Tx, a data.SecondAnswer, by data.Staff) (Head, error) {
	var again int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM second_answer WHERE seq = $seq AND answer_id = $id AND by_name = $by",
		sql.Named("seq", a.Decision), sql.Named("id", a.ID), sql.Named("by", by.Name)).Scan(&again)
	if err != nil || again > 0 {
		return Head{}, err
	}
	if err := db.mayAnswer(ctx, tx, a, by); err != nil {
		return Head{}, err
	}
	answers, err := json.Marshal(a.Review.Answers)
	if err != nil {
		return Head{}, err
	}
	now := db.now()
	_, err = tx.ExecContext(ctx, `INSERT INTO second_answer (seq, report_id, answer_id, by_name, verdict, category, version, answers,
			note, answered_at, answered_date)
		VALUES ($seq, $report, $id, $by, $verdict, $category, $version, $answers, $note, $now, $day)`, sql.Named("seq", a.Decision),
		sql.Named("report", a.Report), sql.Named("id", a.ID), sql.Named("by", by.Name), sql.Named("verdict", string(a.Verdict)),
		sql.Named("category", a.Review.Category), sql.Named("version", a.Review.Version), sql.Named("answers", string(answers)),
		sql.Named("note", text(a.Note)), sql.Named("now", now), sql.Named("day", db.localDate(now)))
	if err != nil {
		return Head{}, err
	}
	sums, err := secondAnswerSums(ctx, tx, a.Decision)
	if err != nil {
		return Head{}, err
	}
	return addEntry(ctx, tx, fmt.Sprintf("%s%d %s", secondLookCause, a.Decision, sums[a.Decision]), span{0, -1, 0, -1}, now)
}

// mayAnswer tells whether the second look is this person's to answer, in this way.
func (db *DB) mayAnswer(ctx context.Context, tx *sql.Tx, a data.SecondAnswer, by data.Staff) error {
	if !a.Verdict.Decision() {
		return data.ErrUnknownCommand
	}
	look, err := db.secondLook(ctx, tx, a.Decision, by)
	if err != nil {
		return err
	}
	if look.Report != a.Report {
		return data.ErrSecondLook
	}
	list, err := checklistVersion(ctx, tx, a.Review.Category, a.Review.Version)
	if err != nil {
		return err
	}
	return list.Check(a.Verdict, a.Review.Answers)
}

// secondAnswerSums are the SHA-256 of the answers from the decision with this seq on, by its seq: of the row written as a JSON
// list; its note may have to be erased and is left out.
func secondAnswerSums(ctx context.Context, q querier, first int64) (sums map[int64]string, err error) {
	rows, err := q.QueryContext(ctx, `SELECT seq, to_json([seq::VARCHAR, report_id::VARCHAR, answer_id, by_name, verdict, category,
			version::VARCHAR, answers, epoch_us(answered_at)::VARCHAR])::VARCHAR
		FROM second_answer WHERE seq >= $first`, sql.Named("first", first))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sums = map[int64]string{}
	for rows.Next() {
		var seq int64
		var line string
		if err := rows.Scan(&seq, &line); err != nil {
			return nil, err
		}
		sum := sha256.Sum256([]byte(line))
		sums[seq] += hex.EncodeToString(sum[:]) // two answers to one decision fit nothing
	}
	return sums, rows.Err()
}
