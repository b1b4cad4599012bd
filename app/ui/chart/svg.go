package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// WriteSVG writes f to w as a drawing that stays sharp at any size, size large in Fyne's units, in the colours of look. It is
// the same scene as in the window: texts stay texts, each as wide as it was laid out, the value of each mark is its title,
// and the text alternative is the description. Nothing in it leads anywhere or runs. It needs a running fyne.App to measure
// words. An error of f.Check is returned before anything is written.
func WriteSVG(w io.Writer, f figure.Figure, l *i18n.Language, size fyne.Size, look fyne.Theme) error {
	if err := f.Check(); err != nil {
		return fmt.Errorf("write svg: %w", err)
	}
	d := drawing{palette: palette{theme: look}}
	r := ruler{Text: look.Size(theme.SizeNameText), Measure: measure}
	s := arrange(prepared(f), size.Width, size.Height, r, l)
	d.open(f, l, size)
	for _, it := range s.Items {
		d.draw(it)
	}
	for _, m := range s.Marks {
		d.said(m)
	}
	d.WriteString("</svg>\n")
	if _, err := d.WriteTo(w); err != nil {
		return fmt.Errorf("write svg: %w", err)
	}
	return nil
}

// drawing is an SVG document in the making.
type drawing struct {
	bytes.Buffer
	palette palette
}

func (d *drawing) open(f figure.Figure, l *i18n.Language, size fyne.Size) {
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="%s" width="%s" height="%s" viewBox="0 0 %s %s" font-family="'Noto Sans', 'Segoe UI', Arial, sans-serif">`+"\n",
		l.Code(), short32(size.Width), short32(size.Height), short32(size.Width), short32(size.Height))
	fmt.Fprintf(d, "<title>%s</title>\n<desc>%s</desc>\n", escaped(f.Title), escaped(Alternative(f, l)))
	d.pattern("rising", patternRising, roleQuiet)
	d.pattern("dark", patternDots, roleText)
	d.pattern("bright", patternDots, rolePaper)
	fmt.Fprintf(d, `<rect width="%s" height="%s"%s/>`+"\n", short32(size.Width), short32(size.Height), paint("fill", d.palette.named(assets.ColorCard)))
}

// pattern defines what is laid over an area.
func (d *drawing) pattern(id string, p pattern, r role) {
	c := d.palette.color(ink{Role: r})
	if p == patternRising {
		fmt.Fprintf(d, `<pattern id="%s" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5" stroke-width="1.1"%s/></pattern>`+"\n", id, paint("stroke", c))
		return
	}
	fmt.Fprintf(d, `<pattern id="%s" width="6" height="12" patternUnits="userSpaceOnUse"><path d="M0,0h2v2h-2z M3,6h2v2h-2z"%s/></pattern>`+"\n", id, paint("fill", c))
}

func (d *drawing) draw(it item) {
	switch it := it.(type) {
	case fill:
		fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s"%s%s/>`, short32(it.Box.X), short32(it.Box.Y), short32(it.Box.W), short32(it.Box.H), d.ink("fill", it.Ink), d.edge(it.Edge, it.Width))
	case disc:
		fmt.Fprintf(d, `<circle cx="%s" cy="%s" r="%s"%s%s/>`, short32(it.At.X), short32(it.At.Y), short32(max(0, it.Radius-it.Width/2)), d.ink("fill", it.Ink), d.edge(it.Edge, it.Width))
	case stroke:
		fmt.Fprintf(d, `<path d="%s"%s%s/>`, outlined([]spot{it.From, it.To}, false), d.edge(it.Ink, it.Width), ` fill="none"`)
	case path:
		fmt.Fprintf(d, `<path d="%s" fill="none" stroke-linejoin="round"%s%s/>`, outlined(it.Points, false), d.edge(it.Ink, it.Width), dashArray(it.Dash))
	case area:
		d.area(it)
	case text:
		d.text(it)
	}
	d.WriteString("\n")
}

