package main_test

import (
	"errors"
	"fmt"
	"go/parser"
	"slices"
	"strings"
	"testing"
)

// importRule says what the packages that fit pkg may import, beside the standard library. Patterns are those of fitsAny;
// ours are paths inside the module, outside those of other modules and of the standard packages that need a grant.
type importRule struct {
	pkg     string
	ours    []string
	outside []string
	why     string
}

// Other modules, by what they are granted for. Only app starts Fyne's own driver, which needs a display and OpenGL.
const (
	fyneDriver = "fyne.io/fyne/v2/app"
	fyne       = "fyne.io/fyne/v2/..."
	noDriver   = "!" + fyneDriver
	sqlPackage = "database/sql/..."
	duckdb     = "github.com/duckdb/duckdb-go/v2/..."
	excel      = "github.com/xuri/excelize/v2/..."
	echarts    = "github.com/go-echarts/go-echarts/v2/..."
	compress   = "github.com/klauspost/compress/..."
	columns    = "github.com/parquet-go/parquet-go/..."
	toml       = "github.com/BurntSushi/toml"
	cobra      = "github.com/spf13/cobra/..."
	flock      = "github.com/gofrs/flock"
	xdg        = "github.com/adrg/xdg"
	uuid       = "github.com/google/uuid"
	terminal   = "golang.org/x/term"
	textTables = "golang.org/x/text/..."
	system     = "golang.org/x/sys/..."
	geometry   = "github.com/paulmach/orb/..."
	keyring    = "github.com/zalando/go-keyring"
)

// importRules is the order of the house. The first rule that fits a package governs it.
var importRules = []importRule{
	{"data", nil, nil, "the domain knows the standard library only"},
	{"data/search", nil, nil, "words in memory; texts are anything"},
	{"data/store", ours("data", "data/search"), outside(sqlPackage, duckdb, flock, uuid, system, keyring), "the only package that knows DuckDB; it holds the lock beside the file, asks for free space and keeps the key to the persons"},
	{"data/intake", ours("data", "data/reference"), outside(toml, textTables, columns, compress), "files from outside, their profiles and encodings"},
	{"data/reference", ours("data"), outside(toml, geometry), "tables that are embedded, what the bureau adds to them, and shapes"},
	{"data/evidence", ours("data", "data/reference"), outside("github.com/bep/imagemeta/...", "github.com/corona10/goimagehash/...", "golang.org/x/image/..."), "photo metadata and hashes"},
	{"data/demo", ours("data", "data/reference"), nil, "a seeded generator"},
	{"data/datatest", ours("data", "data/store"), outside(sqlPackage), "builders for tests; no package may import it outside its tests"},

	{"analytics", ours("data", "data/reference", "analytics/stats", "analytics/figure"), outside(sqlPackage), "questions in SQL, put to whatever can answer them"},
	{"analytics/stats", nil, outside("gonum.org/v1/gonum/..."), "pure functions"},
	{"analytics/figure", ours("data"), nil, "a chart in words and numbers"},

	{"reports", nil, nil, "saving a file whole or not at all, and bytes that wait for it"},
	{"reports/page", documents, outside(echarts), "the only package that knows go-echarts"},
	{"reports/sheet", ours("reports"), outside(excel, compress), "what all Excel files have in common, with the faster zip writer"},
	{"reports/workbook", documents, outside(excel), "Excel to work with and to publish"},
	{"reports/opendata", documents, outside(columns), "data packages; the only package that writes Parquet"},
	{"reports/printed", documents, outside("github.com/go-pdf/fpdf/..."), "the only package that knows the PDF writer"},

	{"reports/sample", ours("analytics/figure"), nil, "a document for the tests of the writers; no package may import it outside its tests"},

	{"app/assets", nil, outside(fyne, noDriver), "files as resources"},
	{"app/i18n", ours("data", "data/reference"), outside(fyne, noDriver), "words for the domain, names of places"},
	{"app/ui/task", nil, outside(fyne, noDriver), "goroutines, and nothing that they could work on"},
	{"app/ui/chart", widgets, outside(fyne, noDriver), "draws a figure and knows no question"},
	{"app/ui/part", widgets, outside(fyne, noDriver), "widgets that know no page"},
	{"app/ui/intake", append(ours("data/intake"), pages...), outside(fyne, noDriver), "the page that shows what a profile makes of a file"},
	{"app/ui/*", pages, outside(fyne, noDriver), "a page knows neither the store, nor documents, nor another page"},
	{"app/ui", everything, outside(fyne, noDriver, xdg), "the one place that knows all pages"},
	{"app/office", ours("data", "data/store", "data/reference", "data/intake", "data/evidence", "data/demo", "analytics/...", "reports/...", "app/i18n", "app/assets"), outside(toml), "the jobs that window and command line have in common"},
	{"app/cli", everything, outside(fyne, noDriver, cobra, toml, flock, xdg, uuid, terminal), "the same work without a window"},
	{"app/pack", nil, nil, "packages what was built"},
	{"app", everything, outside(fyne, cobra, toml, flock, xdg, uuid), "the window: the only package that starts Fyne's driver"},
}

