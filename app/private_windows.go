package main

// private does nothing: on Windows the folder's own rules say who may read.
func private() {}
