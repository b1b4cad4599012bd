package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// Checklist returns the newest checklist for a category: its own, else, or once it has returned to that, the default one.
func (db *DB) Checklist(ctx context.Context, category string) (data.Checklist, error) {
	for _, of := range []string{category, ""} {
		all, err := checklists(ctx, db.sql, newestChecklists+" AND category = $category", sql.Named("category", of))
		if err != nil {
			return data.Checklist{}, fmt.Errorf("checklist: %w", err)
		}
		if len(all) > 0 && !all[0].Returns() {
			return all[0], nil
		}
	}
	return data.DefaultChecklist(), nil
}

// ChecklistVersion returns a checklist as it was in one version, so that old answers keep their questions; data.ErrChecklist
// when there is none, or when with that version the category returned to the default one.
func (db *DB) ChecklistVersion(ctx context.Context, category string, version int) (data.Checklist, error) {
	return checklistVersion(ctx, db.sql, category, version)
}

func checklistVersion(ctx context.Context, q querier, category string, version int) (data.Checklist, error) {
	if first := data.DefaultChecklist(); category == first.Category && version == first.Version {
		return first, nil
	}
	all, err := checklists(ctx, q, oneChecklist, sql.Named("category", category), sql.Named("version", version))
	if err == nil && (len(all) == 0 || all[0].Returns()) {
		err = data.About(fmt.Sprintf("%s %d", category, version), data.ErrChecklist)
	}
	if err != nil {
		return data.Checklist{}, err
	}
	return all[0], nil
}

// ChecklistVersions returns all versions of all checklists, the default one first, each from its newest version down.
func (db *DB) ChecklistVersions(ctx context.Context) ([]data.Checklist, error) {
	all, err := checklists(ctx, db.sql, checklistVersions)
	if err != nil {
		return nil, fmt.Errorf("versions of checklists: %w", err)
	}
	first := data.DefaultChecklist()
	own := slices.IndexFunc(all, func(c data.Checklist) bool { return c.Category != first.Category })
	if own < 0 {
		own = len(all)
	}
	return slices.Insert(all, own, first), nil
}

// AddChecklist writes a new version for the checklist's category and returns its number. It returns data.ErrRole for a role
// that writes none, and what Fault says of a checklist that cannot be used.
func (db *DB) AddChecklist(ctx context.Context, c data.Checklist, by data.Staff) (version int, err error) {
	if !by.Role.WritesChecklists() {
		return 0, data.ErrRole
	}
	if err := c.Fault(); err != nil {
		return 0, err
	}
	return db.writeChecklist(ctx, c, by)
}

// ReturnChecklist lets a category return to the default checklist: it writes a version without items, and returns its number.
// Earlier versions stay, and with them the decisions that were taken by them. It returns data.ErrRole for a role that writes no
// checklists, and data.ErrChecklist for a category that has none of its own, or the empty one.
func (db *DB) ReturnChecklist(ctx context.Context, category string, by data.Staff) (version int, err error) {
	if !by.Role.WritesChecklists() {
		return 0, data.ErrRole
	}
	own, err := db.Checklist(ctx, category)
	if err != nil {
		return 0, err
	}
	if own.Category == "" {
		return 0, data.About(category, data.ErrChecklist)
	}
	return db.writeChecklist(ctx, data.Checklist{Category: category, Items: []data.Item{}}, by)
}

