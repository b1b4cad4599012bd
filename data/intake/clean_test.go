package intake

import (
	"strings"
	"testing"
)

func TestCleanKey(t *testing.T) {
	tests := []struct {
		in, want string
		changed  changes
	}{
		{"", "", 0},
		{"Kelurahan Gambir", "Kelurahan Gambir", 0},
		{"café", "café", 0},
		{" Sampah ", "Sampah", trimmed},
		{"Parkir  Liar", "Parkir Liar", trimmed},
		{"a\tb\r\nc", "a b c", trimmed},
		{"   ", "", trimmed},
		{"A&amp;B", "A&B", decoded},
		{"A&amp;amp;B", "A&amp;B", decoded},
		{"A&B", "A&B", 0},
		{"?a=1&copy=2", "?a=1&copy=2", 0},
		{"&copy;&#65;&#x42;&nosuch;", "©AB&nosuch;", decoded},
		{"a&nbsp;b", "a b", decoded | normalised},
		{"&#9;x", "x", decoded | trimmed},
		{"a\x01b\x7f", "ab", stripped},
		{"a\u200bb\ufeff", "ab", stripped},
		{"a\u0085b", "a b", trimmed},
		{"𝗟𝗮𝗺𝗽𝘂 ﬁx", "Lampu fix", normalised},
		{"cafe\u0301", "café", normalised},
		{"&amp;&#1;\x02ﬁ ", "&fi", decoded | stripped | normalised | trimmed},
		{"&", "&", 0},
		{"&;", "&;", 0},
		{strings.Repeat("&a", 100), strings.Repeat("&a", 100), 0},
	}
	for _, tt := range tests {
		if got, changed := cleanKey(tt.in); got != tt.want || changed != tt.changed {
			t.Errorf("%q: got %q, %05b; want %q, %05b", tt.in, got, changed, tt.want, tt.changed)
		}
	}
}

func TestCleanText(t *testing.T) {
	tests := []struct {
		in, want string
		changed  changes
	}{
		{"", "", 0},
		{" two  blanks\tand\nlines ", " two  blanks\tand\nlines ", 0},
		{"𝗟𝗮𝗺𝗽𝘂 \u200d \u00a0", "𝗟𝗮𝗺𝗽𝘂 \u200d \u00a0", 0},
		{"R&amp;D &lt;b&gt;", "R&D <b>", decoded},
		{"a\r\nb\rc", "a\nb\nc", stripped},
		{"a\x1bb\u009fc", "abc", stripped},
	}
	for _, tt := range tests {
		if got, changed := cleanText(tt.in); got != tt.want || changed != tt.changed {
			t.Errorf("%q: got %q, %05b; want %q, %05b", tt.in, got, changed, tt.want, tt.changed)
		}
	}
}

// What is cleaned needs no cleaning, entities aside: they are decoded once and may have stood for others.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{"a  b", "&amp;lt;", "ﬁ\u00a0", "\u0344\u200b", "\r\n\x01", "\u1e9b\u0323"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ToValidUTF8(s, "") != s {
			return // such rows are refused
		}
		for name, clean := range map[string]func(string) (string, changes){"key": cleanKey, "text": cleanText} {
			once, changed := clean(s)
			if changed == 0 != (once == s) {
				t.Errorf("%s %q: became %q, told %b", name, s, once, changed)
			}
			if again, changed := clean(once); changed&^decoded != 0 && !strings.Contains(once, "&") {
				t.Errorf("%s %q: became %q, then %q, %b", name, s, once, again, changed)
			}
		}
	})
}

func TestWordsCleanEachTimeAlike(t *testing.T) {
	w := newWords(cleanKey)
	for range 3 {
		if got, changed := w.text([]byte(" a ")); got != "a" || changed != trimmed {
			t.Errorf("got %q, %b", got, changed)
		}
		if got, changed := w.text([]byte("a")); got != "a" || changed != 0 {
			t.Errorf("got %q, %b", got, changed)
		}
	}
	if got, changed := w.text([]byte(strings.Repeat("a ", longestWord))); changed != trimmed || len(got) != 2*longestWord-1 {
		t.Errorf("a long text: got %d bytes, %b", len(got), changed)
	}
}
