package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// column says where the text of a field stands: under the first of several headers that is there, or under all of them
// together.
type column struct {
	headers []string // none when the field has no column
	joined  bool     // the texts under all headers make the field's
	prefix  string   // joined before them
}

// columnOf reads a header, a list of headers, or { join = […], prefix = "…" }.
func columnOf(value any) (column, error) {
	table, ok := value.(map[string]any)
	if !ok {
		all, err := headersOf(value)
		return column{headers: all}, err
	}
	c := column{joined: true}
	for key, value := range table {
		var err error
		switch key {
		case "join":
			c.headers, err = headersOf(value)
		case "prefix":
			c.prefix, ok = value.(string)
			if c.prefix = strings.TrimSpace(c.prefix); c.prefix == "" || !ok {
				err = errors.New("prefix is no text")
			}
		default:
			err = fmt.Errorf("unknown key %s", key)
		}
		if err != nil {
			return c, err
		}
	}
	if len(c.headers) == 0 {
		return c, errors.New("join is missing")
	}
	return c, nil
}

// headersOf reads a header or a list of headers; none may be empty.
func headersOf(value any) ([]string, error) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var all []string
	for _, v := range list {
		h, ok := v.(string)
		if h = strings.TrimSpace(h); !ok || h == "" {
			return nil, errors.New("neither a header nor a list of headers")
		}
		all = append(all, h)
	}
	if len(all) == 0 {
		return nil, errors.New("neither a header nor a list of headers")
	}
	return all, nil
}

// position is where a column lies in a file.
type position struct {
	columns []int  // several when they are joined; none when the file lacks one
	twice   string // header that stands there twice
}

// at is the position of the first column; -1 when there is none.
func (p position) at() int {
	if len(p.columns) == 0 {
		return -1
	}
	return p.columns[0]
}

// find looks the column up in a header.
func (c column) find(header []string) position {
	var p position
	for _, h := range c.headers {
		at := indexOf(header, h)
		switch {
		case at < 0 && c.joined:
			return position{}
		case at < 0:
			continue
		}
		p.columns = append(p.columns, at)
		if indexOf(header[at+1:], h) >= 0 {
			p.twice = h
		}
		if !c.joined {
			break
		}
	}
	return p
}

// lacking names the header that is not there, the most preferred of several.
func (c column) lacking(header []string) string {
	for _, h := range c.headers {
		if indexOf(header, h) < 0 {
			return h
		}
	}
	return c.headers[0]
}

// indexOf finds a header, case and outer blanks aside; -1 when it is not there.
func indexOf(header []string, h string) int {
	return slices.IndexFunc(header, func(have string) bool { return strings.EqualFold(strings.TrimSpace(have), h) })
}
