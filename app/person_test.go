package main_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Tables about people, and the packages that may name them in a statement.
var (
	aboutPeople = regexp.MustCompile(`(?i)\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+(main\.)?"?(person|look|draft|erasure)\b`)
	comment     = regexp.MustCompile(`(?m)--.*$`)
)

func TestAboutPeople(t *testing.T) {
	for text, want := range map[string]bool{
		"SELECT a FROM person p": true, "-- FROM person\nSELECT 1 FROM analytics_report": false, "join main.look": true,
		"SELECT personal FROM persons": false, `SELECT 1 FROM "draft"`: true, "SELECT look FROM visit": false,
	} {
		if got := aboutPeople.MatchString(comment.ReplaceAllString(text, "")); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestNobodyCountsPeople reads every statement outside the store, and every view that the store offers to questions: none
// reads who sent a report, who looked, or what somebody is writing.
func TestNobodyCountsPeople(t *testing.T) {
	read := 0
	for _, pattern := range []string{"../analytics/sql/*.sql", "../analytics/*.go", "../reports/*/*.go", "../app/*/*.go", "../app/*/*/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for _, text := range statementsOf(t, name) {
				read++
				if found := aboutPeople.FindString(comment.ReplaceAllString(text, "")); found != "" {
					t.Errorf("%s: %s", name, found)
				}
			}
		}
	}
	views, err := filepath.Glob("../data/store/migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	view := regexp.MustCompile(`(?is)CREATE (OR REPLACE )?VIEW.*?;`)
	for _, name := range views {
		for _, text := range view.FindAllString(strings.Join(statementsOf(t, name), ""), -1) {
			read++
			if found := aboutPeople.FindString(comment.ReplaceAllString(text, "")); found != "" {
				t.Errorf("%s: %s", name, found)
			}
		}
	}
	if read < 20 {
		t.Errorf("only %d texts were read", read)
	}
}
