package intake

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how the characters of a file are written. It is decided once, from the file's first 64 KiB, and shown.
type Encoding string

// The encodings. All but UTF-16 hold ASCII as it is.
const (
	UTF8        Encoding = "UTF-8"
	UTF16LE     Encoding = "UTF-16LE"
	UTF16BE     Encoding = "UTF-16BE"
	Windows1252 Encoding = "Windows-1252"
)

// headSize is how much of a file decides about its encoding.
const headSize = 64 << 10

// decode returns src as UTF-8, without a byte order mark. What is no text in an encoding stays to be refused row by row; only
// half of a surrogate pair in UTF-16 becomes U+FFFD.
func decode(src *bufio.Reader) (io.Reader, Encoding, error) {
	head, err := src.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		_, err := src.Discard(len("\ufeff"))
		return src, UTF8, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return transform.NewReader(src, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()), UTF16LE, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return transform.NewReader(src, unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()), UTF16BE, nil
	case western(head, err == nil):
		return western1252(src), Windows1252, nil
	}
	return src, UTF8, nil
}

// western tells whether the head of a file can only be Windows-1252: it has no NUL, no byte that Windows-1252 lacks, and more
// bytes that are no UTF-8 than characters that are. A UTF-8 file with one damaged name in it is so still UTF-8. The head may
// be cut within a character.
func western(head []byte, cut bool) bool {
	whole, broken := 0, 0
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		switch {
		case r == 0:
			return false
		case r < utf8.RuneSelf, cut && !utf8.FullRune(head):
		case r != utf8.RuneError || n > 1:
			whole++
		case bytes.IndexByte([]byte("\x81\x8d\x8f\x90\x9d"), head[0]) >= 0:
			return false
		default:
			broken++
		}
		head = head[n:]
	}
	return broken > whole
}

func western1252(r io.Reader) io.Reader {
	return transform.NewReader(r, charmap.Windows1252.NewDecoder())
}
