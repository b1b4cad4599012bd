package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// ran is what the command line prints.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], args...)
	c.Env = append(os.Environ(), "TUNTAS_TEST_MAIN=1", "TUNTAS_KEYRING=off", "XDG_CONFIG_HOME="+t.TempDir())
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return string(out)
}

// counted are the columns that are compared: received, done and rejected.
var counted = []string{"received", "done", "rejected"}

// TestNumbersAreTheSameEverywhere asks three questions and reads their answers as JSON, as CSV, from the page and from the
// workbook of the same period: the numbers are the same, row for row.
func TestNumbersAreTheSameEverywhere(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "city.duckdb")
	ran(t, "demo", "--db", db, "--reports", "3000", "--seed", "3")
	scope := []string{"--db", db, "--period", "2026-03", "--as-of", "2026-06-30", "--lang", "en"}
	page, book := filepath.Join(dir, "page.html"), filepath.Join(dir, "book.xlsx")
	ran(t, append([]string{"publish", "page", "--out", page}, scope...)...)
	ran(t, append([]string{"publish", "workbook", "--out", book}, scope...)...)
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sheets.Close() }()
	for dimension, title := range map[string]string{"category": "Reports by category", "channel": "Reports by channel", "city": "Reports by city"} {
		ask := append([]string{"ask", "volume", "--by", dimension}, scope...)
		want := ofJSON(t, ran(t, append(ask, "--format", "json")...))
		if len(want) < 5 {
			t.Fatalf("%s: %d rows", dimension, len(want))
		}
		for form, got := range map[string][]string{
			"csv": ofCSV(t, ran(t, append(ask, "--format", "csv")...)), "page": ofPage(string(html), title), "workbook": ofBook(t, sheets, title),
		} {
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s:\ngot  %v\nwant %v", dimension, form, got, want)
			}
		}
	}
}

func ofJSON(t *testing.T, text string) (rows []string) {
	t.Helper()
	var answer struct{ Rows []map[string]any }
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	for _, r := range answer.Rows {
		rows = append(rows, fmt.Sprint(r[counted[0]], " ", r[counted[1]], " ", r[counted[2]]))
	}
	return rows
}

func ofCSV(t *testing.T, text string) (rows []string) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(lines[0], counted[0])
	for _, l := range lines[1:] {
		rows = append(rows, strings.Join(l[at:at+3], " "))
	}
	return rows
}

var (
	tableRow    = regexp.MustCompile(`<tr><th scope="row">.*?</tr>`)
	numericCell = regexp.MustCompile(`<td class="n">([0-9,]+)</td>`)
)

func ofPage(html, title string) (rows []string) {
	_, section, _ := strings.Cut(html, `">`+title+"</h2>")
	section, _, _ = strings.Cut(section, "</section>")
	for _, row := range tableRow.FindAllString(section, -1) {
		var line []string
		for _, m := range numericCell.FindAllStringSubmatch(row, 3) {
			line = append(line, strings.ReplaceAll(m[1], ",", ""))
		}
		rows = append(rows, strings.Join(line, " "))
	}
	return rows
}

func ofBook(t *testing.T, book *excelize.File, title string) (rows []string) {
	t.Helper()
	all, err := book.GetRows(title, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	from := slices.IndexFunc(all, func(r []string) bool { return len(r) > 3 && r[1] == "Received" })
	for _, r := range all[from+1:] {
		if len(r) < 4 || r[1] == "" {
			break
		}
		rows = append(rows, strings.Join(r[1:4], " "))
	}
	return rows
}
