package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// DuckDB 1.5 answers a prepared statement without parameters from stale statistics, so every value in a predicate is a
// parameter, and every statement that reads or changes rows by a predicate has one.
var (
	statement = regexp.MustCompile(`^\s*(--[^\n]*\n\s*)*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE TEMP)\b`)
	predicate = regexp.MustCompile(`\bWHERE\b|\bHAVING\b`)
	literal   = regexp.MustCompile(`(=|<>|<|>)\s*('[^']*'|\d+|TRUE|FALSE)\b?|\bIN \('|\bLIKE\b`)
)

// wrongStatement says what is wrong with a text of SQL; empty when nothing is.
func wrongStatement(text string) string {
	switch {
	case !statement.MatchString(text):
		return ""
	case literal.MatchString(text):
		return "compares with a literal: " + literal.FindString(text)
	case predicate.MatchString(text) && !strings.Contains(text, "$"):
		return "has a predicate and no parameter"
	}
	return ""
}

func TestWrongStatement(t *testing.T) {
	for text, wrong := range map[string]bool{
		"SELECT 1 FROM a WHERE b = $x": false, "SELECT 1 FROM a WHERE b = 'x'": true, "UPDATE a SET b = $x WHERE c = 1": true,
		"DELETE FROM a WHERE b IS NULL": true, "DROP TABLE a": false, "-- What?\nSELECT a FROM b WHERE c <> 'd'": true,
		"a report = 'x'": false,
	} {
		if got := wrongStatement(text); (got != "") != wrong {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestStatementsHaveParameters(t *testing.T) {
	read := 0
	for _, pattern := range []string{"../data/store/*.go", "../analytics/sql/*.sql"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for _, text := range statementsOf(t, name) {
				read++
				if wrong := wrongStatement(text); wrong != "" {
					t.Errorf("%s: %s\n%s", name, wrong, text)
				}
			}
		}
	}
	if read < 20 {
		t.Errorf("only %d texts were read", read)
	}
}

// statementsOf returns the text of an .sql file, or the string literals of a Go file that is no test.
func statementsOf(t *testing.T, name string) []string {
	t.Helper()
	if strings.HasSuffix(name, "_test.go") {
		return nil
	}
	if strings.HasSuffix(name, ".sql") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return []string{string(text)}
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if text, err := strconv.Unquote(l.Value); err == nil && statement.MatchString(text) {
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
}
