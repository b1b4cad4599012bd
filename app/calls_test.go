package main_test

import (
	"go/ast"
	"go/parser"
	"slices"
	"strings"
	"testing"
)

// callRule forbids something that the compiler allows. It holds in the packages that fit in, patterns of fitsAny, outside
// of tests unless tests is set.
type callRule struct {
	name   string
	finds  func(s source, n ast.Node) bool
	in     []string
	except []string // files, from the root of the module
	tests  bool
	why    string
}

// callRules are mistakes that were made and measured before; why is what they cost.
var callRules = []callRule{
	{
		name: "rendering by go-echarts", in: []string{"reports/..."},
		finds: method("Render", "RenderContent", "RenderSnippet", "RenderComponent", "RenderPage"),
		why:   "its templates put a foreign script address into the page and let text end the script; it only builds options",
	},
	{
		name: "JavaScript as text", in: []string{"..."}, tests: true,
		finds: selected("FuncOpts", "FuncStripCommentsOpts", "FuncStripCommentsOptsHelper"),
		why:   "a function in the options is code in the page that the content policy cannot judge",
	},
	{
		name: "JSON that can end a script", in: []string{"..."}, tests: true,
		finds: unescapedJSON,
		why:   "a report that contains </script> would become part of the page",
	},
	{
		name: "a transaction begun or committed by hand", in: []string{"...", "!data/store"},
		finds: method("Begin", "BeginTx", "Commit"),
		why:   "all writes go through the one function of the store that checks every step",
	},
	{
		name: "a transaction outside its file", in: []string{"data/store"}, except: []string{"data/store/tx.go"},
		finds: method("Begin", "BeginTx", "Commit"),
		why:   "Commit returns nil after a failed statement; one function knows that",
	},
	{
		name: "a goroutine", in: []string{"app/...", "!app/ui/task"},
		finds: goroutine,
		why:   "widgets are touched on one goroutine only; app/ui/task delivers there and drops late answers",
	},
	{
		name: "waiting for the window", in: []string{"app/..."}, tests: true,
		finds: of("fyne.io/fyne/v2", "DoAndWait"),
		why:   "called on the window's own goroutine it hangs for ever",
	},
	{
		name: "a second data table", in: []string{"app/...", "!app/ui/part"},
		finds: of("fyne.io/fyne/v2/widget", "NewTable", "NewTableWithHeaders", "Table"),
		why:   "there is one data table for the product, in app/ui/part, which knows the traps of Fyne's",
	},
	{
		name: "a jump in a table", in: []string{"app/...", "!app/ui/part"},
		finds: tableJump,
		why:   "Fyne's table misses its target or goes blank; part reveals rows by their offset",
	},
	{
		name: "files", in: []string{"data", "data/reference", "data/demo", "analytics/...", "reports/page", "reports/workbook", "reports/opendata", "reports/printed", "app/ui/..."},
		finds: of("os", "Open", "OpenFile", "OpenRoot", "Create", "CreateTemp", "ReadFile", "WriteFile", "Rename", "Remove", "RemoveAll", "Mkdir", "MkdirAll"),
		why:   "values in, bytes out: intake, evidence, the store, reports.Save and the two programs know files",
	},
	{
		name: "the clock", in: []string{"data/...", "analytics/...", "reports/...", "app/i18n", "app/ui/chart", "app/ui/part"},
		except: []string{"data/store/store.go"}, // the machine's clock is the default of its options
		finds:  clock,
		why:    "a clock is passed in: a figure for a date in the past must not depend on today",
	},
}

// method finds calls of methods or functions of any package by these names.
func method(names ...string) func(source, ast.Node) bool {
	return func(_ source, n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		return ok && slices.Contains(names, calledName(call))
	}
}

// calledName is the name after the last dot of what is called; empty for a plain function.
func calledName(call *ast.CallExpr) string {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		return sel.Sel.Name
	}
	return ""
}

