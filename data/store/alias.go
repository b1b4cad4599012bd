package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"tuntas/data"
)

// What the bureau adds to the reference lists lies in the tables alias and listed. An alias changes the derived tables: they
// hold what a value means, by the day on which the report was sent, while report and event keep what was told. Of two aliases
// that hold on one day the one added last counts.

// The columns of the derived tables that an alias of a list stands for.
const (
	columnChannel  = "channel"
	columnCategory = "category"
	columnArea     = "area"
	columnUnit     = "unit"
)

// areaLists are the lists whose values stand in the column of areas.
var areaLists = []string{string(data.ListCity), string(data.ListKecamatan), string(data.ListKelurahan)}

// columnOf is the column in which values of a list are told; empty when none is.
func columnOf(l data.List) string {
	switch l {
	case data.ListChannel:
		return columnChannel
	case data.ListCategory:
		return columnCategory
	case data.ListCity, data.ListKecamatan, data.ListKelurahan:
		return columnArea
	case data.ListUnit:
		return columnUnit
	case data.ListHoliday:
	}
	return ""
}

// meaning is each alias with its column and its days.
const makeMeaning = `CREATE OR REPLACE TEMP TABLE meaning AS
	SELECT CASE WHEN list_contains($areas, list) THEN $area ELSE list END AS of_column, told, value, row_number() OVER (ORDER BY added_at, rowid) AS nth,
		coalesce(valid_from, $always) AS from_day, coalesce(valid_until, $forever) AS until_day
	FROM alias WHERE told <> $none`

// dims is what the derived rows of the touched reports say about their report.
const makePlainDims = `CREATE OR REPLACE TEMP TABLE dims AS
	SELECT r.id, r.number, r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM subject r WHERE r.id IN (SELECT report_id FROM touched) AND r.number <> $none`

const mapDims = `UPDATE dims SET channel = coalesce(m.channel, dims.channel), category = coalesce(m.category, dims.category),
		area = coalesce(m.area, dims.area)
	FROM (SELECT d.id, arg_max(a.value, a.nth) FILTER (a.of_column = $channel) AS channel,
			arg_max(a.value, a.nth) FILTER (a.of_column = $category) AS category, arg_max(a.value, a.nth) FILTER (a.of_column = $area) AS area
		FROM (SELECT id, sent_date, unnest([$channel, $category, $area]) AS of_column, unnest([channel, category, area]) AS told FROM dims) d
		JOIN meaning a ON a.of_column = d.of_column AND a.told = d.told AND d.sent_date >= a.from_day AND d.sent_date < a.until_day
		GROUP BY d.id) m
	WHERE m.id = dims.id`

// unit_meaning is what units of the touched reports mean.
const makeUnitMeaning = `CREATE OR REPLACE TEMP TABLE unit_meaning AS
	SELECT s.report_id, s.unit AS told, arg_max(a.value, a.nth) AS value
	FROM (SELECT DISTINCT report_id, unit FROM step WHERE unit IS NOT NULL AND unit IN (SELECT told FROM meaning WHERE of_column = $unit)) s
	JOIN dims d ON d.id = s.report_id
	JOIN meaning a ON a.told = s.unit AND a.of_column = $unit AND d.sent_date >= a.from_day AND d.sent_date < a.until_day
	GROUP BY s.report_id, s.unit`

// makeDims finds what the touched reports are and what their values mean.
func makeDims(s step) error {
	_, err := s.exec(makeMeaning, sql.Named("none", ""), sql.Named("always", beginning), sql.Named("forever", forever),
		sql.Named("areas", areaLists), sql.Named("area", columnArea))
	if err != nil {
		return fmt.Errorf("meanings: %w", err)
	}
	if _, err := s.exec(makePlainDims, sql.Named("none", "")); err != nil {
		return fmt.Errorf("dimensions: %w", err)
	}
	var meanings int64
	if err := s.number(&meanings, "SELECT count(*) FROM meaning WHERE told <> $none", sql.Named("none", "")); err != nil {
		return err
	}
	if meanings > 0 {
		if _, err := s.exec(mapDims, sql.Named("channel", columnChannel), sql.Named("category", columnCategory), sql.Named("area", columnArea)); err != nil {
			return fmt.Errorf("map dimensions: %w", err)
		}
	}
	if _, err := s.exec(makeUnitMeaning, sql.Named("unit", columnUnit)); err != nil {
		return fmt.Errorf("map units: %w", err)
	}
	return nil
}

