package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	_ "image/png"
	"io/fs"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestEChartsIsTheReleasedFile(t *testing.T) {
	const want = "b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0"
	sum := sha256.Sum256(ECharts)
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("echarts.min.js has sha256 %s, want %s", got, want)
	}
}

func TestEChartsLicences(t *testing.T) {
	tests := map[string]string{
		"echarts/LICENSE":                  "Apache License",
		"echarts/NOTICE":                   "Apache ECharts",
		"echarts/licenses/LICENSE-d3":      "Mike Bostock",
		"echarts/licenses/LICENSE-zrender": "Baidu",
		"echarts/licenses/LICENSE-tslib":   "Microsoft",
	}
	for path, want := range tests {
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: error %v, holds %q: %v", path, err, want, strings.Contains(string(text), want))
		}
	}
}

func TestIcon(t *testing.T) {
	c, format, err := image.DecodeConfig(bytes.NewReader(Icon().Content()))
	if err != nil || format != "png" || c.Width != 512 || c.Height != 512 {
		t.Errorf("got %s of %d by %d, %v; want png of 512 by 512", format, c.Width, c.Height, err)
	}
}

// TestIconsAreDrawn paints each icon: a file that the painter cannot read, or one without a filled shape, stays empty.
func TestIconsAreDrawn(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, NewTheme(Light))
	files, err := fs.Glob(icons, "icons/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	known := Icons()
	for s := range stageColours {
		known = append(known, StageIcon(s))
	}
	if len(files) != len(known) {
		t.Errorf("%d files, %d names", len(files), len(known))
	}
	for _, name := range known {
		if _, err := icons.ReadFile("icons/" + string(name) + ".svg"); err != nil {
			t.Errorf("%s has no file", name)
			continue
		}
		if n := painted(t, Coloured(name, ColorBad)); n < 60 || n > 1200 {
			t.Errorf("icon %s paints %d of 2304 pixels", name, n)
		}
	}
}

// painted counts the pixels of 48 by 48 that have the colour of ColorBad, give or take what rounding does.
func painted(t *testing.T, r fyne.Resource) int {
	t.Helper()
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetContent(canvas.NewImageFromResource(r))
	c.Resize(fyne.NewSize(48, 48))
	img, want := c.Capture(), light[ColorBad]
	n := 0
	for y := range 48 {
		for x := range 48 {
			if c, ok := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); ok && distance(c, want) < 12 {
				n++
			}
		}
	}
	return n
}

func TestUnknownNames(t *testing.T) {
	if got := StageIcon("gone"); got != IconQuestion {
		t.Errorf("icon %q", got)
	}
	if got := StageColor("gone"); got != ColorQuiet {
		t.Errorf("colour %q", got)
	}
	if got := StageTint("gone"); got != ColorSunken {
		t.Errorf("tint %q", got)
	}
	if got := ToneColor("gone"); got != ColorPlain {
		t.Errorf("tone %q", got)
	}
	if got := Themed("gone").Content(); !bytes.Equal(got, Themed(IconQuestion).Content()) {
		t.Error("an unknown icon is not the question mark")
	}
}

func TestEveryTokenInEveryVariant(t *testing.T) {
	for _, v := range Variants() {
		p := NewTheme(v).colours
		if len(p) != len(light) {
			t.Errorf("%s has %d colours, light has %d", v, len(p), len(light))
		}
		for name := range light {
			if _, ok := p[name]; !ok {
				t.Errorf("%s lacks %s", v, name)
			}
		}
	}
}

