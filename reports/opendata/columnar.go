package opendata

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"tuntas/reports"
)

// The same tables as Parquet, with typed columns; what is empty in the CSV is null.
type (
	caseLine struct {
		Key         string  `parquet:"key"`
		Place       *string `parquet:"place,optional,dict"`
		PlaceGrain  string  `parquet:"place_grain,dict"`
		Period      string  `parquet:"period,dict"`
		PeriodGrain string  `parquet:"period_grain,dict"`
		Category    *string `parquet:"category,optional,dict"`
		Channel     *string `parquet:"channel,optional,dict"`
		State       string  `parquet:"state,dict"`
		Passes      int32   `parquet:"passes"`
	}
	stayLine struct {
		Key     string  `parquet:"key,dict"`
		Seq     int32   `parquet:"seq"`
		Stage   string  `parquet:"stage,dict"`
		Pass    int32   `parquet:"pass"`
		Hours   *int64  `parquet:"hours,optional"`
		Outcome *string `parquet:"outcome,optional,dict"`
	}
	countLine struct {
		Measure   string  `parquet:"measure,dict"`
		Dimension string  `parquet:"dimension,dict"`
		Month     string  `parquet:"month,dict"`
		Value     string  `parquet:"value,dict"`
		Reports   *int64  `parquet:"reports,optional"`
		Note      *string `parquet:"reports_note,optional,dict"`
	}
)

// rowGroup is how many rows are held before they are packed.
const rowGroup = 50_000

// columnar packs rows while the CSV beside it is written, and holds what is packed until its own turn.
type columnar[T any] struct {
	pile *reports.Pile
	to   *parquet.GenericWriter[T]
	held []T
}

func newColumnar[T any]() *columnar[T] {
	c := &columnar[T]{pile: new(reports.Pile), held: make([]T, 0, 512)}
	c.to = parquet.NewGenericWriter[T](c.pile, parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1}),
		parquet.MaxRowsPerRowGroup(rowGroup), parquet.CreatedBy("Tuntas", "1", ""))
	return c
}

func (c *columnar[T]) add(line T) error {
	c.held = append(c.held, line)
	if len(c.held) < cap(c.held) {
		return nil
	}
	return c.flush()
}

func (c *columnar[T]) flush() error {
	_, err := c.to.Write(c.held)
	c.held = c.held[:0]
	return err
}

// writeTo ends the table and writes it.
func (c *columnar[T]) writeTo(w io.Writer, rows int64) (int64, error) {
	if err := c.flush(); err != nil {
		return 0, err
	}
	if err := c.to.Close(); err != nil {
		return 0, fmt.Errorf("pack columns: %w", err)
	}
	_, err := c.pile.WriteTo(w)
	return rows, err
}

// unlessEmpty is nil for an empty text.
func unlessEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
