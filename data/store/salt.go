package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// salts hands out random salts of 128 bits, drawn in blocks because a batch needs millions.
type salts struct{ left []byte }

func (s *salts) next() string {
	const size = 16
	if len(s.left) < size {
		s.left = make([]byte, 4096)
		_, _ = rand.Read(s.left) // never fails since Go 1.24
	}
	salt := hex.EncodeToString(s.left[:size])
	s.left = s.left[size:]
	return salt
}

// commit returns salt and commitment for texts that may have to be erased; both empty when all texts are.
func (s *salts) commit(texts ...string) (salt, commitment string) {
	empty := true
	for _, t := range texts {
		empty = empty && t == ""
	}
	if empty {
		return "", ""
	}
	salt = s.next()
	h := sha256.New()
	h.Write([]byte(salt))
	for _, t := range texts {
		h.Write([]byte{0})
		h.Write([]byte(t))
	}
	return salt, hex.EncodeToString(h.Sum(nil))
}

// searched is the form in which texts are searched: lower case, blanks collapsed.
func searched(texts ...string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Join(texts, " ")), " "))
}
