package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data/store"
)

// TestInUse asks a database that another process holds.
func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "held.duckdb")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	out, code := runSelf(t, "ask", "volume", "--db", path, "--lang", "en")
	if code != exitFailed || !strings.Contains(out, "in use") && !strings.Contains(out, "held") && !strings.Contains(out, "open") {
		t.Errorf("code %d: %s", code, out)
	}
}

// TestNoRoom imports onto a disk of a few megabytes: the sentence is right, and what was there before is still there.
func TestNoRoom(t *testing.T) {
	if err := exec.Command("unshare", "-rm", "true").Run(); err != nil {
		t.Skip("SKIPPED: this machine allows no user namespace, so no small disk can be mounted")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	script := `mount -t tmpfs -o size=12m tmpfs "$D" && "$T" demo --db "$D/a.duckdb" --reports 300 >/dev/null && ` +
		`awk 'BEGIN { print "case_id,activity,timestamp,resource"; for (i = 0; i < 400000; i++) printf "case-%d-%d,Menunggu,2026-03-01T08:00:00+07:00,officer %d%d%d\n", i, i*7919, i*31, i*17, i }' | gzip > "$W/big.csv.gz"; ` +
		`"$T" import --lang en --db "$D/a.duckdb" --profile event-log "$W/big.csv.gz"; echo "code $?"; ` +
		`"$T" ask --lang en --db "$D/a.duckdb" volume --grain none --format csv`
	c := exec.Command("unshare", "-rm", "sh", "-c", script) //nolint:gosec // a constant
	c.Env = append(os.Environ(), "D="+t.TempDir(), "W="+t.TempDir(), "T="+self, "TUNTAS_TEST_MAIN=1")
	c.WaitDelay = time.Minute
	out, _ := c.CombinedOutput()
	for _, want := range []string{"code 1", "disk", "300,"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
}

// runSelf runs this test binary as the command line and returns what it printed and its exit code.
func runSelf(t *testing.T, args ...string) (string, int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...) //nolint:gosec // this program
	c.Env = append(os.Environ(), "TUNTAS_TEST_MAIN=1")
	out, _ := c.CombinedOutput()
	return string(out), c.ProcessState.ExitCode()
}