// forever lies behind everything that is told.
var forever = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// unitMeaning is what a unit means for a report, for a row that is written by itself.
func unitMeaning(ctx context.Context, tx *sql.Tx, report int64, unit string) (string, error) {
	if unit == "" {
		return "", nil
	}
	var value sql.NullString
	err := tx.QueryRowContext(ctx, `SELECT arg_max(a.value, (a.added_at, a.rowid)) FROM alias a JOIN report_current c
			ON c.sent_date >= coalesce(a.valid_from, $always) AND c.sent_date < coalesce(a.valid_until, $forever)
		WHERE c.report_id = $report AND a.list = $unit AND a.told = $told`, sql.Named("always", beginning), sql.Named("forever", forever),
		sql.Named("report", report), sql.Named("unit", columnUnit), sql.Named("told", unit)).Scan(&value)
	if err != nil || !value.Valid {
		return unit, err
	}
	return value.String, nil
}

// concerned are the reports in which a value is told, within the days of its alias.
const makeConcerned = `CREATE OR REPLACE TEMP TABLE touched AS
	SELECT r.id AS report_id FROM subject r
	WHERE r.sent_date >= $from AND r.sent_date < $until AND (($column = $channel AND r.channel = $told) OR ($column = $category AND r.category = $told)
		OR ($column = $area AND r.area = $told)
		OR ($column = $unit AND r.id IN (SELECT report_id FROM event WHERE unit = $told)))`

// AddAlias says what a value means that data tell: from now on the derived tables hold what it means, for reports sent from
// From until before Until. It returns data.ErrUnknownList, data.ErrListedValue for a blank value, or data.ErrListedPeriod.
// Whether Value stands in the list is not asked here.
func (db *DB) AddAlias(ctx context.Context, a data.Alias) error {
	a.Told, a.Value = clean(a.Told), clean(a.Value)
	switch {
	case columnOf(a.List) == "":
		return data.About(string(a.List), data.ErrUnknownList)
	case a.Told == "" || a.Value == "":
		return data.ErrListedValue
	case !a.Until.IsZero() && !a.From.Before(a.Until):
		return data.ErrListedPeriod
	}
	if err := db.addAlias(ctx, a); err != nil {
		return fmt.Errorf("add alias: %w", err)
	}
	return nil
}

func (db *DB) addAlias(ctx context.Context, a data.Alias) error {
	var end Head
	err := db.alone(ctx, func(conn *sql.Conn) error {
		defer dropTables(context.WithoutCancel(ctx), conn, derivingTables)
		s := step{ctx, conn}
		_, err := s.exec(makeConcerned, sql.Named("from", orDay(a.From, beginning)), sql.Named("until", orDay(a.Until, forever)),
			sql.Named("told", a.Told), sql.Named("column", columnOf(a.List)), sql.Named("channel", columnChannel),
			sql.Named("category", columnCategory), sql.Named("area", columnArea), sql.Named("unit", columnUnit))
		if err != nil {
			return err
		}
		if err := makeSteps(s, kept, math.MaxInt64); err != nil {
			return db.diskFull(err)
		}
		return db.inTxOn(ctx, conn, func(tx *sql.Tx) error {
			s.on = tx
			now := db.now()
			_, err := s.exec(`INSERT INTO alias (list, told, value, valid_from, valid_until, source, added_by, added_at)
				VALUES ($list, $told, $value, $from, $until, $source, $by, $now)`, sql.Named("list", string(a.List)), sql.Named("told", a.Told),
				sql.Named("value", a.Value), sql.Named("from", orNull(a.From)), sql.Named("until", orNull(a.Until)),
				sql.Named("source", text(a.Source)), sql.Named("by", a.Source), sql.Named("now", now))
			if err != nil {
				return err
			}
			if end, err = chainAddition(ctx, tx, "alias", now); err != nil {
				return err
			}
			return deriveAgain(s)
		})
	})
	if err == nil {
		db.keepHead(end)
	}
	return err
}

func orDay(day, other time.Time) time.Time {
	if day.IsZero() {
		return other
	}
	return day
}

func orNull(day time.Time) any {
	if day.IsZero() {
		return nil
	}
	return day
}

const aliases = `SELECT list, told, value, valid_from, valid_until, coalesce(source, $none) FROM alias WHERE told <> $none
	ORDER BY added_at, rowid`

// Aliases returns all aliases in the order in which they were added.
func (db *DB) Aliases(ctx context.Context) ([]data.Alias, error) {
	return list(ctx, db, "aliases", func(rows *sql.Rows) (a data.Alias, err error) {
		var from, until sql.NullTime
		err = rows.Scan(&a.List, &a.Told, &a.Value, &from, &until, &a.Source)
		a.From, a.Until = from.Time, until.Time
		return a, err
	}, aliases, sql.Named("none", ""))
}

