package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tuntas/data"
)

// hashDigits is the length of a hash of the ledger as text.
const hashDigits = 64

// String is the head as documents show it: the entry's number, a dot in the middle and the whole hash. ParseHead reads it.
func (h Head) String() string {
	if h.Entry == 0 {
		return ""
	}
	return fmt.Sprintf("%d · %s", h.Entry, h.Hash)
}

// ParseHead reads a head as a document shows it, however it was broken into lines or grouped when it was copied: a number,
// then the digits of the hash. Anything else gives data.ErrHead.
func ParseHead(text string) (Head, error) {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 1 {
		return Head{}, data.About(text, data.ErrHead)
	}
	entry, err := strconv.ParseInt(text[:end], 10, 64)
	hash := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ·.:,-\t\r\n\u00a0", r) {
			return -1
		}
		return r
	}, strings.ToLower(text[end:]))
	if err != nil || entry < 1 || len(hash) != hashDigits || strings.Trim(hash, "0123456789abcdef") != "" || hash == strings.ToLower(text[end:]) {
		return Head{}, data.About(text, data.ErrHead)
	}
	return Head{Entry: entry, Hash: hash}, nil
}

// alsoKept holds the head kept beside the database against a chain that was verified up to another one.
func (db *DB) alsoKept(ctx context.Context, h LedgerHealth) (LedgerHealth, error) {
	kept := db.keptHead()
	if kept.Entry == 0 || kept == h.Kept {
		return h, nil
	}
	if kept.Entry > h.Head.Entry {
		h.Lost = max(h.Lost, kept.Entry-h.Head.Entry)
		return h, nil
	}
	hash, err := hashOf(ctx, db.sql, kept.Entry)
	if err == nil && hash != kept.Hash && (h.Broken == 0 || kept.Entry < h.Broken) {
		h.Broken = kept.Entry
	}
	return h, err
}
