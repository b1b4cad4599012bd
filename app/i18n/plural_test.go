package i18n

import "testing"

func TestTextTakesSingular(t *testing.T) {
	l := &Language{texts: map[string]string{"x.reports": "{n} reports", "x.reports.one": "{n} report", "x.days": "{n} days"}}
	for _, c := range []struct {
		key  string
		n    any
		want string
	}{
		{"x.reports", "1", "1 report"},
		{"x.reports", 1, "1 report"},
		{"x.reports", "11", "11 reports"},
		{"x.reports", "0", "0 reports"},
		{"x.days", "1", "1 days"}, // no singular in the catalog
	} {
		if got := l.Text(c.key, "n", c.n); got != c.want {
			t.Errorf("%s of %v: got %q; want %q", c.key, c.n, got, c.want)
		}
	}
}