// writeChecklist writes the next version of its category.
func (db *DB) writeChecklist(ctx context.Context, c data.Checklist, by data.Staff) (version int, err error) {
	items, err := json.Marshal(c.Items)
	if err != nil {
		return 0, err
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		now := db.now()
		if version, err = nextVersion(ctx, tx, c.Category); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO checklist (category, version, items, written_by, written_at)
			VALUES ($category, $version, $items, $by, $now)`, sql.Named("category", c.Category), sql.Named("version", version),
			sql.Named("items", string(items)), sql.Named("by", by.Name), sql.Named("now", now))
		if err != nil {
			return err
		}
		end, err = chainAddition(ctx, tx, "checklist", now)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("checklist of %q: %w", c.Category, err)
	}
	db.keepHead(end)
	db.items.add(data.NewestItems([]data.Checklist{c}))
	return version, nil
}

// nextVersion is the number of a category's next checklist.
func nextVersion(ctx context.Context, tx *sql.Tx, category string) (version int, err error) {
	before := 0
	if first := data.DefaultChecklist(); category == first.Category {
		before = first.Version
	}
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(version), $before) + 1 FROM checklist WHERE category = $category",
		sql.Named("before", before), sql.Named("category", category)).Scan(&version)
	return version, err
}

const (
	newestChecklists = `SELECT category, version, items, written_by, written_at FROM checklist c
		WHERE version >= $first AND NOT EXISTS (SELECT n.version FROM checklist n WHERE n.category = c.category AND n.version > c.version)`
	oneChecklist = `SELECT category, version, items, written_by, written_at FROM checklist
		WHERE version >= $first AND category = $category AND version = $version`
	checklistVersions = `SELECT category, version, items, written_by, written_at FROM checklist
		WHERE version >= $first ORDER BY category, version DESC`
)

func checklists(ctx context.Context, q querier, query string, args ...any) (all []data.Checklist, err error) {
	rows, err := q.QueryContext(ctx, query, append(args, sql.Named("first", 1))...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c data.Checklist
		var items string
		if err := rows.Scan(&c.Category, &c.Version, &items, &c.By, &c.At); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(items), &c.Items); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// withReason names the main reason of a refusal that names none: the first item of its checklist that failed. The checklist is
// the zero one for a command without a review.
func withReason(ctx context.Context, tx *sql.Tx, c data.Command) (data.Command, data.Checklist, error) {
	if c.Review == nil {
		return c, data.Checklist{}, nil
	}
	list, err := checklistVersion(ctx, tx, c.Review.Category, c.Review.Version)
	if err != nil {
		return c, list, err
	}
	if failed := list.Failed(c.Review.Answers); c.Kind == data.Refused && data.Blank(c.Reason) && len(failed) > 0 {
		c.Reason = failed[0].ID
	}
	return c, list, nil
}

// addReview keeps how the decision with this seq was made.
func addReview(ctx context.Context, tx *sql.Tx, seq int64, c data.Command) error {
	r := c.Review
	_, err := tx.ExecContext(ctx, `INSERT INTO review (seq, report_id, category, version, open_seconds)
		VALUES ($seq, $report, $category, $version, $open)`, sql.Named("seq", seq), sql.Named("report", c.Report),
		sql.Named("category", r.Category), sql.Named("version", r.Version), sql.Named("open", r.Open.Truncate(time.Microsecond).Seconds()))
	if err != nil || len(r.Answers) == 0 {
		return err
	}
	n := &names{}
	var rows []string
	for i, a := range r.Answers { // one statement for each would take longer than all else that a decision writes
		rows = append(rows, fmt.Sprintf("(%s, %s, %s, %s, %s)", n.put(seq), n.put(c.Report), n.put(i), n.put(a.Item), n.put(string(a.Value))))
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO answer (seq, report_id, nth, item, answer) VALUES "+strings.Join(rows, ", "), n.args...)
	return err
}

// Review returns how the decision with this event's seq was made; false when no checklist was kept with it.
func (db *DB) Review(ctx context.Context, seq int64) (data.Review, bool, error) {
	r, err := review(ctx, db.sql, seq)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("review of decision %d: %w", seq, err)
	}
	return r, true, nil
}

func review(ctx context.Context, q querier, seq int64) (r data.Review, err error) {
	var seconds float64
	err = q.QueryRowContext(ctx, "SELECT category, version, open_seconds FROM review WHERE seq = $seq", sql.Named("seq", seq)).
		Scan(&r.Category, &r.Version, &seconds)
	if err != nil {
		return r, err
	}
	r.Open = time.Duration(math.Round(seconds*1e6)) * time.Microsecond
	rows, err := q.QueryContext(ctx, "SELECT item, answer FROM answer WHERE seq = $seq ORDER BY nth", sql.Named("seq", seq))
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var a data.Answer
		if err := rows.Scan(&a.Item, &a.Value); err != nil {
			return r, err
		}
		r.Answers = append(r.Answers, a)
	}
	return r, rows.Err()
}

// commandCause is the cause of a command's entry in the ledger. With a review it carries the hash of that, so that the chain
// covers the answers.
func commandCause(id string, r *data.Review) (string, error) {
	if r == nil {
		return "command " + id, nil
	}
	sum, err := reviewSum(*r)
	return "command " + id + reviewed + sum, err
}

// reviewed stands in a cause before the hash of a review.
const reviewed = " review "

// reviewSum is the SHA-256 of a review written as a JSON list. Time open counts in microseconds.
func reviewSum(r data.Review) (string, error) {
	answers := append([]data.Answer{}, r.Answers...) // none are a list, too
	line, err := json.Marshal([]any{r.Category, r.Version, answers, r.Open.Microseconds()})
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:]), err
}

// verifyReviews holds the answers of all decisions, and those of second looks, against the entries that tell them.
func (db *DB) verifyReviews(ctx context.Context, entries []entry) error {
	if there, err := hasTable(ctx, db.sql, "review"); err != nil || !there {
		return err
	}
	reviews, err := db.reviewSums(ctx)
	if err != nil {
		return err
	}
	again, err := secondAnswerSums(ctx, db.sql, 0)
	if err != nil {
		return err
	}
	for _, e := range entries {
		sums, seq, sum := reviews, e.span.firstSeq, ""
		if told, ok := strings.CutPrefix(e.cause, secondLookCause); ok {
			sums = again
			if _, err := fmt.Sscanf(told, "%d %s", &seq, &sum); err != nil {
				return broken(e.number)
			}
		} else if _, sum, ok = strings.Cut(e.cause, reviewed); !ok {
			continue
		}
		if sums[seq] == "" || sums[seq] != sum {
			return broken(e.number)
		}
		delete(sums, seq)
	}
	if len(reviews)+len(again) > 0 {
		return broken(int64(len(entries)))
	}
	return nil
}

// reviewSums are the hashes of all reviews by the seq of their decision. An answer of no review makes one that fits nothing.
func (db *DB) reviewSums(ctx context.Context) (map[int64]string, error) {
	type told struct {
		seq int64
		data.Review
	}
	all, err := list(ctx, db, "reviews", func(rows *sql.Rows) (r told, err error) {
		var seconds float64
		err = rows.Scan(&r.seq, &r.Category, &r.Version, &seconds)
		r.Open = time.Duration(math.Round(seconds*1e6)) * time.Microsecond
		return r, err
	}, "SELECT seq, category, version, open_seconds FROM review WHERE seq > $none ORDER BY seq", sql.Named("none", 0))
	if err != nil {
		return nil, err
	}
	answers := map[int64][]data.Answer{}
	_, err = list(ctx, db, "answers", func(rows *sql.Rows) (none struct{}, err error) {
		var seq int64
		var a data.Answer
		err = rows.Scan(&seq, &a.Item, &a.Value)
		answers[seq] = append(answers[seq], a)
		return none, err
	}, "SELECT seq, item, answer FROM answer WHERE seq > $none ORDER BY seq, nth", sql.Named("none", 0))
	if err != nil {
		return nil, err
	}
	sums := map[int64]string{}
	for _, r := range all {
		r.Answers = answers[r.seq]
		delete(answers, r.seq)
		if sums[r.seq], err = reviewSum(r.Review); err != nil {
			return nil, err
		}
	}
	for seq := range answers {
		sums[seq] = ""
	}
	return sums, nil
}
