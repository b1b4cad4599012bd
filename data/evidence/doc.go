// Package evidence knows photos: how to read a file from outside without being hurt by it, what the file says about
// itself, how alike two pictures look, where the files are kept, and which report a file name speaks of. It refuses to
// know reports, the database, and whether a photo proves anything: it tells what it sees, and people decide.
//
// Nothing is decoded before its header was looked at. A file's own claims (time, place, camera, software) are taken as
// claims; a file without any is as good as one with all.
package evidence
