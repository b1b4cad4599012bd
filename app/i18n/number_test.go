package i18n_test

import (
	"math"
	"testing"

	"tuntas/app/i18n"
)

func TestNumber(t *testing.T) {
	id, en := i18n.For("id", nil), i18n.For("en", nil)
	for _, c := range []struct {
		n              int64
		wantID, wantEN string
	}{
		{0, "0", "0"},
		{7, "7", "7"},
		{999, "999", "999"},
		{1000, "1.000", "1,000"},
		{1234567, "1.234.567", "1,234,567"},
		{-123, "-123", "-123"},
		{-123456, "-123.456", "-123,456"},
		{math.MaxInt64, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"},
		{math.MinInt64, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
	} {
		if got := id.Number(c.n); got != c.wantID {
			t.Errorf("id %d: got %q; want %q", c.n, got, c.wantID)
		}
		if got := en.Number(c.n); got != c.wantEN {
			t.Errorf("en %d: got %q; want %q", c.n, got, c.wantEN)
		}
	}
}

func TestDecimal(t *testing.T) {
	id, en := i18n.For("id", nil), i18n.For("en", nil)
	for _, c := range []struct {
		v              float64
		digits         int
		wantID, wantEN string
	}{
		{12.5, 1, "12,5", "12.5"},
		{1234.5, 2, "1.234,50", "1,234.50"},
		{1234567.89, 0, "1.234.568", "1,234,568"},
		{-0.04, 1, "0,0", "0.0"},
		{-0.4, 0, "0", "0"},
		{-1234.56, 1, "-1.234,6", "-1,234.6"},
		{999.96, 1, "1.000,0", "1,000.0"},
		{3.7, -1, "4", "4"},
		{math.NaN(), 1, "–", "–"},
		{math.Inf(1), 1, "∞", "∞"},
		{math.Inf(-1), 1, "-∞", "-∞"},
	} {
		if got := id.Decimal(c.v, c.digits); got != c.wantID {
			t.Errorf("id %v: got %q; want %q", c.v, got, c.wantID)
		}
		if got := en.Decimal(c.v, c.digits); got != c.wantEN {
			t.Errorf("en %v: got %q; want %q", c.v, got, c.wantEN)
		}
	}
}

func TestPercent(t *testing.T) {
	id, en := i18n.For("id", nil), i18n.For("en", nil)
	for _, c := range []struct {
		share          float64
		wantID, wantEN string
	}{
		{0.104, "10,4%", "10.4%"},
		{0, "0,0%", "0.0%"},
		{1, "100,0%", "100.0%"},
		{0.0004, "< 0,1%", "< 0.1%"},
		{0.0006, "0,1%", "0.1%"},
		{0.9996, "> 99,9%", "> 99.9%"},
		{0.9994, "99,9%", "99.9%"},
		{-0.05, "-5,0%", "-5.0%"},
		{12.345, "1.234,5%", "1,234.5%"},
		{math.NaN(), "–", "–"},
	} {
		if got := id.Percent(c.share); got != c.wantID {
			t.Errorf("id %v: got %q; want %q", c.share, got, c.wantID)
		}
		if got := en.Percent(c.share); got != c.wantEN {
			t.Errorf("en %v: got %q; want %q", c.share, got, c.wantEN)
		}
	}
}
