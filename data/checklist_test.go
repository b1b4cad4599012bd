package data_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"tuntas/data"
)

func TestFaultOfAChecklist(t *testing.T) {
	list := func(items ...data.Item) data.Checklist { return data.Checklist{Items: items} }
	item := func(id, indonesian, english string) data.Item { return data.Item{id, indonesian, english, true} }
	var ten []data.Item
	for i := range 10 {
		ten = append(ten, item(fmt.Sprint(i), fmt.Sprint("ya ", i), fmt.Sprint("yes ", i)))
	}
	long := strings.Repeat("é", data.MostLetters)
	for name, tt := range map[string]struct {
		list    data.Checklist
		want    error
		subject string
	}{
		"empty":                      {list(), data.ErrNoItems, ""},
		"nine, one for each key":     {list(ten[:9]...), nil, ""},
		"ten":                        {list(ten...), data.ErrManyItems, ""},
		"nothing could be refused":   {list(data.Item{"a", "A", "A", false}), data.ErrNoneRefuses, ""},
		"one language":               {list(ten[0], item("a", " ", "A")), data.ErrItemWords, "2"},
		"as long as may be":          {list(item("a", long, long)), nil, ""},
		"a letter longer":            {list(item("a", long+"e", "A")), data.ErrItemLong, "1"},
		"the same words":             {list(ten[0], ten[1], item("a", "else", " YES  1")), data.ErrSameItem, "3"},
		"an id twice":                {list(ten[0], item("0", "B", "C")), data.ErrChecklist, "2"},
		"no id":                      {list(item("", "B", "C")), data.ErrChecklist, "1"},
		"the one that comes with it": {data.DefaultChecklist(), nil, ""},
	} {
		err := tt.list.Fault()
		if !errors.Is(err, tt.want) || data.Subject(err) != tt.subject || (tt.want != nil && !errors.Is(err, data.ErrChecklist)) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
}

func TestNewItemID(t *testing.T) {
	known := []data.Item{{ID: "no_photo", Indonesian: "Ada foto", English: "There is a photo"}, {ID: "rambu_ada"}, {ID: "rambu_ada_2"}}
	for words, want := range map[string]string{
		"ada  FOTO": "no_photo", "Rambu ada?": "rambu_ada_3", "Saluran, bersih": "saluran_bersih", "¿?": "item",
		"Tidak ada sisa sampah di sepanjang jalan yang dilaporkan": "tidak_ada_sisa_sampah_di",
	} {
		if got := data.NewItemID(data.Item{Indonesian: words, English: "-"}, known); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func TestExpect(t *testing.T) {
	of := data.Acceptances{Days: 4, Risks: []int64{300, 40, 0, 20, 0, 40}} // a hundred a day, fifteen of them with a risk of 3 or more
	for name, tt := range map[string]struct {
		plan         data.SecondLookPlan
		of           data.Acceptances
		chance, risk float64
	}{
		"both":                 {data.SecondLookPlan{Share: 0.1, RiskShare: 0.5, Risk: 3}, of, 10, 15 * 0.9 * 0.5},
		"a higher risk":        {data.SecondLookPlan{Share: 0, RiskShare: 1, Risk: 4}, of, 0, 10},
		"everything":           {data.SecondLookPlan{Share: 1, RiskShare: 1, Risk: 1}, of, 100, 0},
		"nothing was accepted": {data.DefaultSecondLookPlan(), data.Acceptances{}, 0, 0},
	} {
		chance, risk := tt.plan.Expect(tt.of)
		if math.Abs(chance-tt.chance) > 1e-9 || math.Abs(risk-tt.risk) > 1e-9 {
			t.Errorf("%s: got %v and %v, want %v and %v", name, chance, risk, tt.chance, tt.risk)
		}
	}
}

func TestWhoSetsWhat(t *testing.T) {
	for _, r := range data.Roles() {
		writes, plans := r == data.Validator || r == data.Supervisor, r == data.Supervisor
		if r.WritesChecklists() != writes || r.PlansSecondLooks() != plans {
			t.Errorf("%s writes %v, plans %v", r, r.WritesChecklists(), r.PlansSecondLooks())
		}
	}
}
