package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/store"
	"tuntas/reports"
)

// photoFlags are the flags of the photos command.
type photoFlags struct {
	db, refused string
	strict      bool
	files       office.PhotoFiles
}

func (d *desk) photosCommand() *cobra.Command {
	var f photoFlags
	c := &cobra.Command{
		Use: "photos --db FILE PATH...", Short: "Bring photos in from folders and zip archives", Args: args(1, -1),
		Long: "Bring photos in. The name of a photo begins with the number of its report and may say what it shows:\n" +
			"JK2503050007_before.jpg, JK2503050007-sesudah-2.jpg. Or a table says it: columns number, file, role.\n" +
			"The files are kept in the folder FILE.photos.",
		Example: "  tuntas-cli photos --db city.duckdb photos.zip\n  tuntas-cli photos --db city.duckdb --table photos.csv folder",
	}
	c.Flags().StringVar(&f.db, "db", "", "database file")
	c.Flags().StringVar(&f.files.Table, "table", "", "CSV file with the columns number, file and role")
	c.Flags().BoolVar(&f.files.DryRun, "dry-run", false, "read everything and keep nothing")
	c.Flags().BoolVar(&f.strict, "strict", false, "exit with 3 when a photo was refused")
	c.Flags().StringVar(&f.refused, "refused", "", "write what was refused to this CSV file; mended, it is a table for --table")
	c.RunE = func(c *cobra.Command, paths []string) error {
		f.files.Paths = paths
		return d.bringPhotos(c.Context(), f)
	}
	return c
}

func (d *desk) bringPhotos(ctx context.Context, f photoFlags) error {
	if f.refused != "" {
		if err := mayReplace(f.refused, append([]string{f.db, f.files.Table}, f.files.Paths...)...); err != nil {
			return err
		}
	}
	var result office.PhotoResult
	err := d.withDB(ctx, f.db, false, func(db *store.DB) (err error) {
		result, err = d.takePhotos(ctx, db, f.files)
		return err
	})
	if err != nil {
		return err
	}
	return d.tellPhotos(f, result)
}

// takePhotos opens the album beside the database and brings the photos in. A dry run makes no album.
func (d *desk) takePhotos(ctx context.Context, db *store.DB, files office.PhotoFiles) (r office.PhotoResult, err error) {
	var album *evidence.Album
	if !files.DryRun {
		if album, err = evidence.OpenAlbum(evidence.AlbumOf(db.Path())); err != nil {
			return r, err
		}
		defer func() { err = errors.Join(err, album.Close()) }()
	}
	b := newBar()
	defer b.end()
	return office.Photos(ctx, db, album, files, func(done, total int) {
		b.show(float64(done)/float64(max(1, total)), d.language(nil).Number(int64(done)))
	})
}

func (d *desk) tellPhotos(f photoFlags, r office.PhotoResult) error {
	if err := d.printPhotos(r); err != nil {
		return err
	}
	if f.refused != "" {
		if err := reports.Save(f.refused, func(w io.Writer) error { return evidence.WriteRefused(w, r.Refused) }); err != nil {
			return data.About(f.refused, err)
		}
	}
	if n := int64(len(r.Refused)); f.strict && n > 0 {
		return data.About(d.language(nil).Number(n), data.ErrRowsRefused)
	}
	return nil
}

func (d *desk) printPhotos(r office.PhotoResult) error {
	refused := int64(len(r.Refused))
	if d.json {
		reasons := map[data.Refusal]int{}
		for _, one := range r.Refused {
			reasons[one.Reason]++
		}
		return printJSON(stdout, map[string]any{
			"files": r.Files, "taken": r.Taken, "unchanged": r.Unchanged, "shared": r.Shared, "refused": refused, "reasons": reasons,
		})
	}
	l := d.language(nil)
	rows := [][]string{
		{l.Text("cli.photos.taken"), l.Number(r.Taken)}, {l.Text("cli.photos.unchanged"), l.Number(r.Unchanged)},
		{l.Text("cli.photos.refused"), l.Number(refused)}, {l.Text("cli.photos.shared"), l.Number(r.Shared)},
	}
	table(stdout, []string{l.Text("cli.photos.read"), l.Number(r.Files)}, rows, []bool{false, true})
	for i, one := range r.Refused {
		if i == 20 {
			fmt.Fprintln(stdout, "…")
			break
		}
		fmt.Fprintf(stdout, "  %s  %s %q\n", one.File, l.Refusal(one.Reason), one.Number)
	}
	return nil
}
