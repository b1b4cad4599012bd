package data

import "time"

// Draft is a note that somebody is still writing for a report. It is no part of the history.
type Draft struct {
	Report  int64
	Account string
	Note    string
	KeptAt  time.Time // set by the store
}
