package intake

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"tuntas/data"
)

// otherPapers are answers of Open311 services that hold no requests, by their root.
var otherPapers = map[string]string{
	"services": "kinds of service", "service_definition": "the definition of a service", "discovery": "what a server offers",
}

// rootOf is the name of the first element of an XML file that begins with head; empty when that cannot be told.
func rootOf(head []byte) string {
	dec := newXML(bytes.NewReader(head))
	for {
		token, err := dec.Token()
		if err != nil {
			return ""
		}
		if e, ok := token.(xml.StartElement); ok {
			return e.Name.Local
		}
	}
}

// xmlTable gives out the elements that repeat in the root of an XML file. An element in an element is a key with a dot, one
// that repeats within a row is a JSON array of its texts, as in JSON; an attribute of the row itself is a key with @ before
// it, others are passed over. Elements of the root without any of their own are no rows.
type xmlTable struct {
	tape *tape
	dec  *xml.Decoder
	name string // of the elements that are rows; empty until the first
	open bool   // the root has begun
	done bool   // and ended
	some bool   // it holds an element
}

func newXMLTable(src io.Reader) *xmlTable {
	t := &tape{src: src}
	return &xmlTable{tape: t, dec: newXML(t)}
}

func (x *xmlTable) token() (xml.Token, error) { return xmlToken(x.dec, &x.tape.failed) }

// nextObject returns the next row. A root that holds elements, none of which is a row, is no table.
func (x *xmlTable) nextObject() (object, error) {
	for {
		at := x.dec.InputOffset()
		line, _ := x.dec.InputPos()
		x.tape.take(at)
		token, err := x.token()
		switch {
		case err == io.EOF && x.some && x.name == "":
			return object{}, fmt.Errorf("%w: no element in it holds others", data.ErrNotTable)
		case err != nil:
			return object{}, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			x.done = true
		case xml.StartElement:
			if !x.open {
				if err := x.enter(token); err != nil {
					return object{}, err
				}
				continue
			}
			if x.done {
				return object{}, fmt.Errorf("%w: a second root", data.ErrNotTable)
			}
			x.some = true
			o, is, err := x.row(token, int64(line))
			if err != nil || is {
				return o, err
			}
		}
	}
}

// enter begins the root. What a service says went wrong is an error.
func (x *xmlTable) enter(root xml.StartElement) error {
	x.open = true
	name := root.Name.Local
	if paper, ok := otherPapers[name]; ok {
		return fmt.Errorf("%w: it holds %s", data.ErrNotTable, paper)
	}
	if name != "error" && name != "errors" {
		return nil
	}
	var text strings.Builder
	for depth := 1; depth > 0; {
		token, err := x.token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if more := strings.Join(strings.Fields(string(token)), " "); more != "" && text.Len() < maxAnswer {
				text.WriteString(" " + more)
			}
		}
	}
	return answered(text.String())
}

// maxAnswer is how much of a service's message is kept, in bytes.
const maxAnswer = 200

// answered is the error that a service's message is.
func answered(text string) error {
	return fmt.Errorf("%w: %s", data.ErrService, shown(strings.TrimSpace(text)))
}

// httpAnswer judges a text that begins as an answer of a web server does, which somebody has saved with its head; nil when
// it does not.
func httpAnswer(head []byte) error {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	words := strings.Fields(string(line[:min(len(line), maxAnswer)]))
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") || len(words[1]) != 3 {
		return nil
	}
	if words[1] >= "400" {
		return answered(strings.Join(words[1:], " "))
	}
	return fmt.Errorf("%w: the head of an answer stands before it", data.ErrNotTable)
}

// row reads an element of the root, and tells whether it is a row.
func (x *xmlTable) row(start xml.StartElement, line int64) (object, bool, error) {
	r := xmlRow{xmlTable: x, values: make(map[string][]string)}
	for _, a := range start.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			if err := r.add("@"+a.Name.Local, a.Value); err != nil {
				return object{}, false, err
			}
		}
	}
	holds, err := r.element("", 1)
	name := start.Name.Local
	switch {
	case err != nil:
		return object{}, false, err
	case !holds && name != x.name:
		return object{}, false, nil
	case x.name == "":
		x.name = name
	case name != x.name:
		return object{}, false, fmt.Errorf("%w: rows of two kinds, %q and %q", data.ErrNotTable, shown(x.name), shown(name))
	}
	return object{line: line, raw: shortened(x.tape.take(x.dec.InputOffset())), pairs: r.pairs()}, true, nil
}

// xmlRow collects what stands in a row.
type xmlRow struct {
	*xmlTable
	keys   []string // in their order
	values map[string][]string
	count  int
}

func (r *xmlRow) add(key, value string) error {
	if _, ok := r.values[key]; !ok {
		r.keys = append(r.keys, key)
	}
	r.values[key] = append(r.values[key], value)
	if r.count++; r.count > maxColumns {
		return fmt.Errorf("%w: %d values in one row", data.ErrTooLarge, r.count)
	}
	return nil
}

// element reads the rest of the element whose beginning was read last, and tells whether it holds others. Its text counts
// where it holds none, or where there is more of it than blanks.
func (r *xmlRow) element(key string, depth int) (holds bool, err error) {
	if depth > maxXMLDepth {
		return false, fmt.Errorf("%w: its elements lie too deep", data.ErrNotTable)
	}
	var text strings.Builder
	for {
		token, err := r.token()
		if err != nil {
			return holds, err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			holds = true
			inner := token.Name.Local
			if key != "" {
				inner = key + "." + inner
			}
			if _, err := r.element(inner, depth+1); err != nil {
				return holds, err
			}
		case xml.EndElement:
			if value := strings.TrimSpace(text.String()); key != "" && (!holds || value != "") {
				return holds, r.add(key, value)
			}
			return holds, nil
		}
	}
}

// pairs returns what was collected.
func (r *xmlRow) pairs() []pair {
	all := make([]pair, 0, len(r.keys))
	for _, key := range r.keys {
		values := r.values[key]
		p := pair{key, []byte(values[0])}
		if len(values) > 1 {
			p.value = []byte{'['}
			for i, v := range values {
				if i > 0 {
					p.value = append(p.value, ',')
				}
				p.value = quoted(p.value, []byte(v))
			}
			p.value = append(p.value, ']')
		}
		all = append(all, p)
	}
	return all
}

// isAnswer tells whether the keys of a table are those of a service's message.
func isAnswer(header []string) bool {
	return len(header) > 0 && slices.Contains(header, "code") && slices.Contains(header, "description") &&
		!slices.ContainsFunc(header, func(h string) bool { return h != "code" && h != "description" })
}
