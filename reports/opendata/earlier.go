package opendata

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"tuntas/data"
)

// Earlier is what an earlier release tells everybody.
type Earlier struct {
	Version string // may be empty, as MadeAt
	MadeAt  string
	Rows    []Row
	Seen    map[Seen]int64 // its rows, counted; nil when they are not known
}

// Seen is where a row is counted.
type Seen struct{ Dimension, Month, Value string }

// ReadEarlier reads an earlier release from its folder or archive: its aggregates, which must be there, its cases and its
// metadata. A file of another form gives data.ErrNotTable.
func ReadEarlier(folder fs.FS) (e Earlier, err error) {
	err = within(folder, AggregateFile, func(r io.Reader) (err error) {
		e.Rows, err = ReadAggregates(r)
		return err
	})
	if err != nil {
		return Earlier{}, err
	}
	e.Seen = make(map[Seen]int64)
	err = within(folder, CaseFile, func(r io.Reader) error {
		return each(r, CaseColumns, func(cells []string) error {
			e.count(cells)
			return nil
		})
	})
	if errors.Is(err, fs.ErrNotExist) {
		e.Seen, err = nil, nil
	}
	if err != nil {
		return Earlier{}, err
	}
	err = within(folder, MetadataCSV, func(r io.Reader) error { return each(r, []string{"field", "value"}, e.describe) })
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return e, err
}

func within(folder fs.FS, name string, read func(io.Reader) error) error {
	file, err := folder.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(read(file), file.Close())
}

// count adds a row of the case file.
func (e *Earlier) count(cells []string) {
	month := cells[3][:min(len(cells[3]), len("2006-01"))]
	city := cells[1][:min(len(cells[1]), len("31.71"))]
	for dimension, value := range map[string]string{"city": city, "category": cells[5], "channel": cells[6], "state": cells[7]} {
		if value == "" {
			value = Unknown
		}
		e.Seen[Seen{dimension, month, unguarded(value)}]++
	}
}

// unguarded takes the mark away that keeps spreadsheets from taking a text for a formula.
func unguarded(text string) string {
	if len(text) > 1 && text[0] == '\'' && guard(text[1:]) {
		return text[1:]
	}
	return text
}

func (e *Earlier) describe(cells []string) error {
	switch cells[0] {
	case "versi":
		e.Version = cells[1]
	case "created_at":
		e.MadeAt = cells[1]
	}
	return nil
}

// each reads the rows of a CSV with the header.
func each(from io.Reader, header []string, row func(cells []string) error) error {
	r := csv.NewReader(from)
	r.ReuseRecord = true
	first, err := r.Read()
	if err != nil || !slices.Equal(first, header) {
		return fmt.Errorf("read an earlier release: %w", data.ErrNotTable)
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = row(cells)
		}
		if err != nil {
			return fmt.Errorf("read an earlier release: %w: %w", data.ErrNotTable, err)
		}
	}
}

// ReadAggregates reads the file of aggregates of an earlier release, for differencing. A file of another form gives
// data.ErrNotTable.
func ReadAggregates(from io.Reader) (rows []Row, err error) {
	err = each(from, AggregateColumns, func(cells []string) (err error) {
		row := Row{Dimension: cells[1], Month: cells[2], Value: unguarded(cells[3]), Withheld: cells[5] == Confidential}
		if !row.Withheld {
			row.Reports, err = strconv.ParseInt(cells[4], 10, 64)
		}
		rows = append(rows, row)
		return err
	})
	return rows, err
}
