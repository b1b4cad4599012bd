package intake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"

	"tuntas/data"
)

// Words between a program and the child that it starts.
const (
	childWord  = "read-foreign"          // first argument
	childMark  = "TUNTAS_READS_FOREIGN"  // set in the environment of a child, which never starts one of its own
	childMagic = "tuntas foreign rows 1" // what a child says before it touches the file
)

// softMemory is from where on a child takes more care of its memory, in bytes.
const softMemory = 512 << 20

// reader is the program that reads for this one; empty: this one reads itself.
var reader string

// Isolate makes this program read workbooks, Parquet, XML and JSON in a child process from now on: it is the same program,
// started anew, which must call ServeChild before it does anything else. The child gets the open file and nothing else, so
// that a file whose reader crashes, hangs or eats memory is one that cannot be read and takes nothing down with it. Where no
// child can be started the forms are read in this process, within the same limits. It is called once, before the first file
// is read.
func Isolate() {
	if path, err := os.Executable(); err == nil && os.Getenv(childMark) == "" {
		reader = path
	}
}

// ServeChild reads a file for the program that has started this one with these arguments (os.Args), and tells whether there
// is such a one; the program then ends with the code. The file is the standard input, its rows go to the standard output.
// Before it reads, the process gives up what it does not need: it can open no file and write none, and has a bound on its
// memory (Linux; on other systems of the kind of Unix the bound is a soft one, and on Windows there is no more than that).
func ServeChild(args []string) (code int, served bool) {
	if len(args) != 4 || args[1] != childWord {
		return 0, false
	}
	entry, err := strconv.Atoi(args[2])
	from, fromErr := strconv.Atoi(args[3])
	if err = errors.Join(err, fromErr, limitChild()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1, true
	}
	signal.Ignore(os.Interrupt) // which is meant for who waits for the rows, and ends the child
	out := parcels{w: bufio.NewWriterSize(os.Stdout, bufferSize)}
	if _, err = out.w.WriteString(childMagic); err == nil {
		err = out.w.Flush()
	}
	if err == nil {
		err = out.end(serve(os.Stdin, entry, from, &out))
	}
	if err != nil {
		return 1, true // nobody reads any more
	}
	return 0, true
}

// serve reads the file, or the entry of the archive that it is, to its end. Of a workbook the sheets are listed, and the sheet
// with the number from is read; where that is below 0, the first that is visible.
func serve(f *os.File, entry, from int, out *parcels) error {
	t := &table{file: f}
	if err := t.open(nil, entry); err != nil {
		return err
	}
	if t.book != nil {
		return serveBook(t, from, out)
	}
	if t.source == nil || t.format == Delimited {
		return fmt.Errorf("%w: it is no form for a child", data.ErrNotTable)
	}
	if err := out.header(t); err != nil {
		return err
	}
	return serveRows(t, t.source, out)
}

func serveRows(t *table, source rowSource, out *parcels) error {
	for {
		rec, err := source.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = out.record(rec, t.done())
		}
		if err != nil {
			return err
		}
	}
}

// serveBook lists the sheets and gives out the rows of one, as they are.
func serveBook(t *table, from int, out *parcels) error {
	first := firstVisible(t.book)
	for _, s := range t.book.sheets {
		if err := out.sheet(s); err != nil {
			return err
		}
	}
	if err := out.sent(parcelListed); err != nil || max(from, first) < 0 || from >= len(t.book.sheets) {
		return err
	}
	if from < 0 {
		from = first
	}
	s, err := t.book.sheet(t.book.sheets[from])
	if err != nil {
		return err
	}
	return serveRows(t, bareRows{s}, out)
}

// firstVisible is the number of the first sheet that is not hidden; below 0 when there is none.
func firstVisible(w *workbook) int {
	return slices.IndexFunc(w.sheets, func(s sheetPart) bool { return !s.hidden })
}

// bareRows gives out all rows of a sheet as they are.
type bareRows struct{ *sheet }

func (s bareRows) next() (record, error) {
	cells, err := s.sheet.next()
	return record{line: s.row, fields: cells}, err
}

// child is a process that reads a file for this one. What it says is judged as the file itself is.
type child struct {
	ctx    context.Context // of who waits for the rows
	cmd    *exec.Cmd
	stop   context.CancelFunc
	in     *bufio.Reader
	errors lastWords
	read   *counter // of the table
	frame  []byte
	fields [][]byte
	gone   bool
}

