package page_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

// browse opens a page in a browser without a window and returns what became of it.
func browse(t *testing.T, d figure.Document) string {
	t.Helper()
	dom, log := visit(t, render(t, d), "--enable-logging=stderr", "--dump-dom")
	for line := range strings.Lines(log) {
		if strings.Contains(line, "CONSOLE") {
			t.Errorf("the browser complains: %s", line)
		}
	}
	return dom
}

// visit opens a page in a browser without a window, with more arguments, and returns what it writes.
func visit(t *testing.T, text []byte, more ...string) (out, log string) {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on this machine: whether charts are drawn and attacks stay inert is not tried in a browser")
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--user-data-dir=" + t.TempDir(), "--window-size=1200,900", "--virtual-time-budget=3000",
	}, more...)
	command := exec.CommandContext(ctx, program, append(args, "file://"+path)...)
	var dom, complaints bytes.Buffer
	command.Stdout, command.Stderr = &dom, &complaints
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	return dom.String(), complaints.String()
}

// asking is an entry of the browser's log of the network: who asked, and for what.
var asking = regexp.MustCompile(`"initiator":"([^"]*)".*"url":"(https?:[^"]*)"`)

// requests are the addresses outside that a page asks for, those left out that the browser asks for by itself.
func requests(t *testing.T, text []byte) (all []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "net.json")
	visit(t, text, "--log-net-log="+path, "--dump-dom")
	log, err := os.ReadFile(path)
	if err != nil || len(log) == 0 {
		t.Fatalf("no log of the network: %v", err)
	}
	for line := range strings.Lines(string(log)) {
		if m := asking.FindStringSubmatch(line); m != nil && m[1] != "not an origin" {
			all = append(all, m[2])
		}
	}
	return all
}

// TestBrowserAsksForNothing: no request leaves a page, whatever its texts are. A page that does ask shows that it would be seen.
func TestBrowserAsksForNothing(t *testing.T) {
	open := []byte(`<!DOCTYPE html><img src="http://control.invalid/picture.png">`)
	if got := requests(t, open); len(got) == 0 {
		t.Error("a picture from outside was not seen to be asked for")
	}
	for name, text := range map[string][]byte{
		"clean": render(t, sample.Document("id")), "hostile": render(t, sample.Hostile(`<img src="http://attack.invalid/picture.png">`)),
	} {
		if got := requests(t, text); len(got) > 0 {
			t.Errorf("%s: asks for %q", name, got)
		}
	}
}

// TestBrowserPrintsTagged prints a page: the paper has tags for those who cannot see it, and more than one page.
func TestBrowserPrintsTagged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.pdf")
	visit(t, render(t, sample.Document("id")), "--no-pdf-header-footer", "--print-to-pdf="+path)
	pdf, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Marked true", "/StructTreeRoot", "/Lang"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("the paper lacks %s", want)
		}
	}
	if pages := bytes.Count(pdf, []byte("/Type /Page\n")); pages < 10 {
		t.Errorf("%d pages; want one for each section at least", pages)
	}
}

func TestBrowserDrawsCharts(t *testing.T) {
	d := sample.Document("id")
	dom := browse(t, d)
	if got := strings.Count(dom, "<svg "); got != len(d.Sections) {
		t.Fatalf("%d charts drawn, want %d", got, len(d.Sections))
	}
	for _, s := range d.Sections {
		if !strings.Contains(dom, `aria-label="`+s.Figure.Alternative+`"`) {
			t.Errorf("%s: the alternative is not what a screen reader gets", s.ID)
		}
	}
	// The numbers in the charts are those of the language, and long names are whole.
	heat := strings.SplitAfterN(dom, "<svg ", 7)[6] // the sixth section
	for _, month := range d.Sections[5].Figure.Categories {
		if !strings.Contains(heat[:strings.Index(heat, "</svg>")], ">"+month+"<") {
			t.Errorf("the grid lacks the label %s", month)
		}
	}
	for _, want := range []string{">7.421<", ">15.000<", ">5 h<", ">20%<", ">Semua unit  11,9%<", ">Dinas Perhubungan<", ">520<", ">Unit 5<", ">8.400<", ">Tengah<", ">Rab<", ">1.450<", ">10 h<"} {
		if !strings.Contains(strings.ReplaceAll(dom, "&nbsp;", " "), want) {
			t.Errorf("the charts lack %s", want)
		}
	}
}

func TestBrowserRunsNoPayload(t *testing.T) {
	// One document with a payload in each section is as good as one page for each: as many at a time as there are sections.
	for start := 0; start < len(sample.Payloads); start += len(sample.Document("en").Sections) {
		d := sample.Document("en")
		for i := range d.Sections {
			payload := sample.Payloads[min(start+i, len(sample.Payloads)-1)]
			d.Sections[i] = sample.Hostile(payload).Sections[i]
		}
		d.Title = fmt.Sprintf("Untouched %d", start)
		dom := browse(t, d)
		title := regexp.MustCompile(`<title>([^<]*)</title>`).FindStringSubmatch(dom)
		if len(title) == 0 || title[1] != d.Title {
			t.Errorf("from payload %d: the title became %v", start, title)
		}
		if got := strings.Count(dom, "<svg "); got != len(d.Sections) {
			t.Errorf("from payload %d: %d charts drawn, want %d", start, got, len(d.Sections))
		}
		if strings.Contains(scriptElement.ReplaceAllString(dom, ""), "<img") {
			t.Errorf("from payload %d: an image came into being", start)
		}
	}
}
