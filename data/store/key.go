package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/zalando/go-keyring"

	"tuntas/data"
)

// Keyring keeps secrets by their names; a missing one gives an error.
type Keyring interface {
	Secret(name string) (string, error)
	Keep(name, secret string) error
}

// SystemKeyring is the operating system's keyring. It may ask the person to unlock it, and wait for that.
type SystemKeyring struct{}

// keyringService is the name under which the keyring shows the secrets of Tuntas.
const keyringService = "tuntas"

// Secret returns what was kept under the name.
func (SystemKeyring) Secret(name string) (string, error) {
	if err := keyringThere(); err != nil {
		return "", err
	}
	return keyring.Get(keyringService, name)
}

// Keep keeps a secret under the name.
func (SystemKeyring) Keep(name, secret string) error {
	if err := keyringThere(); err != nil {
		return err
	}
	return keyring.Set(keyringService, name, secret)
}

// keySetting is the row of setting that says which key the persons are encrypted with, and where it was put.
const keySetting = "person_key"

// keyRecord is the value of that row: it tells keys apart and is no secret.
type keyRecord struct {
	ID    string        `json:"id"`
	Place data.KeyPlace `json:"place"`
}

// keyFile is the content of the file beside the database that holds the key where no keyring does.
type keyFile struct {
	ID  string `json:"id"`
	Key string `json:"key"`
}

func keyPath(path string) string { return path + ".key" }

// keyRecord returns which key the database uses; the zero record when there is none yet.
func (db *DB) keyRecord(ctx context.Context, q querier) (r keyRecord, err error) {
	var text string
	err = q.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = $name", sql.Named("name", keySetting)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(text), &r)
}

// key returns the key of a record. The file beside the database is looked at also when the key was put into a keyring: a
// database may be moved to another account with its key in a file.
func (db *DB) key(r keyRecord) ([]byte, error) {
	if key, ok := db.keys[r.ID]; ok {
		return key, nil
	}
	secret, err := db.fileSecret(r)
	if err != nil && db.keyring != nil {
		secret, err = db.keyring.Secret(r.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrKeyMissing, err)
	}
	key, err := hex.DecodeString(secret)
	if err != nil || len(key) != keyBytes {
		return nil, errors.Join(data.ErrKeyMissing, err)
	}
	db.keys[r.ID] = key
	return key, nil
}

func (db *DB) fileSecret(r keyRecord) (string, error) {
	if db.path == "" {
		return "", fs.ErrNotExist
	}
	text, err := os.ReadFile(keyPath(db.path)) //nolint:gosec // beside the user's own database
	if err != nil {
		return "", err
	}
	var f keyFile
	if err := json.Unmarshal(text, &f); err != nil {
		return "", err
	}
	if f.ID != r.ID {
		return "", fs.ErrNotExist
	}
	return f.Key, nil
}

// makeKey makes a key, puts it into the keyring, else into a private file, and only then writes down which it is.
func (db *DB) makeKey(ctx context.Context, tx *sql.Tx) (r keyRecord, key []byte, err error) {
	key = make([]byte, keyBytes)
	id := make([]byte, 8)
	_, _ = rand.Read(key) // never fails since Go 1.24
	_, _ = rand.Read(id)
	r = keyRecord{ID: "persons-" + hex.EncodeToString(id), Place: data.KeyKeyring}
	if err := db.keepKey(&r, hex.EncodeToString(key)); err != nil {
		return r, nil, err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return r, nil, err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO setting (name, value) VALUES ($name, $value)", sql.Named("name", keySetting),
		sql.Named("value", string(text)))
	return r, key, err
}

// keepKey keeps the secret where it can be read back from.
func (db *DB) keepKey(r *keyRecord, secret string) error {
	if db.keyring != nil && db.keyring.Keep(r.ID, secret) == nil {
		if got, err := db.keyring.Secret(r.ID); err == nil && got == secret {
			return nil
		}
	}
	r.Place = data.KeyFile
	if db.path == "" {
		return nil // in memory the key lives as long as the persons
	}
	text, err := json.Marshal(keyFile{ID: r.ID, Key: secret})
	if err != nil {
		return err
	}
	return writeLasting(keyPath(db.path), text)
}

// KeyPlace says where the key to the persons lies. A key in a file is worth a warning: who can read the database can read it,
// too. The keyring itself is not asked: it might put a question to the person.
func (db *DB) KeyPlace(ctx context.Context) (data.KeyPlace, error) {
	r, err := db.keyRecord(ctx, db.sql)
	if err != nil || r.ID == "" {
		return data.KeyNone, err
	}
	if _, err := db.fileSecret(r); err == nil {
		return data.KeyFile, nil
	}
	if r.Place == data.KeyFile && db.path != "" {
		return data.KeyMissing, nil
	}
	return r.Place, nil
}
