package data

import "time"

// UnknownValue is a value that no list holds and nobody has mapped yet.
type UnknownValue struct {
	List  List
	Told  string
	Rows  int64     // rows in which it stood, over all imports
	First time.Time // the first import that told it
	Last  time.Time // the last one
}
