package store

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"tuntas/data"
)

// itemWords are the items of all checklists by id, each in the words of the list that was written last.
type itemWords struct {
	mu    sync.RWMutex
	known map[string]data.Item
}

// Item returns the item of a checklist with this id, in the words of the list that was written last; false when no list has
// it. It asks nothing of the disk: those who write for people call it for each reason that they name.
func (db *DB) Item(id string) (data.Item, bool) {
	db.items.mu.RLock()
	defer db.items.mu.RUnlock()
	item, ok := db.items.known[id]
	return item, ok
}

// learnItems reads the items of all checklists, for Item; none where the schema is older than checklists.
func (db *DB) learnItems(ctx context.Context) error {
	if there, err := hasTable(ctx, db.sql, "checklist"); err != nil || !there {
		return err
	}
	all, err := db.ChecklistVersions(ctx)
	if err != nil {
		return fmt.Errorf("items: %w", err)
	}
	db.items.add(data.NewestItems(all))
	return nil
}

// add takes items in the place of those of the same ids.
func (w *itemWords) add(items map[string]data.Item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known == nil {
		w.known = map[string]data.Item{}
	}
	maps.Copy(w.known, items)
}
