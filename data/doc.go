// Package data is the domain of citizen reports: what a report and its history are, which stages there are, who may move
// a report from which to which, and what can go wrong. It knows the standard library only. It refuses to know how any of
// it is stored, counted, translated or shown.
package data
