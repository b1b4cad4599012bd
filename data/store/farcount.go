package store

import (
	"context"
	"fmt"
	"sync"
)

// countsKept is how many counts are kept: a list that is scrolled asks for the same one or two again and again.
const countsKept = 16

// partCounts keeps how many reports the runs of lists have, as long as the history stays the same.
type partCounts struct {
	mu    sync.Mutex
	entry int64 // the last entry of the ledger then: nothing changes where a report stands without one
	kept  map[string][]partCount
}

// ask returns what was counted before on the same history, or counts. q sees one and the same history all the time.
func (p *partCounts) ask(ctx context.Context, q querier, query string, args []any) ([]partCount, error) {
	entry, err := lastEntry(ctx, q)
	if err != nil {
		return nil, err
	}
	key := query + fmt.Sprint(args...)
	if counts, ok := p.of(entry, key); ok {
		return counts, nil
	}
	counts, err := countParts(ctx, q, query, args)
	if err == nil {
		p.keep(entry, key, counts)
	}
	return counts, err
}

func (p *partCounts) of(entry int64, key string) ([]partCount, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.entry != entry {
		return nil, false
	}
	counts, ok := p.kept[key]
	return counts, ok
}

func (p *partCounts) keep(entry int64, key string, counts []partCount) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.entry != entry || p.kept == nil || len(p.kept) >= countsKept {
		p.entry, p.kept = entry, map[string][]partCount{}
	}
	p.kept[key] = counts
}

// forget forgets everything that was counted.
func (p *partCounts) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = nil
}
