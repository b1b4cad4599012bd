package opendata

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"time"

	"tuntas/data"
)

// Case is one report as it comes to the gate. Number decides the key and never leaves.
type Case struct {
	Number   string
	Private  bool   // counted, never released as a row
	Category string // as the figures use it; may be empty
	Channel  string
	Area     string    // Kemendagri code of a kelurahan, else the source's text
	SentOn   time.Time // day, midnight UTC
	Stage    data.Stage
	Passes   int // 1 until a follow-up has been refused
	Stays    []Stay
}

// Stay is one stay of a report in one stage, in their order.
type Stay struct {
	Stage   data.Stage
	Pass    int
	Hours   int64      // rounded down; -1 while the stay lasts
	Outcome data.Stage // the next stage; empty while the stay lasts
}

// Source gives all cases of a release in the order of their keys, with their stays where they are asked for. It is asked
// more than once and must give the same each time. An order by number or by time would tell what the rows keep to
// themselves.
type Source func(stays bool) iter.Seq2[Case, error]

// keyBytes is how much of the hash a key has: 80 bits, so that a million reports do not share one.
const keyBytes = 10

// Key is the name of a report in one release: the beginning of SHA-256(salt, number), hexadecimal. Who does not know the
// salt cannot find the report behind it, nor the same report in another release.
func Key(salt, number string) string {
	sum := sha256.Sum256([]byte(salt + number))
	return hex.EncodeToString(sum[:keyBytes])
}
