package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"tuntas/data"
)

// maxDepth is how deep objects within objects become columns; what lies deeper stays JSON text.
const maxDepth = 8

// looksJSON tells whether text begins as an array of objects or as an object does.
func looksJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] != '[' && head[0] != '{' {
		return false
	}
	inner := bytes.TrimLeft(head[1:], " \t\r\n")
	if len(inner) == 0 {
		return true
	}
	return head[0] == '{' && strings.IndexByte("\"}", inner[0]) >= 0 || head[0] == '[' && strings.IndexByte("{]", inner[0]) >= 0
}

// looksLines tells whether text that looks like JSON holds an object on each line: its first line is one, and it is not the
// object around a table.
func looksLines(head []byte) bool {
	line, rest, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	var values map[string]json.RawMessage
	if json.Unmarshal(line, &values) != nil {
		return false
	}
	if len(bytes.TrimSpace(rest)) > 0 {
		return true
	}
	for _, v := range values {
		if v[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(v[1:], " \t\r\n"), []byte("{")) {
			return false
		}
	}
	return true
}

// jsonArray gives out the objects of an array, or of the one array of objects that an object holds. What else that object
// holds is passed over.
type jsonArray struct {
	tape   *tape
	dec    *json.Decoder
	line   int64 // on which the tape stands
	inside bool  // the array lies in an object
	first  json.RawMessage
}

// newJSONArray finds the array. It returns data.ErrNotTable when there is none.
func newJSONArray(src io.Reader) (*jsonArray, error) {
	t := &tape{src: src}
	j := &jsonArray{tape: t, dec: json.NewDecoder(t), line: 1}
	token, err := j.token()
	if err != nil {
		return nil, err
	}
	if token == json.Delim('[') {
		return j, nil
	}
	j.inside = true
	found, err := j.findTable()
	if err == nil && !found {
		err = fmt.Errorf("%w: no array of objects", data.ErrNotTable)
	}
	return j, err
}

// token returns the next token and takes it from the tape. The end of the file is never where one may stand.
func (j *jsonArray) token() (json.Token, error) {
	token, err := j.dec.Token()
	j.pass(j.dec.InputOffset())
	return token, jsonError(err)
}

// pass takes the tape up to offset and counts its lines.
func (j *jsonArray) pass(offset int64) []byte {
	b := j.tape.take(offset)
	j.line += int64(bytes.Count(b, []byte{'\n'}))
	return b
}

// value decodes the next value and leaves it on the tape.
func (j *jsonArray) value() (raw json.RawMessage, err error) {
	err = j.dec.Decode(&raw)
	return raw, jsonError(err)
}

// jsonError makes an error of the decoder one that says that the file is no table.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	return err
}

// findTable goes through the rest of the object up to the first object of an array, which it leaves in j.first; not found
// when the object ends.
func (j *jsonArray) findTable() (bool, error) {
	for {
		key, err := j.token()
		if err != nil || key == json.Delim('}') {
			return false, err
		}
		opening, err := j.token()
		if err != nil {
			return false, err
		}
		if opening == json.Delim('[') && j.dec.More() {
			raw, err := j.value()
			if err != nil || raw[0] == '{' {
				j.first = raw
				return true, err
			}
			j.pass(j.dec.InputOffset())
		}
		if _, ok := opening.(json.Delim); ok {
			if err := j.skip(); err != nil {
				return false, err
			}
		}
	}
}

// skip passes over what is left of an array or object.
func (j *jsonArray) skip() error {
	for depth := 1; depth > 0; {
		token, err := j.token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
	return nil
}

// nextObject returns the next element of the array.
func (j *jsonArray) nextObject() (object, error) {
	raw := j.first
	if j.first = nil; raw == nil {
		if !j.dec.More() {
			return object{}, j.finish()
		}
		var err error
		if raw, err = j.value(); err != nil {
			return object{}, err
		}
	}
	end := j.dec.InputOffset()
	j.pass(end - int64(len(raw)))
	o := objectOf(raw, j.line)
	j.pass(end)
	return o, nil
}

// finish reads what stands behind the array: nothing, or the rest of the object around it, without a second table.
func (j *jsonArray) finish() error {
	if _, err := j.token(); err != nil { // the bracket that closes, or an error
		return err
	}
	if j.inside {
		second, err := j.findTable()
		if err == nil && second {
			err = fmt.Errorf("%w: two arrays of objects", data.ErrNotTable)
		}
		if err != nil {
			return err
		}
	}
	if _, err := j.dec.Token(); err != io.EOF {
		return errors.Join(fmt.Errorf("%w: text behind the end", data.ErrNotTable), jsonError(err))
	}
	return io.EOF
}

// jsonLines gives out the objects of a file that has one on each line. A line that is none is refused alone.
type jsonLines struct{ scan *scanner }

func (j jsonLines) nextObject() (object, error) {
	for {
		if err := j.scan.skipBlank(); err != nil {
			return object{}, err
		}
		rec, err := j.scan.takeLine("")
		if err != nil {
			return object{}, err
		}
		if raw := bytes.TrimSpace(rec.raw); len(raw) > 0 {
			return objectOf(raw, rec.line), nil
		}
	}
}

// objectOf reads the text of an object.
func objectOf(raw []byte, line int64) object {
	o := object{line: line, raw: shortened(raw)}
	var f flat
	if len(raw) > maxRow || raw[0] != '{' || f.add("", raw, 1) != nil {
		o.fault = data.RefusedShape
		return o
	}
	o.pairs, o.fault = f.pairs, f.fault
	return o
}

// flat is an object whose inner objects have become keys with dots.
type flat struct {
	pairs []pair
	fault data.Refusal
}

// add adds the values of the object in raw under prefix. Numbers keep their text, arrays are JSON text, null is empty.
func (f *flat) add(prefix string, raw []byte, depth int) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		if err := f.value(prefix+key.(string), value, depth); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return data.ErrNotTable // text behind the object
	}
	return nil
}

func (f *flat) value(key string, value json.RawMessage, depth int) error {
	switch {
	case value[0] == '{' && depth < maxDepth:
		return f.add(key+".", value, depth+1)
	case value[0] == '{', value[0] == '[':
		var b bytes.Buffer
		if err := json.Compact(&b, value); err != nil {
			return err
		}
		value = b.Bytes()
	case value[0] == '"':
		var s string
		if err := json.Unmarshal(value, &s); err != nil {
			return err
		}
		if spoilt(s, value) {
			f.fault = data.RefusedText
		}
		value = []byte(s)
	case value[0] == 'n':
		value = nil
	}
	f.pairs = append(f.pairs, pair{key, value})
	return nil
}

// spoilt tells whether a text holds NUL, or a character that was none and that the decoder has replaced.
func spoilt(s string, written []byte) bool {
	return strings.IndexByte(s, 0) >= 0 || strings.Contains(s, "\ufffd") && !bytes.Contains(written, []byte("\ufffd"))
}