// AddListed adds an entry of the bureau's own to a list. It returns data.ErrUnknownList, data.ErrListedValue for a blank value,
// or data.ErrListedPeriod. Whether it fits what the list holds is not asked here.
func (db *DB) AddListed(ctx context.Context, e data.Listed) error {
	switch {
	case !knownList(e.List):
		return data.About(string(e.List), data.ErrUnknownList)
	case e.Value == "":
		return data.ErrListedValue
	case !e.Until.IsZero() && !e.From.Before(e.Until):
		return data.ErrListedPeriod
	}
	var end Head
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		now := db.now()
		_, err := tx.ExecContext(ctx, `INSERT INTO listed (list, value, name, english, kind, parent, valid_from, valid_until, source, added_by, added_at)
			VALUES ($list, $value, $name, $english, $kind, $parent, $from, $until, $source, $by, $now)`, sql.Named("list", string(e.List)),
			sql.Named("value", e.Value), sql.Named("name", text(e.Name)), sql.Named("english", text(e.English)), sql.Named("kind", text(e.Kind)),
			sql.Named("parent", text(e.Parent)), sql.Named("from", orNull(e.From)), sql.Named("until", orNull(e.Until)),
			sql.Named("source", text(e.Source)), sql.Named("by", e.Source), sql.Named("now", now))
		if err != nil {
			return err
		}
		end, err = chainAddition(ctx, tx, "listed", now)
		return err
	})
	if err != nil {
		return fmt.Errorf("add to list: %w", err)
	}
	db.keepHead(end)
	return nil
}

func knownList(l data.List) bool {
	for _, known := range data.Lists() {
		if l == known {
			return true
		}
	}
	return false
}

const listedEntries = `SELECT list, value, coalesce(name, $none), coalesce(english, $none), coalesce(kind, $none), coalesce(parent, $none),
		valid_from, valid_until, coalesce(source, $none) FROM listed WHERE value <> $none ORDER BY added_at, rowid`

// ListedEntries returns what the bureau has added to the lists, in the order in which it was added.
func (db *DB) ListedEntries(ctx context.Context) ([]data.Listed, error) {
	return list(ctx, db, "listed entries", func(rows *sql.Rows) (e data.Listed, err error) {
		var from, until sql.NullTime
		err = rows.Scan(&e.List, &e.Value, &e.Name, &e.English, &e.Kind, &e.Parent, &from, &until, &e.Source)
		e.From, e.Until = from.Time, until.Time
		return e, err
	}, listedEntries, sql.Named("none", ""))
}

// A value belongs to the list in whose column it stands. One that has an alias is mapped, and one that the bureau has added to
// the list is known, whatever their days.
const unknown = `WITH told AS (
		SELECT f.told, sum(f."rows")::BIGINT AS "rows", min(i.imported_at) AS first_at, max(i.imported_at) AS last_at
		FROM finding f JOIN import i ON i.id = f.import_id WHERE f.kind = $kind AND f.told <> $none GROUP BY f.told),
	stood AS (
		SELECT DISTINCT $channel AS list, channel AS told FROM report WHERE channel IN (SELECT told FROM told)
		UNION ALL SELECT DISTINCT $category, category FROM report WHERE category IN (SELECT told FROM told)
		UNION ALL SELECT DISTINCT $kelurahan, area FROM report WHERE area IN (SELECT told FROM told)
		UNION ALL SELECT DISTINCT $unit, unit FROM event WHERE unit IN (SELECT told FROM told))
	SELECT s.list, t.told, t."rows", t.first_at, t.last_at FROM told t JOIN stood s ON s.told = t.told
	WHERE NOT EXISTS (SELECT 1 FROM alias a WHERE a.told = t.told
			AND CASE WHEN list_contains($areas, a.list) THEN $kelurahan ELSE a.list END = s.list)
		AND NOT EXISTS (SELECT 1 FROM listed e WHERE e.value = t.told
			AND CASE WHEN list_contains($areas, e.list) THEN $kelurahan ELSE e.list END = s.list)
	ORDER BY t."rows" DESC, s.list, t.told`

// Unknown returns the values that no list holds and nobody has mapped yet, the most frequent first.
func (db *DB) Unknown(ctx context.Context) ([]data.UnknownValue, error) {
	return list(ctx, db, "unknown values", func(rows *sql.Rows) (u data.UnknownValue, err error) {
		err = rows.Scan(&u.List, &u.Told, &u.Rows, &u.First, &u.Last)
		return u, err
	}, unknown, sql.Named("kind", string(data.FoundUnknown)), sql.Named("none", ""), sql.Named("channel", string(data.ListChannel)),
		sql.Named("category", string(data.ListCategory)), sql.Named("kelurahan", string(data.ListKelurahan)), sql.Named("unit", string(data.ListUnit)),
		sql.Named("areas", areaLists))
}
