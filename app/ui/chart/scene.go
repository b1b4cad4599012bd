package chart

import "tuntas/analytics/figure"

// spot is a place in the widget, in Fyne's units, counted from the upper left corner.
type spot struct{ X, Y float32 }

// box is a rectangle with its upper left corner at X, Y.
type box struct{ X, Y, W, H float32 }

func (b box) right() float32  { return b.X + b.W }
func (b box) bottom() float32 { return b.Y + b.H }
func (b box) middle() spot    { return spot{b.X + b.W/2, b.Y + b.H/2} }

func (b box) holds(p spot) bool {
	return p.X >= b.X && p.X <= b.right() && p.Y >= b.Y && p.Y <= b.bottom()
}

// within tells whether b lies inside outer, give or take half a unit.
func (b box) within(outer box) bool {
	const slack = 0.5
	return b.X >= outer.X-slack && b.Y >= outer.Y-slack &&
		b.right() <= outer.right()+slack && b.bottom() <= outer.bottom()+slack
}

// meets tells whether the two boxes share more than an edge.
func (b box) meets(o box) bool {
	const slack = 0.25
	return b.X+slack < o.right() && o.X+slack < b.right() && b.Y+slack < o.bottom() && o.Y+slack < b.bottom()
}

// grown returns b, made larger about its middle until it is at least side wide and high.
func (b box) grown(side float32) box {
	dx, dy := max(0, side-b.W)/2, max(0, side-b.H)/2
	return box{b.X - dx, b.Y - dy, b.W + 2*dx, b.H + 2*dy}
}

// role is what a colour is for; the palette knows which colour that is.
type role int

const (
	roleText    role = iota // words to be read first
	roleQuiet               // words to be read second
	roleGrid                // thin lines behind the marks
	roleAxis                // the line at zero, whiskers
	rolePaper               // what the figure stands on
	roleTone                // the colour of a tone
	roleFaint               // the same, faint: too few to judge
	roleOnTone              // words on the colour of a tone
	roleHeat                // a shade of the ramp
	roleOnHeat              // words on that shade
	roleMissing             // a cell without a value
	roleBand                // the stretch of an interval behind a line
	roleFlow                // a way of a flow: the colour of a tone, soft
)

// ink is a colour by its meaning.
type ink struct {
	Role  role
	Tone  figure.Tone // for roleTone, roleFaint, roleOnTone
	Shade float32     // 0 to 1, for roleHeat and roleOnHeat
}

// item is one thing to paint: a fill, a disc, a stroke, a path, an area or a text.
type item interface{ paintable() }

type fill struct {
	Box   box
	Ink   ink
	Edge  ink     // drawn when Width is above zero
	Width float32 // of the edge
}

type disc struct {
	At     spot
	Radius float32
	Ink    ink
	Edge   ink
	Width  float32 // of the edge; zero for none
}

type stroke struct {
	From, To spot
	Ink      ink
	Width    float32
}

// path is a line through many spots.
type path struct {
	Points []spot
	Ink    ink
	Width  float32
	Dash   []float32 // lengths of dash and gap by turns; none for a solid line
}

// area is a polygon. Rings inside rings are holes.
type area struct {
	Rings      [][]spot
	Ink        ink
	Pattern    pattern // laid over it in PatternInk
	PatternInk ink
	Edge       ink
	Width      float32 // of the edge; zero for none
}

type text struct {
	Box   box
	Words string
	Size  float32
	Bold  bool
	Ink   ink
}

func (fill) paintable()   {}
func (disc) paintable()   {}
func (stroke) paintable() {}
func (path) paintable()   {}
func (area) paintable()   {}
func (text) paintable()   {}

// mark is what stands for one point of the figure.
type mark struct {
	Series, Category int
	Box              box  // what is drawn, without its whiskers
	Hit              box  // where the pointer finds it; not of a Path
	Round            bool // drawn as a dot
	Rings            [][]spot
	Path             []spot
	Wide             float32 // of Path
	Shade            ink     // of what fills Rings
	From, To         int     // of a way of a flow: the marks at its ends
	Key              figure.Key
	Said             func() []string // what the tool tip says, the first line in bold: written only when asked for
}

// scene is a figure laid out in a room of a given size. Renderer, hit test and keyboard read it and nothing else.
type scene struct {
	Plot  box // where the marks are; empty when there are none
	Items []item
	Marks []mark // in the order of the series, then of the categories
	Lying bool   // categories run downwards
	Walk  walk   // how the arrows go
}

// hit returns the index of the mark at p, the nearest one if several reach there, or -1.
func (s scene) hit(p spot) int {
	best, least := -1, float32(0)
	for i, m := range s.Marks {
		d, ok := m.reach(p)
		if ok && (best < 0 || d < least) {
			best, least = i, d
		}
	}
	return best
}

// distance measures how far p is from b, in squared units; inside it is below zero, the lower the nearer to the middle.
func distance(b box, p spot) float32 {
	dx := max(b.X-p.X, 0, p.X-b.right())
	dy := max(b.Y-p.Y, 0, p.Y-b.bottom())
	if dx > 0 || dy > 0 {
		return dx*dx + dy*dy
	}
	return -min(p.X-b.X, b.right()-p.X, p.Y-b.Y, b.bottom()-p.Y)
}

// find returns the index of the mark of that series and category, or -1 when it has no value.
func (s scene) find(series, category int) int {
	for i, m := range s.Marks {
		if m.Series == series && m.Category == category {
			return i
		}
	}
	return -1
}

// step returns the mark reached from the mark at index from by going to the next with a value: dc categories or ds series
// further. At the end, and with no mark in that direction, it returns from.
func (s scene) step(from, dc, ds int) int {
	if len(s.Marks) == 0 {
		return -1
	}
	if from < 0 || from >= len(s.Marks) {
		return 0
	}
	best, least := from, 0
	here := s.Marks[from]
	for i, m := range s.Marks {
		c, n := (m.Category-here.Category)*dc, (m.Series-here.Series)*ds
		if (dc != 0 && (m.Series != here.Series || c <= 0)) || (ds != 0 && (m.Category != here.Category || n <= 0)) {
			continue
		}
		if best == from || c+n < least {
			best, least = i, c+n
		}
	}
	return best
}
