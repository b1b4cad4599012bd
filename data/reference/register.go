package reference

import (
	"maps"
	"slices"
)

// register holds the entries of one list in order, and finds them by value.
type register[T any] struct {
	all []T
	at  map[string]int
}

// put adds an entry at the end, or changes the one that has this value.
func (r *register[T]) put(value string, entry T) {
	if i, known := r.at[value]; known {
		r.all[i] = entry
		return
	}
	if r.at == nil {
		r.at = map[string]int{}
	}
	r.at[value] = len(r.all)
	r.all = append(r.all, entry)
}

func (r *register[T]) get(value string) (entry T, ok bool) {
	i, ok := r.at[value]
	if !ok {
		return entry, false
	}
	return r.all[i], true
}

func (r *register[T]) clone() register[T] {
	return register[T]{all: slices.Clone(r.all), at: maps.Clone(r.at)}
}
