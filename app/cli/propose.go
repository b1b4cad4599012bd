package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/intake"
)

// mending are the flags with which a person mends a proposed profile.
type mending struct {
	answers, sets, stages, moves []string
	kind, zone, save             string
}

func (m *mending) add(c *cobra.Command) {
	c.Flags().StringArrayVar(&m.answers, "answer", nil, "COLUMN=day-first or COLUMN=month-first: answer a question about a proposed profile; with --dry-run")
	c.Flags().StringArrayVar(&m.sets, "set", nil, "HEADER=FIELD: what a column of a proposed profile becomes, nothing behind = leaves it unused; with --dry-run")
	c.Flags().StringArrayVar(&m.stages, "stage", nil, "ACTIVITY=STAGE: what an activity of a proposed profile means: a stage, accepted, refused, field_check or record; with --dry-run")
	c.Flags().StringArrayVar(&m.moves, "move", nil, "HEADER=STAGE: what happened at a further time of a proposed profile of reports, nothing behind = leaves it unused; with --dry-run")
	c.Flags().StringVar(&m.kind, "kind", "", "take the rows for reports or events in a proposed profile; with --dry-run")
	c.Flags().StringVar(&m.zone, "zone", "", "zone of times without an offset in a proposed profile, for example Asia/Jakarta; with --dry-run")
	c.Flags().StringVar(&m.save, "save-profile", "", "save the proposed profile under this name; with --dry-run")
}

// any tells whether a person mends or saves.
func (m mending) any() bool {
	return len(m.answers)+len(m.sets)+len(m.stages)+len(m.moves) > 0 || m.kind != "" || m.zone != "" || m.save != ""
}

// unfit says why files without a profile cannot be brought in: a question that their proposed profile asks, or that no profile
// fits.
func unfit(ctx context.Context, paths []string) error {
	for _, path := range paths {
		name, err := profiles().Choose([]string{path})
		if err != nil {
			return err
		}
		if name != "" {
			continue
		}
		draft, err := intake.Propose(path)
		if err != nil {
			return err
		}
		if err := draft.Survey(ctx); err != nil {
			return err
		}
		if asked := draft.Questions(); len(asked) > 0 {
			return data.About(asked[0].Column, data.ErrAmbiguous)
		}
		return data.About(path, data.ErrNoProfile)
	}
	return data.About(paths[0], data.ErrNoProfile) // each has one, but none fits all
}

// propose shows a proposed profile for each file, and saves the one that is to be saved.
func (d *desk) propose(ctx context.Context, paths []string, m mending) error {
	all := []proposal{}
	for _, path := range paths {
		draft, err := intake.Propose(path)
		if err != nil {
			return err
		}
		if err := m.mend(ctx, draft); err != nil {
			return err
		}
		zone, _ := time.LoadLocation(draft.Zone) // one that is none is told by Check
		if l := d.language(zone); d.json {
			all = append(all, proposalJSON(draft, l))
		} else {
			printProposal(draft, l)
		}
		if m.save == "" {
			continue
		}
		if err := d.saveProfile(draft, m.save); err != nil {
			return err
		}
		if d.json {
			all[len(all)-1].Saved = profiles().Path(m.save)
		}
	}
	if d.json {
		return printJSON(stdout, map[string]any{"proposals": all})
	}
	return nil
}

func (d *desk) saveProfile(draft *intake.Draft, name string) error {
	if err := profiles().Save(draft, name); err != nil {
		return err
	}
	if !d.json {
		fmt.Fprintln(stdout, d.language(nil).Text("cli.propose.saved", "name", name, "path", profiles().Path(name)))
	}
	return nil
}

// mend does to the draft what the flags say. The whole file is read once it is known which column is the activity.
func (m mending) mend(ctx context.Context, draft *intake.Draft) error {
	if m.kind != "" {
		if err := draft.SetKind(intake.FileKind(m.kind)); err != nil {
			return usage("kind", "value", m.kind)
		}
	}
	if m.zone != "" {
		draft.Zone = m.zone
	}
	if err := eachPair("set", m.sets, draft.Set); err != nil {
		return err
	}
	if err := eachPair("move", m.moves, named(draft.SetMove)); err != nil {
		return err
	}
	if err := draft.Survey(ctx); err != nil {
		return err
	}
	if err := eachPair("stage", m.stages, named(draft.SetMeaning)); err != nil {
		return err
	}
	return eachPair("answer", m.answers, func(column, choice string) error {
		if o := intake.Order(choice); o != intake.DayFirst && o != intake.MonthFirst {
			return usage("answer", "value", choice)
		}
		return draft.Choose(column, choice)
	})
}

// named makes a meaning of its name before it is set; no name is the open meaning.
func named(set func(string, intake.Meaning) error) func(left, name string) error {
	return func(left, name string) error {
		meaning, ok := intake.MeaningNamed(name)
		if !ok && name != "" {
			return usage("stage", "value", name)
		}
		return set(left, meaning)
	}
}

// eachPair calls do with both sides of the last = of each value.
func eachPair(flag string, values []string, do func(left, right string) error) error {
	for _, value := range values {
		at := strings.LastIndexByte(value, '=')
		if at < 0 {
			return usage("pair", "flag", flag, "value", value)
		}
		if err := do(strings.TrimSpace(value[:at]), strings.TrimSpace(value[at+1:])); err != nil {
			return err
		}
	}
	return nil
}

