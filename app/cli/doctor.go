package main

import (
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"tuntas/app/office"
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
		_, err = io.WriteString(stdout, office.DoctorPage(d.language(nil), version, found))
		return err
	}
	return c
}

// diagnosisJSON is a diagnosis for machines; its names are an interface.
func (d *desk) diagnosisJSON(f store.Diagnosis) map[string]any {
	problem := ""
	if f.Problem != nil {
		problem = d.language(nil).PlainReason(f.Problem)
	}
	return map[string]any{
		"version": version, "system": office.System(), "cpus": runtime.NumCPU(), "engine": f.Engine, "schema": f.Schema, "problem": problem,
		"files": f.Files, "free_bytes": f.Free, "tables": f.Tables, "imports": f.Imports, "last_backup": f.Backup, "backups": f.Backups,
		"head": f.Head, "kept_head": f.Kept, "settings": f.Settings,
		"key": f.Key, "open_to_others": f.Open, "erasure_unfinished": f.Erasing,
	}
}
