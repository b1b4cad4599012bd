package i18n

import (
	"strings"

	"tuntas/data"
)

// CareWarnings are the sentences about what a person should mend although the database opens: where the key to the senders
// lies, which files other accounts can read ("." is the folder), and whether what was erased may still stand in a file.
func (l *Language) CareWarnings(key data.KeyPlace, open []string, unfinished bool) (all []string) {
	if key == data.KeyFile || key == data.KeyMissing {
		all = append(all, l.Text("care.key."+string(key)))
	}
	if len(open) > 0 {
		names := strings.Join(open, ", ")
		if open[0] == "." {
			names = strings.Replace(names, ".", l.Text("care.open.folder"), 1)
		}
		all = append(all, l.Text("care.open", "files", names))
	}
	if unfinished {
		all = append(all, l.Text("error.not_rewritten"))
	}
	return all
}
