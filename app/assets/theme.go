package assets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant is one of the looks of the window.
type Variant string

// The looks.
const (
	Light        Variant = "light"
	Dark         Variant = "dark"
	HighContrast Variant = "contrast" // black, white and bright marks, for weak eyes and bright rooms
)

// Variants returns all looks; the slice is the caller's own.
func Variants() []Variant { return []Variant{Light, Dark, HighContrast} }

// Theme gives the window its colours, sizes and icons. It ignores the variant that the system asks for.
type Theme struct {
	colours palette
	base    fyne.Theme
	variant fyne.ThemeVariant // what base is asked for, where the palette has nothing
	scale   float32
}

// NewTheme returns the theme of a look, with text of 14 units; an unknown look gives Light.
func NewTheme(v Variant) *Theme {
	t := &Theme{colours: light, base: theme.DefaultTheme(), variant: theme.VariantLight, scale: 1}
	switch v {
	case Dark:
		t.colours, t.variant = dark, theme.VariantDark
	case HighContrast:
		t.colours, t.variant = contrast, theme.VariantDark
	}
	return t
}

// Scaled returns the theme with all text, rows and icons factor times as large, at least 0.8 and at most 2 times.
func (t *Theme) Scaled(factor float32) *Theme {
	scaled := *t
	scaled.scale = min(max(factor, 0.8), 2)
	return &scaled
}

// Color returns the colour of name in the look of the theme; a name that neither we nor Fyne know has Fyne's fallback.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colours[name]; ok {
		return c
	}
	return t.base.Color(name, t.variant)
}

// Font returns Fyne's own fonts.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource { return t.base.Font(s) }

// Icon returns Fyne's own icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// sizes are the measures at scale 1. Text, rows and icons grow with the scale, lines and corners do not.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameSubHeadingText: 17,
	theme.SizeNameHeadingText:    23,
	theme.SizeNameInlineIcon:     20,
	theme.SizeNameLineSpacing:    4,
	theme.SizeNameInnerPadding:   8,
	SizeRow:                      32,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            4,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameScrollBarRadius:    4,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        7,
	theme.SizeNameButtonRadius:       7,
	theme.SizeNameSelectionRadius:    6,
	theme.SizeNameCardRadius:         10,
	theme.SizeNameDialogRadius:       12,
	theme.SizeNamePopupRadius:        10,
	theme.SizeNameModalBlurRadius:    0, // blurring costs too much without a graphics card
	SizeGap:                          12,
	SizePage:                         20,
}

// Size returns the measure of name; a name that neither we nor Fyne know has Fyne's fallback.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return float32(math.Round(float64(s * t.scale)))
	}
	if s, ok := fixedSizes[name]; ok {
		return s
	}
	return t.base.Size(name)
}

// Contrast returns the contrast ratio of two opaque colours after WCAG 2.2: 1 for equal ones, 21 for black on white.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func linear(v uint32) float64 {
	s := float64(v) / 0xffff
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