// selected finds names after a dot, called or not.
func selected(names ...string) func(source, ast.Node) bool {
	return func(_ source, n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		return ok && slices.Contains(names, sel.Sel.Name)
	}
}

// of finds names of the package at path, called or not, whatever the file calls the package.
func of(path string, names ...string) func(source, ast.Node) bool {
	return func(s source, n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains(names, sel.Sel.Name) {
			return false
		}
		x, ok := sel.X.(*ast.Ident)
		return ok && s.imports()[x.Name] == path
	}
}

// clock finds time.Now, called or not. A stopwatch is none: what is set to time.Now() and handed to time.Since.
func clock(s source, n ast.Node) bool {
	if !of("time", "Now")(s, n) {
		return false
	}
	stopwatch := false
	ast.Inspect(s.syntax, func(at ast.Node) bool {
		set, ok := at.(*ast.AssignStmt)
		if ok && len(set.Lhs) == 1 && set.Rhs[0].Pos() == n.Pos() {
			name, ok := set.Lhs[0].(*ast.Ident)
			stopwatch = ok && s.handsToSince(name.Name)
		}
		return !stopwatch
	})
	return !stopwatch
}

// handsToSince tells whether the file calls time.Since on the variable.
func (s source) handsToSince(variable string) bool {
	found := false
	ast.Inspect(s.syntax, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && of("time", "Since")(s, call.Fun) && len(call.Args) == 1 {
			arg, ok := call.Args[0].(*ast.Ident)
			found = found || ok && arg.Name == variable
		}
		return !found
	})
	return found
}

// unescapedJSON finds SetEscapeHTML(false).
func unescapedJSON(_ source, n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok || calledName(call) != "SetEscapeHTML" || len(call.Args) != 1 {
		return false
	}
	arg, ok := call.Args[0].(*ast.Ident)
	return ok && arg.Name == "false"
}

// goroutine finds go statements and calls that start one: AfterFunc, and Go of a wait group or an errgroup.
func goroutine(s source, n ast.Node) bool {
	if _, ok := n.(*ast.GoStmt); ok || of("time", "AfterFunc")(s, n) {
		return true
	}
	call, ok := n.(*ast.CallExpr)
	return ok && calledName(call) == "Go" && len(call.Args) == 1
}

// tableJump finds ScrollTo and Highlight, and the jumps to both ends on anything but a scroll container, which is known
// here by its name.
func tableJump(_ source, n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch calledName(call) {
	case "ScrollTo", "Highlight":
		return true
	case "ScrollToTop", "ScrollToBottom":
		return !strings.Contains(strings.ToLower(receiver(call)), "scroll")
	}
	return false
}

