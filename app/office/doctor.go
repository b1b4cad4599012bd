package office

import (
	"fmt"
	"runtime"
	"strings"

	"tuntas/app/i18n"
	"tuntas/data/store"
)

// System says on what the program runs.
func System() string {
	return strings.Join([]string{runtime.GOOS, runtime.GOARCH, runtime.Version()}, " ")
}

// Megabytes is a number of bytes for people.
func Megabytes(l *i18n.Language, bytes int64) string {
	return l.Text("care.megabytes", "n", l.Decimal(float64(bytes)/(1<<20), 1))
}

// DoctorPage is one page about a database for whoever helps, in plain text. It names no report, no person and no folder.
func DoctorPage(l *i18n.Language, version string, f store.Diagnosis) string {
	var page strings.Builder
	verdict := l.Text("care.doctor.sound")
	if f.Problem != nil {
		verdict = l.PlainReason(f.Problem)
	}
	for _, line := range [][2]string{
		{"verdict", verdict}, {"version", version}, {"system", fmt.Sprintf("%s, %d CPU", System(), runtime.NumCPU())},
		{"engine", f.Engine}, {"schema", l.Number(int64(f.Schema))}, {"free", Megabytes(l, int64(f.Free))}, //nolint:gosec // no disk is that large
		{"head", headText(l, f.Head)}, {"kept", headText(l, f.Kept)}, {"backup", backupText(l, f)},
	} {
		fmt.Fprintf(&page, "%-24s %s\n", l.Text("care.doctor."+line[0]), line[1])
	}
	for _, warning := range l.CareWarnings(f.Key, f.Open, f.Erasing) {
		fmt.Fprintln(&page, warning)
	}
	fmt.Fprintln(&page)
	for _, file := range f.Files {
		fmt.Fprintf(&page, "%-40s %12s\n", file.Name, Megabytes(l, file.Bytes))
	}
	fmt.Fprintln(&page)
	for _, t := range f.Tables {
		fmt.Fprintf(&page, "%-24s %12s\n", t.Name, l.Number(t.Rows))
	}
	fmt.Fprintln(&page)
	for _, i := range f.Imports {
		fmt.Fprintln(&page, l.Text("care.doctor.import", "at", l.DateTime(i.At), "profile", i.Profile, "files", strings.Join(i.Files, ", "),
			"read", l.Number(i.Read), "taken", l.Number(i.Taken), "refused", l.Number(i.Refused)))
	}
	for _, s := range f.Settings {
		fmt.Fprintf(&page, "%-24s %s\n", s.Name, s.Value)
	}
	return page.String()
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
	return l.Text("care.doctor.backups", "at", l.DateTime(f.Backup.MadeAt), "size", Megabytes(l, f.Backup.Bytes), "n", l.Number(int64(f.Backups)))
}