var (
	documents  = ours("data", "analytics/...", "reports", "reports/sheet")
	widgets    = ours("data", "analytics/figure", "app/i18n", "app/assets")
	pages      = ours("data", "analytics/...", "app/i18n", "app/assets", "app/ui/task", "app/ui/part", "app/ui/chart")
	everything = ours("data/...", "!data/datatest", "analytics/...", "reports/...", "!reports/sample", "app/...")
)

func ours(patterns ...string) []string    { return patterns }
func outside(patterns ...string) []string { return patterns }

// errNothingRead keeps a check from passing because it looked into the wrong folder.
var errNothingRead = errors.New("no Go file was read")

// wrongImports returns one line for each import that no rule grants, for each package without a rule, and for each way on
// which the command line reaches the driver of the window; sorted.
func wrongImports(root string) ([]string, error) {
	all, err := readTree(root, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errNothingRead
	}
	found := map[string]bool{}
	for _, s := range all {
		if !s.isTest() {
			checkImports(s, found)
		}
	}
	if way := wayTo(fyneDriver, "app/cli", importGraph(all)); way != nil {
		found["app/cli reaches "+fyneDriver+": "+strings.Join(way, " > ")] = true
	}
	lines := make([]string, 0, len(found))
	for line := range found {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines, nil
}

func checkImports(s source, found map[string]bool) {
	i := slices.IndexFunc(importRules, func(r importRule) bool { return fits(r.pkg, s.pkg) })
	if i < 0 {
		found[s.pkg+": no rule says what this package may import"] = true
		return
	}
	for _, spec := range s.syntax.Imports {
		if at := imported(spec); !importRules[i].grants(at) {
			at, _ = ownPackage(at)
			found[fmt.Sprintf("%s: %s may not import %s (%s)", s.line(spec), s.pkg, at, importRules[i].why)] = true
		}
	}
}

// grants tells whether r allows the import of at. The module's own path is cut off first: without a dot in its first
// element it would count as part of the standard library, and every rule about our packages would be off.
func (r importRule) grants(at string) bool {
	if own, found := ownPackage(at); found {
		return fitsAny(r.ours, own)
	}
	first, _, _ := strings.Cut(at, "/")
	standard := !strings.Contains(first, ".") && at != "C" && !fits(sqlPackage, at)
	return standard || fitsAny(r.outside, at)
}

// ownPackage returns the path of a package inside the module, and at itself for any other.
func ownPackage(at string) (string, bool) {
	return strings.CutPrefix(at, modulePath+"/")
}

// importGraph maps each package of the module to all that it imports outside its tests, our packages without the module's
// path.
func importGraph(all []source) map[string][]string {
	graph := map[string][]string{}
	for _, s := range all {
		if s.isTest() {
			continue
		}
		for _, spec := range s.syntax.Imports {
			at, _ := ownPackage(imported(spec))
			graph[s.pkg] = append(graph[s.pkg], at)
		}
	}
	return graph
}

// wayTo returns the packages on a shortest way from one package to another, both ends included; nil when there is none.
func wayTo(goal, from string, graph map[string][]string) []string {
	before := map[string]string{from: from}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, next := range graph[queue[0]] {
			if _, seen := before[next]; seen {
				continue
			}
			before[next] = queue[0]
			queue = append(queue, next)
		}
	}
	if _, reached := before[goal]; !reached {
		return nil
	}
	way := []string{goal}
	for at := goal; at != from; at = before[at] {
		way = append(way, before[at])
	}
	slices.Reverse(way)
	return way
}

