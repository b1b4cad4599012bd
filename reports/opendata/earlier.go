package opendata

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"tuntas/data"
)

// ReadAggregates reads the file of aggregates of an earlier release, for differencing. A file of another form gives
// data.ErrNotTable.
func ReadAggregates(from io.Reader) ([]Row, error) {
	r := csv.NewReader(from)
	header, err := r.Read()
	if err != nil || !slices.Equal(header, AggregateColumns) {
		return nil, fmt.Errorf("read aggregates: %w", data.ErrNotTable)
	}
	var rows []Row
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read aggregates: %w: %w", data.ErrNotTable, err)
		}
		row := Row{Dimension: cells[1], Month: cells[2], Value: cells[3], Withheld: cells[5] == Confidential}
		if !row.Withheld {
			if row.Reports, err = strconv.ParseInt(cells[4], 10, 64); err != nil {
				return nil, fmt.Errorf("read aggregates: %w: %w", data.ErrNotTable, err)
			}
		}
		rows = append(rows, row)
	}
}
