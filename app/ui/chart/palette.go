package chart

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// palette finds the colour of an ink in a theme.
type palette struct {
	theme   fyne.Theme
	variant fyne.ThemeVariant
}

// fixed are the roles with one colour each.
var fixed = map[role]fyne.ThemeColorName{
	roleText: theme.ColorNameForeground, roleQuiet: assets.ColorQuiet, roleGrid: assets.ColorGrid,
	roleAxis: assets.ColorAxis, rolePaper: assets.ColorCard, roleMissing: assets.ColorMissing,
}

// color returns the colour of k, never nil.
func (p palette) color(k ink) color.Color {
	tone := assets.ToneColor(string(k.Tone))
	step := int(math.Round(float64(k.Shade) * (assets.HeatSteps - 1)))
	switch k.Role {
	case roleTone:
		return p.named(tone)
	case roleFaint:
		return blend(p.named(tone), p.named(assets.ColorCard), 0.22)
	case roleBand:
		return faded(p.named(tone), 0.22)
	case roleFlow:
		return blend(p.named(tone), p.named(assets.ColorCard), 0.55)
	case roleOnTone:
		return p.on(p.named(tone))
	case roleHeat:
		return p.named(assets.HeatColor(step))
	case roleOnHeat:
		return p.named(assets.OnHeatColor(step))
	}
	return p.named(fixed[k.Role])
}

// named asks the theme; a foreign theme that does not know our names gets the colours of ours.
func (p palette) named(name fyne.ThemeColorName) color.Color {
	if c := p.theme.Color(name, p.variant); c != nil {
		if _, _, _, a := c.RGBA(); a > 0 {
			return c
		}
	}
	look := assets.Light
	if p.variant == theme.VariantDark {
		look = assets.Dark
	}
	return assets.NewTheme(look).Color(name, p.variant)
}

// on returns white or black, whichever is read better on c.
func (p palette) on(c color.Color) color.Color {
	if assets.Contrast(color.White, c) >= assets.Contrast(color.Black, c) {
		return color.White
	}
	return color.Black
}

// faded is c, seen through.
func faded(c color.Color, share float64) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A) * share)
	return n
}

// blend mixes share of c into ground.
func blend(c, ground color.Color, share float64) color.Color {
	r, g, b, _ := c.RGBA()
	gr, gg, gb, _ := ground.RGBA()
	mix := func(a, b uint32) uint8 { return uint8((float64(a)*share + float64(b)*(1-share)) / 0x101) }
	return color.NRGBA{R: mix(r, gr), G: mix(g, gg), B: mix(b, gb), A: 0xff}
}
