package intake

import (
	"time"

	"tuntas/data"
)

// QuestionCode tells what a question asks.
type QuestionCode string

// AskOrder asks whether day or month stands first. Its choices are orders.
const AskOrder QuestionCode = "order"

// Question is what a person has to answer before a draft can be used.
type Question struct {
	Code    QuestionCode
	Column  string // header
	Choices []Choice
}

// Choice is an answer and what a value of the column would then be.
type Choice struct {
	Code    string // DayFirst or MonthFirst
	Example string // as it stands in the file
	At      time.Time
}

// Questions returns what a person has to answer before the draft can be used.
func (d *Draft) Questions() []Question {
	var all []Question
	for i, c := range d.Columns {
		if !c.Ambiguous || !d.isTime(c) {
			continue
		}
		w := d.sample.columns[i].when
		q := Question{Code: AskOrder, Column: c.Header}
		for _, o := range []Order{DayFirst, MonthFirst} {
			q.Choices = append(q.Choices, Choice{Code: string(o), Example: w.example, At: w.readAs(o, d.Zone)})
		}
		all = append(all, q)
	}
	return all
}

// readAs reads the example in this order.
func (w when) readAs(o Order, zoneName string) time.Time {
	formats := w.day.formats
	if o == MonthFirst {
		formats = w.month.formats
	}
	c, err := newClock(zoneName, formats)
	if err != nil {
		return time.Time{}
	}
	at, _ := c.read([]byte(w.example))
	return at.In(c.zone)
}

// Choose answers the question about the column with this header with the code of a choice. It returns data.ErrColumnMissing
// or data.ErrColumnTwice about the header, or data.ErrProfile about an answer to a question that is not asked.
func (d *Draft) Choose(header, choice string) error {
	i, err := d.column(header)
	if err != nil {
		return err
	}
	o := Order(choice)
	if w := d.sample.columns[i].when; o != DayFirst && o != MonthFirst || w.example == "" {
		return data.About(choice, data.ErrProfile)
	}
	d.order(i, o)
	d.settle()
	return nil
}