// receiver is the last name before the dot of a method call.
func receiver(call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	switch x := sel.X.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// wrongCalls returns a line for each place below root that a rule forbids, in the order of the files.
func wrongCalls(root string) ([]string, error) {
	all, err := readTree(root, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errNothingRead
	}
	var lines []string
	for _, s := range all {
		lines = append(lines, s.wrongCalls()...)
	}
	return lines, nil
}

func (s source) wrongCalls() []string {
	var lines []string
	rules := slices.DeleteFunc(slices.Clone(callRules), func(r callRule) bool { return !r.holds(s) })
	ast.Inspect(s.syntax, func(n ast.Node) bool {
		for _, r := range rules {
			if n != nil && r.finds(s, n) {
				lines = append(lines, s.line(n)+": "+r.name+" ("+r.why+")")
			}
		}
		return true
	})
	return lines
}

// holds tells whether r speaks about the file at all.
func (r callRule) holds(s source) bool {
	if s.isTest() && !r.tests || slices.Contains(r.except, s.path) {
		return false
	}
	return fitsAny(r.in, s.pkg)
}

func TestCalls(t *testing.T) {
	lines, err := wrongCalls(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		t.Error(line)
	}
}

// TestCallsAreChecked gives each rule a file that breaks it in one line, and files next to it that do not.
func TestCallsAreChecked(t *testing.T) {
	tests := []struct {
		path, imports, line string
		want                string // name of the rule; empty when the line is fine
	}{
		{"reports/page/a.go", "", "bar.Render(w)", "rendering by go-echarts"},
		{"app/ui/chart/a.go", `"fyne.io/fyne/v2/driver/software"`, "software.Render(c, nil)", ""},
		{"reports/page/a.go", "", `opts.FuncOpts("f")`, "JavaScript as text"},
		{"reports/page/a_test.go", "", `opts.FuncOpts("f")`, "JavaScript as text"},
		{"reports/page/a.go", "", "e.SetEscapeHTML(false)", "JSON that can end a script"},
		{"reports/page/a.go", "", "e.SetEscapeHTML(true)", ""},
		{"data/store/report.go", "", "db.BeginTx(ctx, nil)", "a transaction outside its file"},
		{"data/store/tx.go", "", "db.BeginTx(ctx, nil)", ""},
		{"data/store/report.go", "", "db.Query()", ""},
		{"analytics/ask.go", "", "tx.Commit()", "a transaction begun or committed by hand"},
		{"app/ui/desk/a.go", "", "go f()", "a goroutine"},
		{"app/ui/desk/a.go", "", "group.Go(f)", "a goroutine"},
		{"app/ui/part/a.go", `"time"`, "time.AfterFunc(0, f)", "a goroutine"},
		{"app/ui/task/a.go", "", "go f()", ""},
		{"data/intake/a.go", "", "go f()", ""},
		{"app/ui/desk/a.go", `"fyne.io/fyne/v2"`, "fyne.DoAndWait(f)", "waiting for the window"},
		{"app/ui/desk/a.go", `"fyne.io/fyne/v2"`, "fyne.Do(f)", ""},
		{"app/ui/desk/a.go", `fw "fyne.io/fyne/v2/widget"`, "fw.NewTable(a, b, c)", "a second data table"},
		{"app/ui/part/a.go", `"fyne.io/fyne/v2/widget"`, "widget.NewTable(a, b, c)", ""},
		{"app/ui/desk/a.go", "", "p.cases.ScrollTo(3)", "a jump in a table"},
		{"app/ui/desk/a.go", "", "p.cases.ScrollToTop()", "a jump in a table"},
		{"app/ui/desk/a.go", "", "p.scroll.ScrollToTop()", ""},
		{"reports/workbook/a.go", `"os"`, "os.Create(name)", "files"},
		{"reports/save.go", `"os"`, "os.Create(name)", ""},
		{"reports/workbook/a.go", `os "tuntas/data"`, "os.Create(name)", ""},
		{"analytics/a.go", `"time"`, "f(time.Now)", "the clock"},
		{"analytics/a.go", `"time"`, "at := time.Now(); f(at)", "the clock"},
		{"analytics/a.go", `"time"`, "began := time.Now(); f(time.Since(began))", ""},
		{"app/a.go", `"time"`, "f(time.Now)", ""},
	}
	for _, tt := range tests {
		t.Run(tt.path+" "+tt.line, func(t *testing.T) {
			got, err := wrongCalls(plant(t, map[string]string{tt.path: fileWith(tt.imports, tt.line)}))
			if err != nil {
				t.Fatal(err)
			}
			if want := finding(tt.path, tt.want); !slices.Equal(got, want) {
				t.Errorf("got %q; want %q", got, want)
			}
		})
	}
}

// fileWith is a Go file whose line 6 is the statement line.
func fileWith(imports, line string) string {
	return "package p\n\nimport (" + imports + ")\n\nfunc f() {\n" + line + "\n}\n"
}

// finding is the one line that the rule of that name gives for line 6 of the file at path; none for no name.
func finding(path, name string) []string {
	i := slices.IndexFunc(callRules, func(r callRule) bool { return r.name == name })
	if i < 0 {
		return nil
	}
	return []string{path + ":6: " + name + " (" + callRules[i].why + ")"}
}