func printProposal(draft *intake.Draft, l *i18n.Language) {
	fmt.Fprintln(stdout, l.Text("cli.propose.file", "path", oneLine(draft.Path), "kind", string(draft.Kind), "n", l.Number(draft.All)))
	for _, note := range []struct {
		key string
		n   int
	}{{"propose.titles", draft.TitleRows}, {"propose.ragged", draft.Ragged}} {
		if note.n > 0 {
			fmt.Fprintln(stdout, "  "+l.Text(note.key, "n", l.Number(int64(note.n))))
		}
	}
	fmt.Fprintf(stdout, "  %s: %s\n", l.Text("propose.zone"), draft.Zone)
	printColumns(draft, l)
	printUnused(draft, l)
	printMeanings(draft, l)
	printQuestions(draft, l)
	if err := draft.Check(); err != nil {
		fmt.Fprintln(stdout, l.Text("cli.propose.missing", "reason", l.Reason(err)))
	}
	fmt.Fprintln(stdout, l.Text("cli.propose.save"))
	fmt.Fprintln(stdout)
}

func printColumns(draft *intake.Draft, l *i18n.Language) {
	rows := [][]string{}
	for _, c := range draft.Columns {
		if c.Field == "" {
			continue
		}
		why := l.Text("propose.confidence."+string(c.Confidence)) + ", " + l.Text("propose.why."+string(c.Why))
		if (c.Field == "time" || c.Field == "sent") && !c.Ambiguous {
			why += ", " + strings.Join(c.Formats, " | ")
		}
		rows = append(rows, []string{"  " + oneLine(c.Header), "→ " + c.Field, why, example(c)})
	}
	for _, m := range draft.Moves {
		states := ""
		if m.Status != "" {
			states = oneLine(m.Status + ": " + strings.Join(m.States, " | "))
		}
		rows = append(rows, []string{"  " + oneLine(m.Column), "→ " + meaning(m.Meaning, l), l.Text("propose.why." + string(intake.WhyFurther)), states})
	}
	head := []string{"  " + l.Text("cli.import.column"), l.Text("cli.import.becomes"), l.Text("cli.propose.why"), l.Text("cli.propose.example")}
	table(stdout, head, rows, []bool{false, false, false, false})
}

func example(c intake.DraftColumn) string {
	if len(c.Examples) == 0 {
		return ""
	}
	return oneLine(c.Examples[0])
}

// oneLine keeps a text of a file from ending a line of the terminal, or from steering it.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '·'
		}
		return r
	}, text)
}

func printUnused(draft *intake.Draft, l *i18n.Language) {
	unused := draft.Unused()
	if len(unused) == 0 {
		return
	}
	fmt.Fprintln(stdout, l.Text("cli.propose.unused"))
	rows := [][]string{}
	for _, c := range unused {
		rows = append(rows, []string{"  " + oneLine(c.Header), l.Text("propose.why." + string(c.Why)), example(c)})
	}
	table(stdout, []string{"  " + l.Text("cli.import.column"), l.Text("cli.propose.why"), l.Text("cli.propose.example")}, rows, []bool{false, false, false})
}

func printMeanings(draft *intake.Draft, l *i18n.Language) {
	meant := [][]string{}
	for _, a := range draft.Activities {
		if !a.Meaning.Open() {
			meant = append(meant, []string{"  " + oneLine(a.Text), "→ " + meaning(a.Meaning, l), l.Number(int64(a.Rows))})
		}
	}
	if len(meant) > 0 {
		fmt.Fprintln(stdout, l.Text("cli.propose.activities"))
		plainTable(meant)
	}
	open := [][]string{}
	for _, a := range draft.Open() {
		open = append(open, []string{"  " + oneLine(a.Text), l.Number(int64(a.Rows))})
	}
	if len(open) > 0 {
		fmt.Fprintln(stdout, l.Text("cli.propose.open"))
		plainTable(open)
	}
}

// plainTable writes rows without a head; the last column holds numbers.
func plainTable(rows [][]string) {
	right := make([]bool, len(rows[0]))
	right[len(right)-1] = true
	table(stdout, rows[0], rows[1:], right)
}

// meaning is what an activity means, in words.
func meaning(m intake.Meaning, l *i18n.Language) string {
	var words []string
	for _, k := range []data.Kind{m.Decision, m.Kind} {
		if k != "" {
			words = append(words, l.Kind(k))
		}
	}
	if m.Stage != "" {
		words = append(words, l.Stage(m.Stage))
	}
	if m.Record {
		words = append(words, l.Text("propose.activity.record"))
	}
	return strings.Join(words, ", ")
}

func printQuestions(draft *intake.Draft, l *i18n.Language) {
	asked := draft.Questions()
	if len(asked) == 0 {
		return
	}
	fmt.Fprintln(stdout, l.Text("cli.propose.questions"))
	for _, q := range asked {
		column := oneLine(q.Column)
		fmt.Fprintln(stdout, "  "+l.Text("propose.question."+string(q.Code), "column", column))
		for _, c := range q.Choices {
			order := l.Text("propose.order." + strings.ReplaceAll(c.Code, "-", "_"))
			fmt.Fprintln(stdout, "    "+l.Text("propose.choice", "order", order, "example", oneLine(c.Example), "date", l.Date(c.At)))
		}
		fmt.Fprintln(stdout, "    "+l.Text("cli.propose.answer", "column", column))
	}
}