func TestImports(t *testing.T) {
	lines, err := wrongImports(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		t.Error(line)
	}
}

// TestImportsAreChecked proves that each kind of wrong import is found, on trees that hold just that one.
func TestImportsAreChecked(t *testing.T) {
	const page = "a page knows neither the store, nor documents, nor another page"
	tests := []struct {
		name string
		tree map[string]string
		want []string
	}{
		{"what a page may have", tree("app/ui/desk/desk.go", "context", "tuntas/data", "tuntas/analytics/figure", "tuntas/app/ui/task", "fyne.io/fyne/v2/widget"), nil},
		{
			"a page that knows the store",
			tree("app/ui/desk/desk.go", "context", "tuntas/data/store"),
			[]string{"app/ui/desk/desk.go:5: app/ui/desk may not import data/store (" + page + ")"},
		},
		{
			"a page that knows another",
			tree("app/ui/desk/desk.go", "tuntas/app/ui/track"),
			[]string{"app/ui/desk/desk.go:4: app/ui/desk may not import app/ui/track (" + page + ")"},
		},
		{
			"a page that speaks SQL",
			tree("app/ui/desk/desk.go", "database/sql"),
			[]string{"app/ui/desk/desk.go:4: app/ui/desk may not import database/sql (" + page + ")"},
		},
		{
			"a file for another system",
			tree("app/ui/desk/desk_windows.go", "fyne.io/fyne/v2/app"),
			[]string{"app/ui/desk/desk_windows.go:4: app/ui/desk may not import fyne.io/fyne/v2/app (" + page + ")"},
		},
		{"a test is free", tree("app/ui/desk/desk_test.go", "tuntas/data/store"), nil},
		{
			"the rule of task stands before that of pages",
			tree("app/ui/task/task.go", "tuntas/data"),
			[]string{"app/ui/task/task.go:4: app/ui/task may not import data (goroutines, and nothing that they could work on)"},
		},
		{
			"a domain that is not alone",
			tree("data/report.go", "golang.org/x/text/language"),
			[]string{"data/report.go:4: data may not import golang.org/x/text/language (the domain knows the standard library only)"},
		},
		{
			"C code is not the standard library",
			tree("data/report.go", "C"),
			[]string{"data/report.go:4: data may not import C (the domain knows the standard library only)"},
		},
		{
			"builders of tests in the program",
			tree("app/main.go", "tuntas/data/datatest"),
			[]string{"app/main.go:4: app may not import data/datatest (the window: the only package that starts Fyne's driver)"},
		},
		{
			"a package of its own kind",
			tree("data/util/util.go", "strings"),
			[]string{"data/util: no rule says what this package may import"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := wrongImports(plant(t, tt.tree))
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestImportsOfTheCommandLine(t *testing.T) {
	both := tree("app/cli/main.go", "tuntas/app/ui")
	for name, text := range tree("app/ui/ui.go", "fyne.io/fyne/v2/app") {
		both[name] = text
	}
	want := []string{
		"app/cli reaches fyne.io/fyne/v2/app: app/cli > app/ui > fyne.io/fyne/v2/app",
		"app/ui/ui.go:4: app/ui may not import fyne.io/fyne/v2/app (the one place that knows all pages)",
	}
	got, err := wrongImports(plant(t, both))
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestImportsOfNothing(t *testing.T) {
	if _, err := wrongImports(t.TempDir()); !errors.Is(err, errNothingRead) {
		t.Errorf("an empty tree gave %v; want %v", err, errNothingRead)
	}
}

// TestImportRules holds the table itself to its promises: no rule stands behind one that takes all its packages, and the
// pages are granted none of their own kind.
func TestImportRules(t *testing.T) {
	for i, late := range importRules {
		for _, early := range importRules[:i] {
			if fits(early.pkg, late.pkg) {
				t.Errorf("the rule for %s stands before that for %s and hides it", early.pkg, late.pkg)
			}
		}
		if late.why == "" {
			t.Errorf("the rule for %s gives no reason", late.pkg)
		}
	}
}

// tree is a tree of one Go file that imports paths, the first of them in line 4.
func tree(name string, paths ...string) map[string]string {
	var text strings.Builder
	text.WriteString("package p\n\nimport (\n")
	for _, at := range paths {
		fmt.Fprintf(&text, "\t_ %q\n", at)
	}
	text.WriteString(")\n")
	return map[string]string{name: text.String()}
}
