//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// spent is the processor time of this process and of its children that have ended.
func spent(b *testing.B) (all time.Duration) {
	b.Helper()
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Skip("this system does not tell processor time")
		}
		all += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return all
}

// BenchmarkStartCheck looks at a database as each opening does before anything may change it: schema, head, sample of the blocks;
// in this process, and in a child as after a crash. The database is the one that TUNTAS_BENCH_DB names, closed and of this
// schema, else a small one. Budget at 1.5 million reports: 300 ms.
func BenchmarkStartCheck(b *testing.B) {
	path := os.Getenv("TUNTAS_BENCH_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "a.duckdb")
		db, err := Open(b.Context(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		fillMany(b, db, 20_000)
		closed(b, db)
	}
	for _, way := range []string{"here", "child"} {
		b.Run(way, func(b *testing.B) {
			db := newDB(path, Options{})
			if err := db.setZone(); err != nil {
				b.Fatal(err)
			}
			if db.unclean = way == "child"; db.unclean {
				isolated(b)
				db.lock = &fileLock{}
			}
			before := spent(b)
			for b.Loop() {
				if err := db.inspect(b.Context(), Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((spent(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}
