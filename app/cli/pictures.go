package main

import (
	"context"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// looks is which pictures are drawn; an empty list stands for all there are.
type looks struct {
	languages, variants, pages []string
	scales, texts              []float64
}

// all are the pictures that are drawn when nothing narrower is asked for. The pages are those that the window has.
var all = looks{
	languages: []string{"id", "en"}, scales: []float64{1, 2}, texts: []float64{1},
	variants: []string{string(assets.Light), string(assets.Dark), string(assets.HighContrast)},
}

func (d *desk) picturesCommand() *cobra.Command {
	var path, out string
	chosen := all
	c := &cobra.Command{
		Use: "pictures --db FILE --out DIR", Short: "Draw every page of the window as PNG, without a display", Args: args(0, 0),
		Long: "Draws each page in both languages, light, dark and in high contrast, at 1280 by 800 and at double scale.\n" +
			"--in, --look, --scale and --page draw fewer: each takes names with commas between them. --text draws larger text.",
		Example: "  tuntas-cli pictures --db city.duckdb --out pictures --in id --look contrast --scale 1 --page desk,validate-held",
	}
	c.Flags().StringVar(&path, "db", "", "database file")
	c.Flags().StringVar(&out, "out", "", "folder for the pictures; made when it does not exist")
	c.Flags().StringSliceVar(&chosen.languages, "in", all.languages, "languages of the window")
	c.Flags().StringSliceVar(&chosen.variants, "look", all.variants, "looks of the window")
	c.Flags().Float64SliceVar(&chosen.scales, "scale", all.scales, "scales of the screen, from 1 to 4")
	c.Flags().Float64SliceVar(&chosen.texts, "text", all.texts, "sizes of the text, from 0.9 to 1.5")
	c.Flags().StringSliceVar(&chosen.pages, "page", nil, "pages as their pictures are named, for example desk or case-long (default: all)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if out == "" {
			return usage("out")
		}
		if err := chosen.check(); err != nil {
			return err
		}
		if err := os.MkdirAll(out, 0o755); err != nil { //nolint:gosec // pictures are for others to look at
			return data.About(out, data.ErrCannotWrite)
		}
		return d.withDB(c.Context(), path, false, func(db *store.DB) error { return d.draw(c.Context(), db, chosen, out) })
	}
	return c
}

// check refuses what no window has; whether a page is one is known when there is a window.
func (k looks) check() error {
	for _, lang := range k.languages {
		if !slices.Contains(all.languages, lang) {
			return usage("look", "flag", "in", "value", lang, "known", strings.Join(all.languages, ", "))
		}
	}
	for _, look := range k.variants {
		if !slices.Contains(all.variants, look) {
			return usage("look", "flag", "look", "value", look, "known", strings.Join(all.variants, ", "))
		}
	}
	for _, scale := range k.scales {
		if scale < 1 || scale > 4 {
			return usage("look", "flag", "scale", "value", fmt.Sprint(scale), "known", "1 – 4")
		}
	}
	for _, size := range k.texts {
		if size < 0.9 || size > 1.5 {
			return usage("look", "flag", "text", "value", fmt.Sprint(size), "known", "0.9 – 1.5")
		}
	}
	return nil
}

// pick returns the scenes that are asked for, in the order of the window.
func (k looks) pick(scenes []ui.Scene) ([]ui.Scene, error) {
	if len(k.pages) == 0 {
		return scenes, nil
	}
	var picked []ui.Scene
	names := make([]string, 0, len(scenes))
	for _, s := range scenes {
		names = append(names, s.Name)
		if slices.Contains(k.pages, s.Name) {
			picked = append(picked, s)
		}
	}
	for _, page := range k.pages {
		if !slices.Contains(names, page) {
			return nil, usage("look", "flag", "page", "value", page, "known", strings.Join(names, ", "))
		}
	}
	return picked, nil
}

