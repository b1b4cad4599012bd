package intake

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	meta "github.com/parquet-go/parquet-go/format"

	"tuntas/data"
)

// unpacker unpacks pages; it keeps what it needs for the next.
type unpacker struct{ zstd *zstd.Decoder }

// unpack adds to a buffer, which has room for it, what packed becomes: as many bytes as named, neither more nor less. Codecs
// that no common writer of tables uses by itself are refused.
func (u *unpacker) unpack(codec meta.CompressionCodec, to, packed []byte, size int) ([]byte, error) {
	from := len(to)
	var err error
	switch {
	case codec == meta.Uncompressed, len(packed) == 0 && size == 0:
		to = append(to, packed...)
	case codec == meta.Snappy:
		to, err = unpackSnappy(to, packed, size)
	case codec == meta.Gzip:
		to, err = unpackGzip(to, packed, size)
	case codec == meta.Zstd:
		to, err = u.unpackZstd(to, packed, size)
	case codec == meta.Lz4Raw:
		to, err = unpackLZ4(to, packed, size)
	default:
		err = fmt.Errorf("%w: pages packed with %s", data.ErrNotTable, codec)
	}
	if err == nil && len(to)-from != size {
		err = errPage
	}
	return to, err
}

func unpackSnappy(to, packed []byte, size int) ([]byte, error) {
	if n, err := snappy.DecodedLen(packed); err != nil || n != size {
		return nil, errPage
	}
	part, err := snappy.Decode(to[len(to):len(to)+size], packed)
	return to[:len(to)+len(part)], err
}

func unpackGzip(to, packed []byte, size int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	n, err := io.ReadFull(r, to[len(to):len(to)+size])
	if err != nil {
		return nil, err
	}
	var more [1]byte
	if k, err := r.Read(more[:]); k > 0 || err != io.EOF { // the checksum is judged here
		return nil, errPage
	}
	return to[:len(to)+n], nil
}

func (u *unpacker) unpackZstd(to, packed []byte, size int) (_ []byte, err error) {
	if u.zstd == nil {
		u.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPage+1))
	}
	if err != nil {
		return nil, err
	}
	part, err := u.zstd.DecodeAll(packed, to[len(to):len(to):len(to)+size])
	if len(part) != size {
		return nil, errors.Join(errPage, err)
	}
	return append(to, part...), err // which lie there already, unless the decoder wanted more room
}

// unpackLZ4 unpacks a block of LZ4 without a frame.
func unpackLZ4(to, packed []byte, size int) ([]byte, error) {
	from, b := len(to), packed
	for len(b) > 0 {
		token := int(b[0])
		literals, rest := lz4Length(token>>4, b[1:])
		if literals > len(rest) || len(to)-from+literals > size {
			return nil, errPage
		}
		if to, b = append(to, rest[:literals]...), rest[literals:]; len(b) == 0 {
			return to, nil // the last sequence is literals alone
		}
		if len(b) < 2 {
			return nil, errPage
		}
		back := int(b[0]) | int(b[1])<<8
		match, rest := lz4Length(token&15, b[2:])
		match, b = match+4, rest
		if back == 0 || back > len(to)-from || len(to)-from+match > size || len(b) == 0 {
			return nil, errPage
		}
		for ; match > back; match -= back { // what is copied may hold what was copied just before
			to = append(to, to[len(to)-back:]...)
		}
		to = append(to, to[len(to)-back:len(to)-back+match]...)
	}
	return to, nil
}

// lz4Length reads a length that begins with a half of a token and returns what stands behind it.
func lz4Length(n int, b []byte) (int, []byte) {
	if n < 15 {
		return n, b
	}
	for i, c := range b {
		if n += int(c); c < 255 {
			return n, b[i+1:]
		}
	}
	return n, nil
}
