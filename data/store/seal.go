package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"

	"tuntas/data"
)

// keyBytes makes it AES-256.
const keyBytes = 32

// seal encrypts one field of one report's person: a fresh nonce, then text and seal of AES-GCM. The field and the report are
// sealed along, so that a value moved to another row or column does not open. Empty text is nothing at all.
func seal(key []byte, report int64, field, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	gcm, err := sealer(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, gcm.NonceSize())
	_, _ = rand.Read(nonce) // never fails since Go 1.24
	return gcm.Seal(nonce, nonce, []byte(text), place(report, field)), nil
}

// unseal is the reverse of seal. What does not open with the key gives data.ErrKeyMissing: another key, or another value.
func unseal(key []byte, report int64, field string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	gcm, err := sealer(key)
	if err != nil {
		return "", err
	}
	n := gcm.NonceSize()
	if len(sealed) < n {
		return "", data.ErrKeyMissing
	}
	text, err := gcm.Open(nil, sealed[:n], sealed[n:], place(report, field))
	if err != nil {
		return "", fmt.Errorf("%w: %w", data.ErrKeyMissing, err)
	}
	return string(text), nil
}

func sealer(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func place(report int64, field string) []byte { return fmt.Appendf(nil, "person %d %s", report, field) }
