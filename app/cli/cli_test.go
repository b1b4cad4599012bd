package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tuntas/data/demo"
)

func TestMain(m *testing.M) {
	if os.Getenv("TUNTAS_TEST_MAIN") != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"tuntas-cli": main})
}

// TestScripts runs the command line as a person or a timer would. The command "code N ..." demands that exit code.
func TestScripts(t *testing.T) {
	shared, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(shared); err != nil {
		shared = ""
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHARED", shared)
			e.Setenv("TZ", "UTC")
			e.Setenv("TUNTAS_KEYRING", "off")
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "shared" && shared == "" {
				t.Log("SKIPPED: the real files do not lie beside the project")
			}
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return shared != "", nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": exitsWith, "shot": takesShot, "zipped": zips,
		},
	})
}

// exitsWith runs a command line and demands its exit code; its output is then there for stdout and stderr.
func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: code N command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// takesShot writes a made-up photo: shot SEED FILE; a negative seed shows the street cleaned.
func takesShot(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: shot SEED FILE")
	}
	seed, err := strconv.Atoi(args[0])
	ts.Check(err)
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.FixedZone("WIB", 7*60*60))
	shot := demo.Shot{Seed: uint64(max(seed, -seed)), After: seed < 0, At: at, Lat: -6.2, Lon: 106.8}
	path := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	ts.Check(os.WriteFile(path, demo.Photo(shot), 0o600))
}

// zips writes an archive: zipped FILE NAME=PATH...
func zips(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: zipped FILE NAME=PATH...")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, a := range args[1:] {
		name, path, _ := strings.Cut(a, "=")
		raw, err := os.ReadFile(ts.MkAbs(path))
		ts.Check(err)
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write(raw)
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}