func (d *drawing) area(a area) {
	var lines strings.Builder
	for _, r := range a.Rings {
		lines.WriteString(outlined(r, true))
	}
	fmt.Fprintf(d, `<path fill-rule="evenodd" d="%s"%s%s/>`, lines.String(), d.ink("fill", a.Ink), d.edge(a.Edge, a.Width))
	if id := d.patternOf(a); id != "" {
		fmt.Fprintf(d, `<path fill-rule="evenodd" d="%s" fill="url(#%s)"/>`, lines.String(), id)
	}
}

// patternOf is the id of the pattern over an area. Dots are dark or bright, whichever is nearer to their ink.
func (d *drawing) patternOf(a area) string {
	switch a.Pattern {
	case patternRising:
		return "rising"
	case patternDots:
		c := d.palette.color(a.PatternInk)
		dark, bright := d.palette.color(ink{Role: roleText}), d.palette.color(ink{Role: rolePaper})
		if assets.Contrast(c, dark) < assets.Contrast(c, bright) {
			return "dark"
		}
		return "bright"
	}
	return ""
}

// text is as wide as it was measured, whatever font the reader has.
func (d *drawing) text(t text) {
	weight := ""
	if t.Bold {
		weight = ` font-weight="700"`
	}
	if strings.TrimSpace(t.Words) == "" {
		return
	}
	fmt.Fprintf(d, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s%s>%s</text>`,
		short32(t.Box.X), short32(t.Box.Y+t.Box.H*0.78), short32(t.Size), short32(t.Box.W), weight, d.ink("fill", t.Ink), escaped(t.Words))
}

// said lays what is said of a mark over it, to be seen by pointing at it.
func (d *drawing) said(m mark) {
	words := escaped(strings.Join(m.Said(), "\n"))
	const over = ` fill="none" stroke="none" pointer-events="all"`
	switch {
	case len(m.Path) > 0:
		fmt.Fprintf(d, `<path d="%s" fill="none" stroke="none" stroke-width="%s" pointer-events="stroke"><title>%s</title></path>`, outlined(m.Path, false), short32(max(touch, m.Wide)), words)
	case len(m.Rings) > 0:
		var lines strings.Builder
		for _, r := range m.Rings {
			lines.WriteString(outlined(r, true))
		}
		fmt.Fprintf(d, `<path d="%s"%s><title>%s</title></path>`, lines.String(), over, words)
	default:
		fmt.Fprintf(d, `<rect x="%s" y="%s" width="%s" height="%s"%s><title>%s</title></rect>`, short32(m.Hit.X), short32(m.Hit.Y), short32(m.Hit.W), short32(m.Hit.H), over, words)
	}
	d.WriteString("\n")
}

func (d *drawing) ink(name string, k ink) string { return paint(name, d.palette.color(k)) }

func (d *drawing) edge(k ink, width float32) string {
	if width <= 0 {
		return ""
	}
	return d.ink("stroke", k) + fmt.Sprintf(` stroke-width="%s"`, short32(width))
}

func paint(name string, c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	attribute := fmt.Sprintf(` %s="#%02x%02x%02x"`, name, n.R, n.G, n.B)
	if n.A < 0xff {
		attribute += fmt.Sprintf(` %s-opacity="%.2f"`, name, float64(n.A)/0xff)
	}
	return attribute
}

func dashArray(dash []float32) string {
	if len(dash) == 0 {
		return ""
	}
	parts := make([]string, len(dash))
	for i, v := range dash {
		parts[i] = short32(v)
	}
	return fmt.Sprintf(` stroke-dasharray="%s"`, strings.Join(parts, " "))
}

// outlined writes a line as path data.
func outlined(line []spot, shut bool) string {
	var out strings.Builder
	for i, p := range line {
		if i == 0 {
			out.WriteString("M")
		} else {
			out.WriteString("L")
		}
		out.WriteString(short32(p.X) + "," + short32(p.Y))
	}
	if shut {
		out.WriteString("Z")
	}
	return out.String()
}

// short32 writes a length to a hundredth of a unit.
func short32(v float32) string {
	text := strconv.FormatFloat(float64(v), 'f', 2, 32)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// escaped is text that can stand in an element or an attribute; what XML cannot hold becomes U+FFFD.
func escaped(words string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(words)); err != nil {
		return "" // a builder does not fail
	}
	return out.String()
}
