package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"strings"

	"github.com/parquet-go/parquet-go"
	meta "github.com/parquet-go/parquet-go/format"

	"tuntas/data"
)

const (
	parquetMark      = "PAR1"
	parquetProtected = "PARE" // the description, too, is encrypted
	parquetBatch     = 64     // rows that are asked for at once
)

// isParquet tells whether a file of this size has the mark of Parquet at both ends, and whether it is that of an encrypted one.
func isParquet(f io.ReaderAt, size int64) (is, protected bool) {
	var first, last [4]byte
	if size < 12 {
		return false, false
	}
	_, err := f.ReadAt(first[:], 0)
	_, lastErr := f.ReadAt(last[:], size-4)
	if err != nil || lastErr != nil || first != last {
		return false, false
	}
	return string(first[:]) == parquetMark, string(first[:]) == parquetProtected
}

// guarded does work on bytes that nobody vouches for. Where the library gives up with a panic, or reads where it must not,
// the file is no table.
func guarded(work func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: its reader gave up: %v", data.ErrNotTable, p)
		}
	}()
	return work()
}

// parquetError makes an error of the library one that says that the file is no table; what the disk says stays.
func parquetError(err error) error {
	var disk *fs.PathError
	switch {
	case err == nil, errors.As(err, &disk), errors.Is(err, data.ErrNotTable), errors.Is(err, data.ErrTooLarge),
		errors.Is(err, data.ErrProtected):
		return err
	}
	return fmt.Errorf("%w: %w", data.ErrNotTable, err)
}

// parquetTable gives out the rows of a Parquet file, group by group. The line of a row is its number in the file, where the
// names of the columns are the first.
type parquetTable struct {
	bytes   io.ReaderAt
	meta    *meta.FileMetaData
	file    *parquet.File // the same without its pages
	columns []branch      // as far as they become columns
	leaves  int

	unpacker unpacker
	groups   int // that have been opened
	group    *group
	rows     parquet.Rows
	left     int64 // rows of this group that were not given out
	batch    []parquet.Row
	ready    int // rows of the batch that were read
	used     int // and given out

	line   int64
	text   []byte
	ends   []int // of each column's text
	fields [][]byte
	spans  [][]parquet.Value // of the row, by leaf
}

// openParquet reads the description of the file and judges it. It returns data.ErrNotTable, data.ErrTooLarge or
// data.ErrProtected.
func openParquet(f io.ReaderAt, size int64) (*parquetTable, error) {
	p := &parquetTable{bytes: f, line: 1}
	err := guarded(func() (err error) {
		if p.meta, err = readFooter(f, size); err != nil {
			return err
		}
		if p.file, err = opened(p.meta); err != nil {
			return err
		}
		p.columns, p.leaves, err = branches(p.file.Root())
		return err
	})
	p.batch, p.spans = make([]parquet.Row, parquetBatch), make([][]parquet.Value, p.leaves)
	p.ends, p.fields = make([]int, len(p.columns)), make([][]byte, len(p.columns))
	return p, parquetError(err)
}

// header is the names of the columns.
func (p *parquetTable) header() []string {
	all := make([]string, len(p.columns))
	for i, c := range p.columns {
		all[i] = strings.TrimSpace(c.name)
	}
	return all
}

// next returns the next row.
func (p *parquetTable) next() (rec record, err error) {
	err = guarded(func() error {
		for p.used == p.ready {
			if err := p.fill(); err != nil {
				return err
			}
		}
		row := p.batch[p.used]
		p.used++
		p.line++
		rec, err = p.record(row)
		return err
	})
	if err == io.EOF {
		return rec, err
	}
	return rec, parquetError(err)
}

// fill reads the next rows, those of the next group behind the last of one. A group that ends before it has given out as many
// rows as it names is an error and never a shorter group.
func (p *parquetTable) fill() error {
	if p.left == 0 {
		return p.nextGroup()
	}
	n, err := p.rows.ReadRows(p.batch[:min(parquetBatch, p.left)])
	p.ready, p.used = n, 0
	p.left -= int64(n)
	switch {
	case err != nil && err != io.EOF:
		return err
	case n == 0:
		return io.ErrUnexpectedEOF
	}
	return nil
}

// nextGroup judges the group that was read and opens the next; io.EOF when there is none.
func (p *parquetTable) nextGroup() error {
	if p.rows != nil {
		if err := errors.Join(p.rows.Close(), p.group.finish()); err != nil {
			return err
		}
		p.rows = nil
	}
	if p.groups == len(p.meta.RowGroups) {
		return io.EOF
	}
	var err error
	if p.group, err = p.groupOf(p.groups); err != nil {
		return err
	}
	p.groups++
	p.left = p.group.NumRows()
	p.rows = parquet.NewRowGroupRowReader(p.group)
	return nil
}

// record writes a row's values as texts.
func (p *parquetTable) record(row parquet.Row) (record, error) {
	if err := p.split(row); err != nil {
		return record{}, err
	}
	p.text = p.text[:0]
	fault := data.Refusal("")
	for i := range p.columns {
		c := &p.columns[i]
		before := len(p.text)
		var err error
		if p.text, err = c.text(p.text, p.spans[c.first:c.first+c.leaves]); err != nil {
			return record{}, err
		}
		p.ends[i] = len(p.text)
		if len(p.text)-before > maxField || len(p.text) > maxRow {
			fault = data.RefusedShape
			p.ends = fill(p.ends, i)
			break
		}
	}
	from := 0
	for i, end := range p.ends {
		p.fields[i], from = p.text[from:end:end], end
	}
	rec := record{line: p.line, raw: shortened(bytes.Join(p.fields, []byte{'\t'})), fault: fault}
	if fault == "" {
		rec.fields = p.fields
	}
	return rec, nil
}

// fill makes what follows i as long as it is, so that the columns behind it are empty.
func fill(ends []int, i int) []int {
	for j := i + 1; j < len(ends); j++ {
		ends[j] = ends[i]
	}
	return ends
}

// split finds the values of each leaf in a row, in which they stand leaf by leaf. A leaf without a value is an error.
func (p *parquetTable) split(row parquet.Row) error {
	for leaf := range p.spans {
		n := 0
		for n < len(row) && row[n].Column() == leaf {
			n++
		}
		if n == 0 {
			return fmt.Errorf("%w: row %d has no value in column %d", data.ErrNotTable, p.line, leaf+1)
		}
		p.spans[leaf], row = row[:n], row[n:]
	}
	if len(row) > 0 {
		return fmt.Errorf("%w: row %d has too many values", data.ErrNotTable, p.line)
	}
	return nil
}

// openParquet reads the description of a Parquet file and finds its columns.
func (t *table) openParquet(p *Profile, size int64) error {
	t.read, t.size, t.format, t.encoding = &counter{at: t.file}, size, Parquet, UTF8
	if begun, err := t.beginChild(p, wholeFile); begun {
		return err
	}
	source, err := openParquet(t.read, size)
	switch {
	case err != nil:
		return broken(t.path, err)
	case len(source.columns) == 0:
		return data.About(t.path, data.ErrEmptyFile)
	}
	t.source, t.header = source, source.header()
	return t.judge(p)
}
