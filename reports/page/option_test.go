package page_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/reports/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestOptions(t *testing.T) {
	d := sample.Document("id")
	var blocks [][]byte
	for _, m := range scriptElement.FindAllSubmatch(render(t, d), -1) {
		if len(m[1]) > 0 {
			blocks = append(blocks, m[2])
		}
	}
	if len(blocks) != len(d.Sections) {
		t.Fatalf("%d blocks for %d figures", len(blocks), len(d.Sections))
	}
	for i, s := range d.Sections {
		t.Run(string(s.Figure.Kind), func(t *testing.T) {
			var got bytes.Buffer
			if err := json.Indent(&got, blocks[i], "", " "); err != nil {
				t.Fatal(err)
			}
			got.WriteByte('\n')
			path := filepath.Join("testdata", string(s.Figure.Kind)+".json")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("option differs (-want +got):\n%s", diff)
			}
		})
	}
}
