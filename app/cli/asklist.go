package main

import (
	"fmt"
	"strings"

	"tuntas/analytics"
	"tuntas/app/i18n"
)

// askable is a question as it is named for machines.
type askable struct {
	Name       string                `json:"name"`
	Title      string                `json:"title"`
	Definition string                `json:"definition"`
	By         []analytics.Dimension `json:"by"`
	Where      []analytics.Dimension `json:"where"`
	Grains     []analytics.Grain     `json:"grains"`
	Rules      []analytics.Rule      `json:"rules"`
	Of         []string              `json:"of"`
	Flags      []string              `json:"flags"`
}

// grains are the lengths of periods into which an answer can be divided.
var grains = []analytics.Grain{analytics.Day, analytics.Week, analytics.Month, analytics.Quarter, analytics.Year}

// ownFlags are the flags that only some questions heed.
var ownFlags = map[string][]string{
	"compare": {"--against before|last-year|target", "--target VALUE"}, "changes": {"--since DAY", "--issue NAME"}, "flood-clusters": {"--least N"},
}

// list says how a question can be asked. One that is about a measure takes what else it knows from it.
func list(q analytics.Question, l *i18n.Language) askable {
	key := "measure." + strings.ReplaceAll(q.Name, "-", "_")
	all := askable{
		Name: q.Name, Title: l.Text(key + ".name"), Definition: l.Text(key + ".definition"), By: q.By, Where: q.Where, Rules: q.Rules, Of: q.Of,
		Flags: ownFlags[q.Name],
	}
	if q.Divided() {
		all.Grains = grains
	}
	return all
}

func (d *desk) listQuestions(asked bool) error {
	if !asked {
		return usage("question")
	}
	l := d.language(nil)
	all := []askable{}
	for _, q := range analytics.Questions() {
		all = append(all, list(q, l))
	}
	if d.json {
		return printJSON(stdout, all)
	}
	for _, q := range all {
		q.print()
	}
	return nil
}

// print writes a question for people: its name, what it says, and the flags with which it can be asked.
func (q askable) print() {
	fmt.Fprintf(stdout, "%-17s %s\n%18s%s\n", q.Name, q.Title, "", q.Definition)
	choices("--by", q.By)
	choices("--where", q.Where)
	choices("--grain", q.Grains)
	choices("--rule", q.Rules)
	choices("--of", q.Of)
	for _, flag := range q.Flags {
		choices(flag, []string{""})
	}
}

// choices writes the values that a flag takes; nothing where it takes none.
func choices[T ~string](flag string, values []T) {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	if len(values) > 0 {
		fmt.Fprintf(stdout, "%18s%s\n", "", strings.TrimSpace(flag+" "+strings.Join(texts, ", ")))
	}
}
