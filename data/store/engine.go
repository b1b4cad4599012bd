package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// engine is the running DuckDB behind the pool of connections. After a fatal error DuckDB answers nothing any more; then it
// is ended and begun anew beneath the same pool, so that nobody has to know.
type engine struct {
	source   string   // data source name
	settings []string // given in this order to each new DuckDB

	mu      sync.Mutex
	running *duckdb.Connector // nil until the first connection is asked for
	spill   string            // the private folder of a database in memory for what has no room there; it goes with it

	count   sync.Mutex
	waiting int // connections that the pool counts and that mu keeps from being made
}

// Connect makes one connection, and begins DuckDB when it does not run.
func (e *engine) Connect(ctx context.Context) (driver.Conn, error) {
	e.wait(1)
	e.mu.Lock()
	e.wait(-1)
	defer e.mu.Unlock()
	if err := e.begin(ctx); err != nil {
		return nil, err
	}
	return e.running.Connect(ctx)
}

// Driver returns the driver of the connections.
func (e *engine) Driver() driver.Driver { return duckdb.Driver{} }

func (e *engine) wait(n int) {
	e.count.Lock()
	defer e.count.Unlock()
	e.waiting += n
}

func (e *engine) begin(ctx context.Context) error {
	if e.running != nil {
		return nil
	}
	source, err := e.placed()
	if err != nil {
		return err
	}
	c, err := duckdb.NewConnector(source, nil)
	if err != nil {
		return err
	}
	if err := give(ctx, c, e.settings); err != nil {
		return errors.Join(err, c.Close())
	}
	e.running = c
	return nil
}

// placed is the data source name with a folder to spill into, which dsn puts beside a file; without one DuckDB takes the folder
// that the program was started in.
func (e *engine) placed() (source string, err error) {
	if !strings.HasPrefix(e.source, "?") {
		return e.source, nil
	}
	if e.spill == "" {
		if e.spill, err = os.MkdirTemp("", "tuntas-"); err != nil {
			return "", cannotWrite(os.TempDir(), err)
		}
	}
	return e.source + "&temp_directory=" + url.QueryEscape(e.spill), nil
}

// give runs the settings on a connection of their own.
func give(ctx context.Context, c *duckdb.Connector, settings []string) (err error) {
	conn, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	run, ok := conn.(driver.ExecerContext)
	if !ok {
		return fmt.Errorf("unexpected connection %T", conn)
	}
	for _, s := range settings {
		if _, err := run.ExecContext(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// end stops DuckDB. All connections must be closed: one that is open would keep it running.
func (e *engine) end() (err error) {
	if e.running != nil {
		err = e.running.Close()
		e.running = nil
	}
	if e.spill != "" {
		err = errors.Join(err, os.RemoveAll(e.spill))
		e.spill = ""
	}
	return err
}

// idleConnections is how many connections the pool keeps, the default of database/sql.
const idleConnections = 2

// restart ends DuckDB as soon as nobody uses a connection of pool, and begins it anew.
func (e *engine) restart(ctx context.Context, pool *sql.DB) error {
	return e.replace(ctx, pool, func() error { return nil })
}

// replace is restart with something done to the file in between, while nobody has it open.
func (e *engine) replace(ctx context.Context, pool *sql.DB, between func() error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	pool.SetMaxIdleConns(-1)
	defer pool.SetMaxIdleConns(idleConnections)
	if err := e.drained(ctx, pool); err != nil {
		return err
	}
	if err := e.end(); err != nil {
		return err
	}
	return errors.Join(between(), e.begin(ctx))
}

// drainTime is how long a restart waits for queries that are still being read; each of them fails with the next row.
const drainTime = 10 * time.Second

// drained waits until the pool holds no connection.
func (e *engine) drained(ctx context.Context, pool *sql.DB) error {
	ctx, cancel := context.WithTimeout(ctx, drainTime)
	defer cancel()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for {
		e.count.Lock()
		waiting := e.waiting
		e.count.Unlock()
		if pool.Stats().OpenConnections <= waiting {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
	}
}

// fatal tells whether DuckDB answers nothing any more after err.
func fatal(err error) bool {
	var de *duckdb.Error
	return errors.As(err, &de) && de.Type == duckdb.ErrorTypeFatal
}

// quoted is text as a literal of SQL, for the few statements that take no parameter.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// named is a name of SQL.
func named(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
