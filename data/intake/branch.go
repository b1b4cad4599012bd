package intake

import (
	"fmt"

	"github.com/parquet-go/parquet-go"

	"tuntas/data"
)

// branch is a node in the tree of a Parquet file's columns.
type branch struct {
	name     string
	first    int // its first leaf
	leaves   int
	repeated bool
	list     bool // its one child repeats, and is what people call the list
	keyed    bool // the same, of pairs of a key and a value
	def      int  // definition level from which it is there
	rep      int  // repetition level at which it repeats
	children []branch
	write    writer // of a leaf
}

// branches returns what becomes columns, and how many leaves there are: groups become names with dots, as objects of JSON do.
func branches(root *parquet.Column) ([]branch, int, error) {
	var all []branch
	leaves := 0
	for _, c := range root.Columns() {
		b, err := branchOf(c, leaves, 0, 0)
		if err != nil {
			return nil, 0, err
		}
		leaves += b.leaves
		all = b.flatten(all, "", 1)
	}
	if len(all) > maxColumns {
		return nil, 0, fmt.Errorf("%w: %d columns", data.ErrTooLarge, len(all))
	}
	return all, leaves, nil
}

// branchOf reads a column whose first leaf has this number. The levels are those of what it lies in.
func branchOf(c *parquet.Column, first, def, rep int) (branch, error) {
	b := branch{name: c.Name(), first: first, repeated: c.Repeated(), def: def, rep: rep}
	if !c.Required() {
		b.def++
	}
	if b.repeated {
		b.rep++
	}
	if c.Leaf() {
		b.leaves, b.write = 1, writerOf(c.Type())
		if c.Index() != first {
			return b, errThrift
		}
		return b, nil
	}
	for _, child := range c.Columns() {
		inner, err := branchOf(child, first+b.leaves, b.def, b.rep)
		if err != nil {
			return b, err
		}
		b.leaves += inner.leaves
		b.children = append(b.children, inner)
	}
	if len(b.children) == 1 && b.children[0].repeated {
		b.list, b.keyed = isLogical(c, "LIST"), isLogical(c, "MAP") && len(b.children[0].children) == 2
	}
	return b, nil
}

// isLogical tells whether a group has this meaning.
func isLogical(c *parquet.Column, meaning string) bool { return c.Type().String() == meaning }

// flatten adds the columns that b becomes.
func (b branch) flatten(all []branch, prefix string, depth int) []branch {
	b.name = prefix + b.name
	if b.leaves == 0 { // an empty group
		return all
	}
	if b.repeated || b.list || b.keyed || len(b.children) == 0 || depth > maxDepth {
		return append(all, b)
	}
	for _, c := range b.children {
		all = c.flatten(all, b.name+".", depth+1)
	}
	return all
}

// text writes what stands in a column: a plain text, or JSON where values repeat. What is not there is empty.
func (b *branch) text(to []byte, values [][]parquet.Value) ([]byte, error) {
	if values[0][0].DefinitionLevel() < b.def && !b.repeated {
		return to, nil
	}
	if len(b.children) == 0 && !b.repeated {
		if len(values[0]) != 1 {
			return to, errLevels
		}
		return b.write.text(to, values[0][0]), nil
	}
	return b.json(to, values)
}

var errLevels = fmt.Errorf("%w: values that repeat do not fit each other", data.ErrNotTable)

// json writes the values of a branch and all that lies in it. There is a list of values for each leaf.
func (b *branch) json(to []byte, values [][]parquet.Value) ([]byte, error) {
	if len(to) > maxAhead {
		return to, fmt.Errorf("%w: one row holds more than %d bytes", data.ErrTooLarge, maxAhead)
	}
	if !b.repeated {
		return b.one(to, values)
	}
	if values[0][0].DefinitionLevel() < b.def {
		return append(to, "[]"...), nil
	}
	to, err := b.each(append(to, '['), values, b.one)
	return append(to, ']'), err
}

// each writes the elements of a branch that repeats, with commas.
func (b *branch) each(to []byte, values [][]parquet.Value, write func([]byte, [][]parquet.Value) ([]byte, error)) ([]byte, error) {
	rest, one := append([][]parquet.Value(nil), values...), make([][]parquet.Value, len(values))
	for n := 0; len(rest[0]) > 0; n++ {
		for leaf, all := range rest {
			end := 1
			for end < len(all) && all[end].RepetitionLevel() > b.rep {
				end++
			}
			if len(all) == 0 {
				return to, errLevels
			}
			one[leaf], rest[leaf] = all[:end], all[end:]
		}
		if n > 0 {
			to = append(to, ',')
		}
		var err error
		if to, err = write(to, one); err != nil {
			return to, err
		}
	}
	for _, all := range rest {
		if len(all) > 0 {
			return to, errLevels
		}
	}
	return to, nil
}

// one writes a single value of a branch.
func (b *branch) one(to []byte, values [][]parquet.Value) ([]byte, error) {
	if len(values) == 0 {
		return append(to, "{}"...), nil
	}
	value := values[0][0]
	switch {
	case value.DefinitionLevel() < b.def:
		return append(to, "null"...), nil
	case len(b.children) == 0 && len(values[0]) != 1:
		return to, errLevels
	case len(b.children) == 0:
		return b.write.json(to, value), nil
	case b.list:
		return b.children[0].elements(to, values)
	case b.keyed:
		return b.children[0].entries(to, values)
	}
	return b.object(to, values)
}

// elements writes the elements of a list, each of which most writers put into a group of its own.
func (b *branch) elements(to []byte, values [][]parquet.Value) ([]byte, error) {
	if len(b.children) != 1 {
		return b.json(to, values)
	}
	if values[0][0].DefinitionLevel() < b.def {
		return append(to, "[]"...), nil
	}
	to, err := b.each(append(to, '['), values, b.children[0].json)
	return append(to, ']'), err
}

// entries writes pairs as an object.
func (b *branch) entries(to []byte, values [][]parquet.Value) ([]byte, error) {
	if values[0][0].DefinitionLevel() < b.def {
		return append(to, "{}"...), nil
	}
	key, value := &b.children[0], &b.children[1]
	to, err := b.each(append(to, '{'), values, func(to []byte, pair [][]parquet.Value) ([]byte, error) {
		if len(key.children) > 0 || len(pair[0]) != 1 {
			return to, errLevels
		}
		to = append(quoted(to, key.write.text(nil, pair[0][0])), ':')
		return value.json(to, pair[key.leaves:])
	})
	return append(to, '}'), err
}

// object writes a group.
func (b *branch) object(to []byte, values [][]parquet.Value) ([]byte, error) {
	to = append(to, '{')
	for i := range b.children {
		c := &b.children[i]
		if i > 0 {
			to = append(to, ',')
		}
		to = append(quoted(to, []byte(c.name)), ':')
		var err error
		from := c.first - b.first
		if to, err = c.json(to, values[from:from+c.leaves]); err != nil {
			return to, err
		}
	}
	return append(to, '}'), nil
}

// quoted writes a text of JSON.
func quoted(to, text []byte) []byte {
	const digits = "0123456789abcdef"
	to = append(to, '"')
	for _, c := range text {
		switch {
		case c == '"', c == '\\':
			to = append(to, '\\', c)
		case c == '\n':
			to = append(to, `\n`...)
		case c < ' ':
			to = append(to, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			to = append(to, c)
		}
	}
	return append(to, '"')
}
