package i18n_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// texts reads a catalog from its file.
func texts(t *testing.T, name string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(all) == 0 {
		t.Fatalf("%s holds no texts", name)
	}
	return all
}

var (
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	keyForm     = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)
)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestCatalogsAgree(t *testing.T) {
	id, en := texts(t, "id.json"), texts(t, "en.json")
	for key, text := range id {
		other, ok := en[key]
		switch {
		case !ok:
			t.Errorf("%s: only Indonesian", key)
		case !slices.Equal(placeholders(text), placeholders(other)):
			t.Errorf("%s: placeholders differ: %v in Indonesian, %v in English", key, placeholders(text), placeholders(other))
		}
		if strings.TrimSpace(text) == "" || strings.TrimSpace(other) == "" {
			t.Errorf("%s: empty text", key)
		}
		if !keyForm.MatchString(key) {
			t.Errorf("%s: a key is dotted and in lower case", key)
		}
	}
	for key := range en {
		if _, ok := id[key]; !ok {
			t.Errorf("%s: only English", key)
		}
	}
}

func TestSentencesNameOnlyWhatReasonFills(t *testing.T) {
	known := []string{"{subject}", "{by}", "{pid}", "{since}"}
	for key, text := range texts(t, "id.json") {
		if !strings.HasPrefix(key, "error.") {
			continue
		}
		for _, p := range placeholders(text) {
			if !slices.Contains(known, p) {
				t.Errorf("%s: nobody fills %s", key, p)
			}
		}
		if named := strings.HasSuffix(key, ".named"); named != strings.Contains(text, "{subject}") {
			t.Errorf("%s: {subject} belongs to the named sentences and to no other", key)
		}
	}
}

// literal returns the text of the literal that e is or begins with, and whether it is only a beginning.
func literal(e ast.Expr) (text string, partial, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, false, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		text, _, ok := literal(e.X)
		return text, true, ok
	}
	return "", false, false
}

// known tells whether a catalog has key, or, for the beginning of one, any key that begins so.
func known(all map[string]string, key string, partial bool) bool {
	if _, ok := all[key]; ok || !partial {
		return ok
	}
	for k := range all {
		if strings.HasPrefix(k, key) {
			return true
		}
	}
	return false
}

func TestEveryTextHasKey(t *testing.T) {
	all := texts(t, "id.json")
	files := token.NewFileSet()
	calls := 0
	check := func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || method.Sel.Name != "Text" {
			return true
		}
		if key, partial, ok := literal(call.Args[0]); ok {
			calls++
			if !known(all, key, partial) {
				t.Errorf("%s: no catalog has %q", files.Position(call.Pos()), key)
			}
		}
		return true
	}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, check)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls == 0 {
		t.Error("no call of Text was found: this test looks in the wrong place")
	}
}