// sittings are the windows to draw, one after another.
func (k looks) sittings() []sitting {
	var windows []sitting
	for _, lang := range k.languages {
		for _, look := range k.variants {
			windows = append(windows, k.sizes(sitting{looks: k, lang: lang, look: assets.Variant(look)})...)
		}
	}
	return windows
}

// sizes are the windows like s on each screen and with each size of text.
func (k looks) sizes(s sitting) []sitting {
	var windows []sitting
	for _, scale := range k.scales {
		for _, text := range k.texts {
			s.scale, s.text = float32(scale), float32(text)
			windows = append(windows, s)
		}
	}
	return windows
}

// draw draws the chosen pages in the chosen looks.
func (d *desk) draw(ctx context.Context, db *store.DB, chosen looks, out string) error {
	a := test.NewApp()
	defer a.Quit()
	b := newBar()
	defer b.end()
	sample, remove, err := sampleFile()
	if err != nil {
		return err
	}
	defer remove()
	var written []string
	for _, s := range chosen.sittings() {
		if err := i18n.Install(s.lang); err != nil {
			return err
		}
		s.ctx, s.db, s.clock, s.out, s.sample = ctx, db, d.clock, out, sample
		names, err := s.draw(func(name string) { b.show(-1, name) })
		if err != nil {
			return err
		}
		written = append(written, names...)
	}
	return d.told(written...)
}

// sitting is one window in one language, look and scale.
type sitting struct {
	looks     looks
	ctx       context.Context
	db        *store.DB
	clock     func() time.Time
	lang, out string
	sample    string // file for the page that brings files in
	look      assets.Variant
	scale     float32
	text      float32 // size of the text, 1 is the usual one
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
		Values:   settings.Values{Language: s.lang, Appearance: string(s.look), TextSize: s.text, Role: string(data.Validator)},
		Keep:     func(settings.Values) error { return nil },
		SaveFile: reports.Save, OpenFile: func(string) error { return nil }, Sample: s.sample,
	})
	scenes, err := s.looks.pick(u.Scenes())
	if err != nil {
		return nil, err
	}
	var written []string
	for _, scene := range scenes {
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

// name is page, language and look, @2x at double scale and +25 for text that is a quarter larger.
func (s sitting) name(page string) string {
	at := ""
	if s.text != 1 {
		at = fmt.Sprintf("%+.0f", 100*(s.text-1))
	}
	if s.scale != 1 {
		at += fmt.Sprintf("@%gx", s.scale)
	}
	return fmt.Sprintf("%s-%s-%s%s.png", page, s.lang, s.look, at)
}

// sampleRows are a file as another office might send it.
const sampleRows = "nomor;waktu;langkah;petugas;unit\n" +
	"JK2603010001;01/03/2026 08:00;Laporan diterima;Petugas A;Satpol PP Jakarta Timur\n" +
	"JK2603010001;01/03/2026 10:30;Dikoordinasikan;Petugas B;Satpol PP Jakarta Timur\n" +
	"JK2603010002;01/03/2026 08:10;Laporan diterima;Petugas A;Sudin Bina Marga Jakarta Pusat\n" +
	"JK2603010002;03/03/2026 16:20;Selesai;Petugas C;Sudin Bina Marga Jakarta Pusat\n" +
	"JK2603010003;02/03/2026 09:45;Laporan diterima;Petugas A;Sudin Perhubungan Jakarta Barat\n"

// sampleFile writes the file into a folder of its own, which remove takes away.
func sampleFile() (path string, remove func(), err error) {
	folder, err := os.MkdirTemp("", "tuntas")
	if err != nil {
		return "", nil, data.About(os.TempDir(), data.ErrCannotWrite)
	}
	remove = func() { _ = os.RemoveAll(folder) } // what would stay is a small file without personal data
	path = filepath.Join(folder, "kejadian-maret.csv")
	if err := os.WriteFile(path, []byte(sampleRows), 0o600); err != nil {
		remove()
		return "", nil, data.About(path, data.ErrCannotWrite)
	}
	return path, remove, nil
}
