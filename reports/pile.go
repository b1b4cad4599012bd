package reports

import (
	"errors"
	"io"
	"os"
)

// pileBlock is how much a Pile takes at once, pileMemory how much it keeps in memory before the rest goes to a file.
const (
	pileBlock  = 1 << 18
	pileMemory = 8 << 20
)

// Pile holds bytes until they are written: some in memory, and where the system lets go of a file that has no name any more,
// the rest in such a file, so that what is not written leaves nothing behind. It grows without copying what it has. The zero
// value is ready for use.
type Pile struct {
	full [][]byte
	size int64
	rest *os.File // nil while all is in memory
}

// Len returns how many bytes there are.
func (p *Pile) Len() int64 { return p.size }

// Write adds bytes. It fails only when the file for what has no room in memory cannot be written.
func (p *Pile) Write(text []byte) (int, error) {
	n := len(text)
	p.size += int64(n)
	for len(text) > 0 {
		last := len(p.full) - 1
		if last < 0 || len(p.full[last]) == cap(p.full[last]) {
			if err := p.spill(); err != nil {
				return n - len(text), err
			}
			p.full = append(p.full, make([]byte, 0, pileBlock))
			last = len(p.full) - 1
		}
		some := min(len(text), cap(p.full[last])-len(p.full[last]))
		p.full[last] = append(p.full[last], text[:some]...)
		text = text[some:]
	}
	return n, nil
}

// spill moves what is in memory to the file, once there is enough of it.
func (p *Pile) spill() error {
	if len(p.full)*pileBlock < pileMemory {
		return nil
	}
	if p.rest == nil {
		file, ok, err := namelessFile()
		if err != nil || !ok {
			return err
		}
		p.rest = file
	}
	for i, block := range p.full {
		if _, err := p.rest.Write(block); err != nil {
			return err
		}
		p.full[i] = nil
	}
	p.full = nil
	return nil
}

// WriteTo writes all bytes to w and lets go of them, also when w fails.
func (p *Pile) WriteTo(w io.Writer) (n int64, err error) {
	blocks, rest := p.full, p.rest
	p.full, p.size, p.rest = nil, 0, nil
	if rest != nil {
		defer func() { err = errors.Join(err, rest.Close()) }()
		if _, err = rest.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
		if n, err = io.CopyBuffer(struct{ io.Writer }{w}, rest, make([]byte, pileBlock)); err != nil {
			return n, err
		}
	}
	for i, block := range blocks {
		some, err := w.Write(block)
		n += int64(some)
		if err != nil {
			return n, err
		}
		blocks[i] = nil
	}
	return n, nil
}