// startChild starts a child; an error tells that there is none, and nothing about the file.
func startChild(t *table, entry, from int) (*child, error) {
	ctx, stop := context.WithCancel(t.ctx)
	c := &child{ctx: t.ctx, stop: stop, read: t.read}
	c.cmd = exec.CommandContext(ctx, reader, childWord, strconv.Itoa(entry), strconv.Itoa(from)) //nolint:gosec // this program
	c.cmd.Stdin, c.cmd.Stderr, c.cmd.WaitDelay = t.file, &c.errors, time.Second
	c.cmd.Env = append(childEnvironment(), childMark+"=1")
	hideChild(c.cmd)
	out, err := c.cmd.StdoutPipe()
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		stop()
		return nil, err
	}
	c.in = bufio.NewReaderSize(out, bufferSize)
	said := make([]byte, len(childMagic))
	if _, err := io.ReadFull(c.in, said); err != nil || string(said) != childMagic {
		c.end()
		return nil, fmt.Errorf("no reader: %q, %w", said, err)
	}
	return c, nil
}

// childEnvironment is what a program needs to start at all.
func childEnvironment() []string {
	var all []string
	for _, name := range []string{"SystemRoot", "TMP", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} {
		if value, ok := os.LookupEnv(name); ok {
			all = append(all, name+"="+value)
		}
	}
	return all
}

// end ends the child, whatever it is doing.
func (c *child) end() {
	c.stop()
	if !c.gone {
		c.gone = true
		_ = c.cmd.Wait() // that it was killed is no news
	}
}

// died is the error of a child that has ended too early.
func (c *child) died(err error) error {
	if stopped := c.ctx.Err(); stopped != nil {
		c.end()
		return stopped
	}
	if !c.gone {
		c.gone = true
		err = errors.Join(err, c.cmd.Wait())
	}
	c.stop()
	return fmt.Errorf("%w: its reader ended: %w %s", data.ErrNotTable, err, c.errors.first())
}

// lastWords keeps the beginning of what a child says to nobody.
type lastWords struct{ text []byte }

func (l *lastWords) Write(b []byte) (int, error) {
	const most = 4 << 10
	l.text = append(l.text, b[:min(len(b), most-len(l.text))]...)
	return len(b), nil
}

// first is the first line.
func (l *lastWords) first() string {
	line, _, _ := strings.Cut(string(l.text), "\n")
	return shown(line)
}

// beginChild lets a child read the table, and tells whether there is one.
func (t *table) beginChild(p *Profile, entry int) (begun bool, err error) {
	if reader == "" || p == nil {
		return false, nil
	}
	if t.child, err = startChild(t, entry, -1); err != nil {
		t.child = nil
		if stopped := t.ctx.Err(); stopped != nil {
			return true, broken(t.path, stopped)
		}
		return false, nil // without a child the file is read here
	}
	kind, said, err := t.child.receive()
	switch {
	case err != nil:
		return true, broken(t.path, err)
	case kind == parcelEnd:
		return true, broken(t.path, said.ended())
	case kind == parcelHeader:
		return true, t.headedByChild(p, said)
	}
	return true, t.bookByChild(p, entry, kind, said)
}

// headedByChild takes the header of a table that is no workbook.
func (t *table) headedByChild(p *Profile, said *parcel) error {
	t.format, t.encoding, t.header = Format(said.text()), Encoding(said.text()), headerOf(said.texts(nil))
	if !said.whole() {
		return data.About(t.path, errChild)
	}
	t.source = t.child
	return t.judge(p)
}

// bookByChild finds the header in a workbook whose sheets a child reads.
func (t *table) bookByChild(p *Profile, entry int, kind byte, said *parcel) error {
	t.format, t.encoding = Workbook, UTF8
	w, err := t.child.list(kind, said)
	if err != nil {
		return broken(t.path, err)
	}
	w.table, t.book, t.entry, t.fresh = t, w, entry, true
	return t.beginWorkbook(p, w)
}

// list reads the list of sheets, whose first parcel came.
func (c *child) list(kind byte, said *parcel) (w *workbook, err error) {
	for w = new(workbook); kind == parcelSheet; kind, said, err = c.receive() {
		if err != nil {
			return nil, err
		}
		name, hidden := string(said.text()), said.number() != 0
		if !said.whole() || len(w.sheets) == maxParts {
			return nil, errChild
		}
		w.sheets = append(w.sheets, sheetPart{name: name, hidden: hidden, number: len(w.sheets)})
	}
	switch {
	case err != nil:
		return nil, err
	case kind == parcelEnd:
		return nil, said.ended()
	case kind != parcelListed || !said.whole():
		return nil, errChild
	}
	return w, nil
}

// childSheet lets a child read a sheet: the one that has listed the sheets where that is the sheet that it goes on with, else
// a new one. The sheet before cannot be read on then.
func (t *table) childSheet(s sheetPart) (*sheet, error) {
	if !t.fresh || s.number != firstVisible(t.book) {
		t.child.end()
		c, err := startChild(t, t.entry, s.number)
		if err != nil {
			return nil, errors.Join(err, t.ctx.Err())
		}
		t.child = c
		kind, said, err := c.receive()
		if err == nil {
			_, err = c.list(kind, said)
		}
		if err != nil {
			return nil, err
		}
	}
	t.fresh = false
	return &sheet{book: t.book, part: &bookPart{body: io.NopCloser(nil)}, child: t.child}, nil
}
