package intake_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"tuntas/data"
	"tuntas/data/intake"
)

// wide is text in UTF-16 with its mark.
func wide(order binary.AppendByteOrder, text string) string {
	b := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

func TestReadEncodings(t *testing.T) {
	const header = "number,happened_at,activity,note\n"
	row := func(note string) string { return "A,2026-03-01 09:00,proses," + note + "\n" }
	plain := strings.Repeat(row("x"), 3000) // more than the head
	tests := []struct {
		name, text string
		want       intake.Encoding
		last       string // note of the last row; empty when it is refused
	}{
		{"ASCII", header + row("x"), intake.UTF8, "x"},
		{"UTF-8", header + row("café 😀"), intake.UTF8, "café 😀"},
		{"UTF-8 with mark", "\ufeff" + header + row("é"), intake.UTF8, "é"},
		{"UTF-16LE", wide(binary.LittleEndian, header+row("café 😀")), intake.UTF16LE, "café 😀"},
		{"UTF-16BE", wide(binary.BigEndian, header+plain+row("é")), intake.UTF16BE, "é"},
		{"Windows-1252", header + row("\x93caf\xe9\x94 \x80"), intake.Windows1252, "“café” €"},
		{"Windows-1252 at the very end", header + strings.TrimSuffix(row("caf\xe9"), "\n"), intake.Windows1252, "café"},
		{"Windows-1252 all along", header + row("\xe9") + plain + row("\xfc"), intake.Windows1252, "ü"},
		{"header in Windows-1252", strings.Replace(header, "note", "note,caf\xe9", 1) + row("x,y"), intake.Windows1252, "x"},
		{"packed Windows-1252", packed(t, header+row("\xe9")), intake.Windows1252, "é"},
		{"one damaged name", header + row("é") + row("\xe9"), intake.UTF8, ""},
		{"no UTF-8 behind the head", header + plain + row("\xe9"), intake.UTF8, ""},
		{"a NUL", header + row("\x00") + row("\xe9"), intake.UTF8, ""},
		{"a byte that Windows-1252 lacks", header + row("\x81\xe9"), intake.UTF8, ""},
		{"head ends within a character", header + plain[:64<<10-len(header)-len(row(""))-1] + "\n" + row("é"), intake.UTF8, "é"},
	}
	for _, tt := range tests {
		p, path := profile(t, "tuntas"), file(t, "e.csv", tt.text)
		v, err := intake.Look(p, path, 10_000)
		if err != nil || v.Encoding != tt.want {
			t.Errorf("%s: got %s, %v; want %s", tt.name, v.Encoding, err, tt.want)
			continue
		}
		k, _ := read(t, p, path)
		if tt.last == "" {
			if n := len(k.refused); n == 0 || k.refused[n-1].Reason != data.RefusedText {
				t.Errorf("%s: the last row was not refused as no text: %+v", tt.name, k.refused)
			}
			continue
		}
		if got := k.events[len(k.events)-1].Note; got != tt.last {
			t.Errorf("%s: got the note %q, want %q", tt.name, got, tt.last)
		}
	}
}
