package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tuntas/data"
)

// casePrefix stands before the keys of what an event log says about the case of an event.
const casePrefix = "case:"

// maxXMLDepth is how deep elements may lie in each other.
const maxXMLDepth = 64

// looksXML tells whether text begins as XML does.
func looksXML(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 1 && head[0] == '<' && (head[1] == '?' || head[1] == '!' || isLetter(head[1]))
}

// declaredWestern tells whether the declaration of an XML file that is UTF-8 as far as its head shows names another encoding
// of one byte a character.
func declaredWestern(head []byte) bool {
	declaration, _, ok := bytes.Cut(head[:min(len(head), 200)], []byte("?>"))
	text := strings.ToLower(string(declaration))
	return ok && slices.ContainsFunc(oneByte, func(name string) bool {
		return strings.Contains(text, `"`+name+`"`) || strings.Contains(text, `'`+name+`'`)
	})
}

var oneByte = []string{"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"}

// newXML returns a strict parser for text that is UTF-8 by now, whatever it says of itself. Encodings that were not decoded
// are refused.
func newXML(r io.Reader) *xml.Decoder {
	dec := xml.NewDecoder(r)
	dec.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		label = strings.ToLower(label)
		if slices.Contains(oneByte, label) || strings.HasPrefix(label, "utf-16") || label == "us-ascii" {
			return input, nil
		}
		return nil, fmt.Errorf("%w: encoding %q", data.ErrNotTable, label)
	}
	return dec
}

// xmlToken returns the next token; a document type is refused, because entities could be declared in it. What goes wrong
// while its source did not fail is the XML's fault.
func xmlToken(dec *xml.Decoder, failed *error) (xml.Token, error) {
	token, err := dec.Token()
	if err != nil && err != io.EOF && (*failed == nil || !errors.Is(err, *failed)) {
		return nil, fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	if _, ok := token.(xml.Directive); ok {
		return nil, fmt.Errorf("%w: it declares a document type", data.ErrNotTable)
	}
	return token, err
}

// tokens gives out the tokens of an XML file.
type tokens interface {
	token() (xml.Token, error)
}

// skipElement passes over the rest of the element whose beginning was read last.
func skipElement(src tokens) error {
	for depth := 1; depth > 0; {
		token, err := src.token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxXMLDepth {
			return fmt.Errorf("%w: its elements lie too deep", data.ErrNotTable)
		}
	}
	return nil
}

// eventLog gives out the events of an XES file. The keys of an event are those of its attributes, and of its trace's with
// "case:" before them, as far as they stand before the event. Attributes of attributes, lists, and all that is said of the
// log are passed over.
type eventLog struct {
	tape  *tape
	dec   *xml.Decoder
	trace []pair
	path  []string // names of the open elements, at most log and trace
	ended bool     // the log has been closed
}

func newEventLog(src io.Reader) *eventLog {
	t := &tape{src: src}
	return &eventLog{tape: t, dec: newXML(t)}
}

func (l *eventLog) token() (xml.Token, error) { return xmlToken(l.dec, &l.tape.failed) }

// nextObject returns the next event.
func (l *eventLog) nextObject() (object, error) {
	for {
		at := l.dec.InputOffset()
		line, _ := l.dec.InputPos()
		l.tape.take(at)
		token, err := l.token()
		if err != nil {
			return object{}, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			l.path = l.path[:len(l.path)-1]
			l.ended = len(l.path) == 0
		case xml.StartElement:
			if token.Name.Local == "event" && len(l.path) > 0 {
				return l.event(int64(line))
			}
			if err := l.enter(token); err != nil {
				return object{}, err
			}
		}
	}
}

// enter begins the log or a trace, takes an attribute of a trace, and passes over everything else.
func (l *eventLog) enter(start xml.StartElement) error {
	name := start.Name.Local
	switch depth := len(l.path); {
	case l.ended, depth == 0 && name != "log":
		return fmt.Errorf("%w: the root is %q", data.ErrNotTable, name)
	case depth == 0, depth == 1 && name == "trace":
		l.path, l.trace = append(l.path, name), nil
		return nil
	case depth == 2:
		if p, ok := attribute(start); ok {
			p.key = casePrefix + p.key
			l.trace = append(l.trace, p)
		}
		if len(l.trace) > maxColumns {
			return fmt.Errorf("%w: %d attributes of a trace", data.ErrTooLarge, len(l.trace))
		}
	}
	return skipElement(l)
}

// event reads the event whose beginning was read last.
func (l *eventLog) event(line int64) (object, error) {
	o := object{line: line, pairs: slices.Clone(l.trace)}
	for {
		token, err := l.token()
		if err != nil {
			return o, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			o.raw = shortened(l.tape.take(l.dec.InputOffset()))
			return o, nil
		case xml.StartElement:
			if p, ok := attribute(token); ok && !l.says(p.key) {
				o.pairs = append(o.pairs, p)
			}
			if err := skipElement(l); err != nil {
				return o, err
			}
		}
	}
}

// says tells whether the trace has this key already; events that repeat it are those of logs that went through a flat table.
func (l *eventLog) says(key string) bool {
	return strings.HasPrefix(key, casePrefix) && slices.ContainsFunc(l.trace, func(p pair) bool { return p.key == key })
}

// attribute reads an element as an attribute of XES, which has a key and a value.
func attribute(start xml.StartElement) (pair, bool) {
	var p pair
	keyed, valued := false, false
	for _, a := range start.Attr {
		switch a.Name.Local {
		case "key":
			p.key, keyed = a.Value, true
		case "value":
			p.value, valued = []byte(a.Value), true
		}
	}
	return p, keyed && valued
}
