package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	modulePath = "tuntas"
	moduleRoot = ".." // tests run in the folder of their package
)

// unread are folders that hold no code of the project: what a build leaves behind, and what the go tool ignores.
var unread = []string{"bin", "build", "testdata"}

// source is one parsed Go file of the tree.
type source struct {
	path   string // from the root of the module, with slashes
	pkg    string // folder of the file, from the root of the module
	files  *token.FileSet
	syntax *ast.File
}

// isTest tells whether only tests see the file.
func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// line is the place of n as it stands in a finding.
func (s source) line(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.files.Position(n.Pos()).Line)
}

// imports gives the path of each import of the file under the name by which the file calls it. A package that the file
// does not rename is listed under the last element of its path, a version element left out.
func (s source) imports() map[string]string {
	named := map[string]string{}
	for _, spec := range s.syntax.Imports {
		at := imported(spec)
		name := path.Base(at)
		if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(at))
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		named[name] = at
	}
	return named
}

// imported is the path that spec names; the parser has proved that it is a string.
func imported(spec *ast.ImportSpec) string {
	at, _ := strconv.Unquote(spec.Path.Value)
	return at
}

// readTree parses each Go file below root, those for other systems and those behind build tags included. It opens the
// files itself, because the test cache does not see what a child process such as "go list" reads.
func readTree(root string, mode parser.Mode) ([]source, error) {
	var all []source
	err := filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if at != root && (strings.HasPrefix(d.Name(), ".") || slices.Contains(unread, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(at, ".go") {
			return nil
		}
		s, err := readSource(root, at, mode)
		all = append(all, s)
		return err
	})
	return all, err
}

func readSource(root, at string, mode parser.Mode) (source, error) {
	below, err := filepath.Rel(root, at)
	if err != nil {
		return source{}, err
	}
	text, err := os.ReadFile(at)
	if err != nil {
		return source{}, err
	}
	s := source{path: filepath.ToSlash(below), files: token.NewFileSet()}
	s.pkg = path.Dir(s.path)
	s.syntax, err = parser.ParseFile(s.files, s.path, text, mode)
	return s, err
}

// plant writes a small tree of files into a temporary folder and returns the folder. Names are slash paths.
func plant(t *testing.T, tree map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range tree {
		at := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// fits tells whether the slash path at is one of those that pattern means: itself, "x/*" for the packages one step below
// x, "x/..." for x and everything below, "..." for every path.
func fits(pattern, at string) bool {
	if pattern == "..." {
		return true
	}
	if above, found := strings.CutSuffix(pattern, "/..."); found {
		return at == above || strings.HasPrefix(at, above+"/")
	}
	matched, err := path.Match(pattern, at)
	return err == nil && matched
}

// fitsAny tells whether at fits one of patterns. A pattern that begins with "!" takes away what others give.
func fitsAny(patterns []string, at string) bool {
	given := false
	for _, p := range patterns {
		if taken, found := strings.CutPrefix(p, "!"); found {
			if fits(taken, at) {
				return false
			}
			continue
		}
		given = given || fits(p, at)
	}
	return given
}
