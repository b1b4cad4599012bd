package main

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/BurntSushi/toml"

	"tuntas/app/ui/settings"
	"tuntas/data"
	"tuntas/reports"
)

// defaultSettings is how Tuntas looks before anybody has changed anything.
var defaultSettings = settings.Values{
	Language: "id", Appearance: "system", TextSize: 1, Role: string(data.Validator), Backup: settings.Backup{Hours: 4, OnClose: true},
}

// loadSettings reads the settings file. A missing file gives the defaults; a broken one too, and is kept under another
// name.
func loadSettings(path string) settings.Values {
	v := defaultSettings
	_, err := toml.DecodeFile(path, &v)
	switch {
	case err == nil:
		return v
	case !errors.Is(err, fs.ErrNotExist):
		slog.Warn("the settings file cannot be read and is put aside", "path", path, "error", err)
		if err := os.Rename(path, path+".bak"); err != nil {
			slog.Warn("the settings file stays", "error", err)
		}
	}
	return defaultSettings
}

// saveSettings writes the settings file whole.
func saveSettings(path string, v settings.Values) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return reports.Save(path, func(w io.Writer) error { return toml.NewEncoder(w).Encode(v) })
}