func TestContrastOfText(t *testing.T) {
	surfaces := []fyne.ThemeColorName{theme.ColorNameBackground, ColorCard, ColorSunken, theme.ColorNameSelection, theme.ColorNameOverlayBackground}
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameForeground:          append([]fyne.ThemeColorName{theme.ColorNameInputBackground, theme.ColorNameButton}, surfaces...),
		ColorQuiet:                         surfaces,
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground, ColorCard, theme.ColorNameBackground},
		theme.ColorNamePrimary:             {theme.ColorNameBackground, ColorCard, ColorSunken},
		theme.ColorNameError:               {theme.ColorNameBackground, ColorCard},
		theme.ColorNameSuccess:             {theme.ColorNameBackground, ColorCard},
		theme.ColorNameWarning:             {theme.ColorNameBackground, ColorCard},
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
		ColorOnNavigation:                  {ColorNavigation, ColorNavigationOn},
		ColorOnNotice:                      {ColorNotice},
		ColorNoticeAction:                  {ColorNotice},
		ColorRefused:                       {ColorRefusedTint, ColorCard, theme.ColorNameBackground},
	}
	for s := range stageColours {
		pairs[StageColor(s)] = []fyne.ThemeColorName{StageTint(s), ColorCard, theme.ColorNameBackground}
	}
	for i := range HeatSteps {
		pairs[OnHeatColor(i)] = []fyne.ThemeColorName{HeatColor(i)}
	}
	checkContrast(t, pairs, 4.5)
}

func TestContrastOfMarks(t *testing.T) {
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameInputBorder: {theme.ColorNameInputBackground, theme.ColorNameBackground},
		theme.ColorNameDisabled:    {ColorCard},
		ColorAxis:                  {ColorCard},
	}
	for _, tone := range []fyne.ThemeColorName{ColorPlain, ColorSecond, ColorThird, ColorGood, ColorBad, ColorPending, ColorWater} {
		pairs[tone] = []fyne.ThemeColorName{ColorCard, theme.ColorNameBackground}
	}
	checkContrast(t, pairs, 3)
}

func checkContrast(t *testing.T, pairs map[fyne.ThemeColorName][]fyne.ThemeColorName, want float64) {
	t.Helper()
	for _, v := range Variants() {
		th := NewTheme(v)
		for text, surfaces := range pairs {
			for _, s := range surfaces {
				if got := Contrast(th.Color(text, 0), th.Color(s, 0)); got < want {
					t.Errorf("%s: %s on %s has %.2f, want %.1f", v, text, s, got, want)
				}
			}
		}
	}
}

func TestContrastKnownAnswers(t *testing.T) {
	tests := []struct {
		a, b color.Color
		want float64
	}{
		{color.Black, color.White, 21},
		{color.White, color.White, 1},
		{color.NRGBA{0x77, 0x77, 0x77, 0xff}, color.White, 4.48},
	}
	for _, tt := range tests {
		if got := Contrast(tt.a, tt.b); got < tt.want-0.005 || got > tt.want+0.005 {
			t.Errorf("%v on %v: got %.3f, want %.2f", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestRejectedIsNotRefused keeps the two refusals apart: the report's and the follow-up's.
func TestRejectedIsNotRefused(t *testing.T) {
	for _, v := range Variants() {
		p := NewTheme(v).colours
		a, b := p[StageColor("rejected")], p[ColorRefused]
		if d := distance(a, b); d < 70 {
			t.Errorf("%s: rejected %v and refused %v are only %d apart", v, a, b, d)
		}
	}
}

func TestStagesDiffer(t *testing.T) {
	for _, v := range Variants() {
		p := NewTheme(v).colours
		for a := range stageColours {
			for b := range stageColours {
				if a < b && distance(p[StageColor(a)], p[StageColor(b)]) < 35 {
					t.Errorf("%s: %s and %s look alike", v, a, b)
				}
			}
		}
	}
}

func distance(a, b color.NRGBA) int {
	abs := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return abs(a.R, b.R) + abs(a.G, b.G) + abs(a.B, b.B)
}

func TestSizes(t *testing.T) {
	tests := []struct {
		scale float32
		name  fyne.ThemeSizeName
		want  float32
	}{
		{1, theme.SizeNameText, 14},
		{1, SizeRow, 32},
		{1.3, SizeRow, 42},
		{1.5, theme.SizeNameText, 21},
		{9, theme.SizeNameText, 28},
		{0, theme.SizeNameText, 11},
		{1.5, theme.SizeNamePadding, 4},
	}
	for _, tt := range tests {
		if got := NewTheme(Light).Scaled(tt.scale).Size(tt.name); got != tt.want {
			t.Errorf("%s at %v: got %v, want %v", tt.name, tt.scale, got, tt.want)
		}
	}
}
