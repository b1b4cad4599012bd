package sheet

import (
	"regexp"
	"strings"
)

// isChart tells whether the part is a chart.
func isChart(name string) bool { return strings.HasPrefix(name, "xl/charts/chart") }

var (
	valueAxis = regexp.MustCompile(`(?s)<valAx>.*?</valAx>`)
	// ofCategories are elements that the schema knows for axes of categories only.
	ofCategories = regexp.MustCompile(`<(?:auto|lblAlgn|lblOffset|tickLblSkip|tickMarkSkip|noMultiLvlLbl) val="[^"]*"></[A-Za-z]+>`)
)

// mendChart takes from axes of values what the library writes into the first axis of any chart: in scatter charts, where both
// axes are of values, it makes the part invalid, and Excel offers to repair the workbook.
func mendChart(text []byte) []byte {
	return valueAxis.ReplaceAllFunc(text, func(axis []byte) []byte { return ofCategories.ReplaceAll(axis, nil) })
}
