// Package assets holds what the program carries with it and does not compute: its icon, the icons of the window, the
// theme with its colours and sizes, and the chart library of the written pages. It knows names, bytes and colours. It
// refuses to know reports, stages as types, widgets and languages.
package assets

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

// ECharts is Apache ECharts 6.1.0 as published, minified. Its licence, its notice and the licences of the code inside it
// lie beside it in the folder echarts and go wherever it goes.
//
//go:embed echarts/echarts.min.js
var ECharts []byte

//go:embed icon.png
var iconPNG []byte

// Icon returns the program's icon as a PNG of 512 by 512 pixels.
func Icon() fyne.Resource { return fyne.NewStaticResource("tuntas.png", iconPNG) }
