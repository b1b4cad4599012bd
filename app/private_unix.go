//go:build unix

package main

import "syscall"

// private makes all files of this program readable for their owner alone; DuckDB makes its log readable for all otherwise.
func private() { syscall.Umask(0o077) }
