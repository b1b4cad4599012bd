package reports

import "io"

// pileBlock is how much a Pile takes at once.
const pileBlock = 1 << 18

// Pile holds bytes in memory until they are written. It grows without copying what it has. The zero value is ready for use.
type Pile struct {
	full [][]byte
	size int64
}

// Len returns how many bytes there are.
func (p *Pile) Len() int64 { return p.size }

// Write adds bytes. It never fails.
func (p *Pile) Write(text []byte) (int, error) {
	n := len(text)
	p.size += int64(n)
	for len(text) > 0 {
		last := len(p.full) - 1
		if last < 0 || len(p.full[last]) == cap(p.full[last]) {
			p.full = append(p.full, make([]byte, 0, pileBlock))
			last++
		}
		some := min(len(text), cap(p.full[last])-len(p.full[last]))
		p.full[last] = append(p.full[last], text[:some]...)
		text = text[some:]
	}
	return n, nil
}

// WriteTo writes all bytes to w and lets go of them, also when w fails.
func (p *Pile) WriteTo(w io.Writer) (n int64, err error) {
	blocks := p.full
	p.full, p.size = nil, 0
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
