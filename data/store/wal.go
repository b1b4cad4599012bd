package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// The log of DuckDB ("<database>.wal") begins with a short entry that names its version. Then come entries of 8 bytes of size,
// 8 bytes of checksum and the content. DuckDB takes a cut last entry for the end, but refuses a log in which a checksum does
// not fit, which is what a power failure leaves behind on many file systems.

// walHeader is how far the first entry can reach: the version, and names by which log and file know each other.
const walHeader = 256

// walMost is the size beyond which an entry is taken for damage; DuckDB begins a new file long before.
const walMost = 1 << 31

// soundLog returns how many bytes of a log fit their checksums, from its beginning on, and how many entries these are.
func soundLog(path string) (sound int64, entries int, err error) {
	f, err := os.Open(path) //nolint:gosec // a copy that the store has made
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sound, err = firstEntry(f)
	if err != nil || sound == 0 {
		return sound, 0, err
	}
	if _, err := f.Seek(sound, io.SeekStart); err != nil {
		return 0, 0, err
	}
	r := bufio.NewReaderSize(f, 1<<16)
	for {
		size, ok := readEntry(r)
		if !ok {
			return sound, entries, nil
		}
		sound += size
		entries++
	}
}

// firstEntry returns where the entry after the version begins; 0 when there is no version. The version ends with two bytes
// of ones, and its length is not told: what follows must look like a size.
func firstEntry(f *os.File) (int64, error) {
	head := make([]byte, walHeader)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	var size [8]byte
	for at := 2; at <= n; at++ {
		clear(size[:])
		copy(size[:], head[at:n])
		if head[at-2] == 0xff && head[at-1] == 0xff && binary.LittleEndian.Uint64(size[:]) < walMost {
			return int64(at), nil
		}
	}
	return 0, nil
}

// readEntry reads one entry and returns its size with its header; ok is false at the end and where the checksum does not
// fit.
func readEntry(r io.Reader) (size int64, ok bool) {
	var header [16]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return 0, false
	}
	length, want := binary.LittleEndian.Uint64(header[:8]), binary.LittleEndian.Uint64(header[8:])
	if length == 0 || length > walMost {
		return 0, false
	}
	sum, read, err := walChecksum(io.LimitReader(r, int64(length)))
	return int64(length) + 16, err == nil && read == int64(length) && sum == want
}

// walChecksum is DuckDB's checksum over all that r holds: each word of 8 bytes times a prime, and the rest in a hash of the
// Murmur kind, one over the other.
func walChecksum(r io.Reader) (sum uint64, read int64, err error) {
	sum = 5381
	buf := make([]byte, 1<<16)
	for {
		n, err := io.ReadFull(r, buf)
		read += int64(n)
		words := n / 8 * 8
		for i := 0; i < words; i += 8 {
			sum ^= binary.LittleEndian.Uint64(buf[i:]) * 0xbf58476d1ce4e5b9
		}
		if words < n {
			sum ^= walRemainder(buf[words:n])
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return sum, read, nil
		case err != nil:
			return sum, read, err
		}
	}
}

// walRemainder hashes the last bytes, fewer than 8.
func walRemainder(rest []byte) uint64 {
	const m, seed, r uint64 = 0xc6a4a7935bd1e995, 0xe17a1465, 47
	h := uint64(len(rest))*m ^ seed
	var word [8]byte
	copy(word[:], rest)
	h ^= binary.LittleEndian.Uint64(word[:])
	h *= m
	h ^= h >> r
	h *= m
	h ^= h >> r
	return h
}
