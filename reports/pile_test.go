package reports_test

import (
	"bytes"
	"testing"

	"tuntas/reports"
)

func TestPileKeepsBytes(t *testing.T) {
	var p reports.Pile
	var want bytes.Buffer
	for i := range 3000 {
		text := bytes.Repeat([]byte{byte(i)}, 9*i%99_991) // more than is kept in memory
		_, _ = p.Write(text)
		want.Write(text)
	}
	if want.Len() < 30<<20 {
		t.Fatalf("only %d bytes", want.Len())
	}
	if p.Len() != int64(want.Len()) {
		t.Errorf("%d bytes, want %d", p.Len(), want.Len())
	}
	var got bytes.Buffer
	if n, err := p.WriteTo(&got); err != nil || n != int64(want.Len()) || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("wrote %d bytes, %v", n, err)
	}
	if n, err := p.WriteTo(&got); n != 0 || err != nil || p.Len() != 0 {
		t.Errorf("a second time gave %d bytes, %v", n, err)
	}
}
