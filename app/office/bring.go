package office

import (
	"context"

	"tuntas/data"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// Bring takes the files at paths in, as one transaction. It returns what became of the rows and up to keep of the refused
// ones; keep below 0 takes all of them. progress may be nil. Whatever goes wrong, nothing has changed.
func Bring(
	ctx context.Context, db *store.DB, p *intake.Profile, files data.Import, keep int, progress func(intake.Progress),
) (data.ImportResult, []data.RefusedRow, error) {
	w := watcher{keep: keep}
	files.Profile = p.Name()
	result, err := db.Import(ctx, files, func(b *store.Batch) error {
		w.Batch = b
		_, err := intake.Read(ctx, p, files.Paths, &w, progress)
		return err
	})
	return result, w.refused, err
}

// watcher is a batch that remembers refused rows.
type watcher struct {
	*store.Batch
	keep    int
	refused []data.RefusedRow
}

// Refuse keeps the row in the batch and remembers it while there is room.
func (w *watcher) Refuse(r data.RefusedRow) error {
	if w.keep < 0 || len(w.refused) < w.keep {
		w.refused = append(w.refused, r)
	}
	return w.Batch.Refuse(r)
}
