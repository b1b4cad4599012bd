package main

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
)

func (d *desk) doctorCommand() *cobra.Command {
	var path, second string
	c := &cobra.Command{
		Use: "doctor --db FILE", Short: "One page about the database for whoever helps, without personal data", Args: args(0, 0),
		Long: "Changes nothing, and also describes a database that does not open. The page names no report, no person and no folder.",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&second, "second", "", "another folder of backups")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := existing(path); err != nil {
			return err
		}
		found, err := store.Diagnose(c.Context(), path, second, d.options())
		if err != nil {
			return err
		}
		if d.json {
			return printJSON(stdout, d.diagnosisJSON(found))
		}
		printDiagnosis(d.language(nil), found)
		return nil
	}
	return c
}

// system says on what the program runs.
func system() string {
	return strings.Join([]string{runtime.GOOS, runtime.GOARCH, runtime.Version()}, " ")
}

// diagnosisJSON is a diagnosis for machines; its names are an interface.
func (d *desk) diagnosisJSON(f store.Diagnosis) map[string]any {
	problem := ""
	if f.Problem != nil {
		problem = d.language(nil).PlainReason(f.Problem)
	}
	return map[string]any{
		"version": version, "system": system(), "cpus": runtime.NumCPU(), "engine": f.Engine, "schema": f.Schema, "problem": problem,
		"files": f.Files, "free_bytes": f.Free, "tables": f.Tables, "imports": f.Imports, "last_backup": f.Backup, "backups": f.Backups,
		"head": f.Head, "kept_head": f.Kept, "settings": f.Settings,
		"key": f.Key, "open_to_others": f.Open, "erasure_unfinished": f.Erasing,
	}
}

func printDiagnosis(l *i18n.Language, f store.Diagnosis) {
	verdict := l.Text("care.doctor.sound")
	if f.Problem != nil {
		verdict = l.PlainReason(f.Problem)
	}
	for _, line := range [][2]string{
		{"verdict", verdict}, {"version", version}, {"system", fmt.Sprintf("%s, %d CPU", system(), runtime.NumCPU())},
		{"engine", f.Engine}, {"schema", l.Number(int64(f.Schema))}, {"free", size(l, int64(f.Free))}, //nolint:gosec // no disk is that large
		{"head", headText(l, f.Head)}, {"kept", headText(l, f.Kept)}, {"backup", backupText(l, f)},
	} {
		fmt.Fprintf(stdout, "%-24s %s\n", l.Text("care.doctor."+line[0]), line[1])
	}
	for _, warning := range warnings(l, f) {
		fmt.Fprintln(stdout, warning)
	}
	fmt.Fprintln(stdout)
	for _, file := range f.Files {
		fmt.Fprintf(stdout, "%-40s %12s\n", file.Name, size(l, file.Bytes))
	}
	fmt.Fprintln(stdout)
	for _, t := range f.Tables {
		fmt.Fprintf(stdout, "%-24s %12s\n", t.Name, l.Number(t.Rows))
	}
	fmt.Fprintln(stdout)
	for _, i := range f.Imports {
		fmt.Fprintln(stdout, l.Text("care.doctor.import", "at", l.DateTime(i.At), "profile", i.Profile, "files", strings.Join(i.Files, ", "),
			"read", l.Number(i.Read), "taken", l.Number(i.Taken), "refused", l.Number(i.Refused)))
	}
	for _, s := range f.Settings {
		fmt.Fprintf(stdout, "%-24s %s\n", s.Name, s.Value)
	}
}

// warnings are what a person should mend although the database opens.
func warnings(l *i18n.Language, f store.Diagnosis) (all []string) {
	switch f.Key {
	case data.KeyFile, data.KeyMissing:
		all = append(all, l.Text("care.key."+string(f.Key)))
	}
	if len(f.Open) > 0 {
		names := strings.Join(f.Open, ", ")
		if f.Open[0] == "." {
			names = strings.Replace(names, ".", l.Text("care.open.folder"), 1)
		}
		all = append(all, l.Text("care.open", "files", names))
	}
	if f.Erasing {
		all = append(all, l.Text("error.not_rewritten"))
	}
	return all
}

func headText(l *i18n.Language, h store.Head) string {
	if h.Entry == 0 {
		return "–"
	}
	return l.Text("care.doctor.entry", "entry", l.Number(h.Entry), "seq", l.Number(h.Seq), "hash", h.Hash)
}

func backupText(l *i18n.Language, f store.Diagnosis) string {
	if f.Backups == 0 {
		return l.Text("care.doctor.no_backup")
	}
	return l.Text("care.doctor.backups", "at", l.DateTime(f.Backup.MadeAt), "size", size(l, f.Backup.Bytes), "n", l.Number(int64(f.Backups)))
}
