package i18n

import "testing"

func TestBrief(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Sudin Bina Marga Kota Administrasi Jakarta Timur", "Sudin Bina Marga Jaktim"},
		{"Kelurahan Cilandak Barat", "Kel. Cilandak Barat"},
		{"Kelurahan", "Kelurahan"},
		{"DINAS BINA MARGA", "DINAS BINA MARGA"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Brief(tt.name); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
