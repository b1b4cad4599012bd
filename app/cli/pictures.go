package main

import (
	"context"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports"
)

// pictureSize is the size of the window in a picture.
var pictureSize = fyne.NewSize(1280, 800)

func (d *desk) picturesCommand() *cobra.Command {
	var path, out string
	c := &cobra.Command{
		Use: "pictures --db FILE --out DIR", Short: "Draw every page of the window as PNG, without a display", Args: args(0, 0),
		Long: "Draws each page in both languages, light and dark, at 1280 by 800 and at double scale.",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&out, "out", "", "folder for the pictures; made when it does not exist")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if out == "" {
			return usage("out")
		}
		if err := os.MkdirAll(out, 0o755); err != nil { //nolint:gosec // pictures are for others to look at
			return data.About(out, data.ErrCannotWrite)
		}
		return d.withDB(c.Context(), path, false, func(db *store.DB) error { return d.draw(c.Context(), db, out) })
	}
	return c
}

// draw draws all pages in every look.
func (d *desk) draw(ctx context.Context, db *store.DB, out string) error {
	a := test.NewApp()
	defer a.Quit()
	b := newBar()
	defer b.end()
	var written []string
	for _, lang := range []string{"id", "en"} {
		if err := i18n.Install(lang); err != nil {
			return err
		}
		for _, look := range []assets.Variant{assets.Light, assets.Dark} {
			for _, scale := range []float32{1, 2} {
				s := sitting{ctx: ctx, db: db, clock: d.clock, lang: lang, look: look, scale: scale, out: out}
				names, err := s.draw(func(name string) { b.show(-1, name) })
				if err != nil {
					return err
				}
				written = append(written, names...)
			}
		}
	}
	return d.told(written...)
}

// sitting is one window in one language, look and scale.
type sitting struct {
	ctx       context.Context
	db        *store.DB
	clock     func() time.Time
	lang, out string
	look      assets.Variant
	scale     float32
}

func (s sitting) draw(tell func(name string)) ([]string, error) {
	w := test.NewWindow(nil)
	defer w.Close()
	if c, ok := w.Canvas().(interface{ SetScale(float32) }); ok {
		c.SetScale(s.scale)
	}
	w.Resize(pictureSize)
	u := ui.New(s.ctx, ui.Office{
		Window: w, DB: s.db, Run: task.Inline, Clock: s.clock, NewID: uuid.NewString, Account: "validator-01",
		Values:   settings.Values{Language: s.lang, Appearance: string(s.look), TextSize: 1, Role: string(data.Validator)},
		Keep:     func(settings.Values) error { return nil },
		SaveFile: reports.Save, OpenFile: func(string) error { return nil },
	})
	var written []string
	for _, scene := range u.Scenes() {
		if err := s.ctx.Err(); err != nil {
			return written, err
		}
		scene.Set()
		w.Resize(pictureSize)
		path := filepath.Join(s.out, s.name(scene.Name))
		tell(path)
		if err := reports.Save(path, func(to io.Writer) error { return png.Encode(to, w.Canvas().Capture()) }); err != nil {
			return written, data.About(path, err)
		}
		written = append(written, path)
	}
	return written, nil
}

// name is page, language and look, and @2x at double scale.
func (s sitting) name(page string) string {
	at := ""
	if s.scale != 1 {
		at = fmt.Sprintf("@%gx", s.scale)
	}
	return fmt.Sprintf("%s-%s-%s%s.png", page, s.lang, s.look, at)
}
