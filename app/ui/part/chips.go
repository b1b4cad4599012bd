package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
)

// Limit is one thing that a filter demands, with each text in the reader's language.
type Limit struct {
	Name, Value string
	Lift        func() // takes it out of the filter
}

// Chips shows the limits that are in force, and a button that clears them all.
type Chips struct {
	widget.BaseWidget
	language *i18n.Language
	clear    *Button
	lifted   func()
	box      *fyne.Container
}

// NewChips returns hidden chips. Lifted is called when a limit was lifted, cleared by the button, which says clear.
func NewChips(l *i18n.Language, lifted func(), clear string, cleared func()) *Chips {
	c := &Chips{language: l, lifted: lifted, clear: newButton(clear, nil, cleared), box: container.New(&flow{gap: 6})}
	c.clear.Importance = widget.LowImportance
	c.ExtendBaseWidget(c)
	c.BaseWidget.Hide()
	return c
}

// Set shows these limits, but for those without a value; with none left it hides.
func (c *Chips) Set(limits []Limit) {
	c.box.Objects = nil
	for _, m := range limits {
		if m.Value != "" {
			c.box.Add(NewChip(c.language.Text("part.chip", "name", m.Name, "value", m.Value), func() { m.Lift(); c.lifted() }))
		}
	}
	c.Hidden = len(c.box.Objects) == 0
	c.box.Add(c.clear)
	c.box.Refresh()
}

// Texts returns what the chips say, in their order.
func (c *Chips) Texts() []string {
	var all []string
	for _, o := range c.box.Objects {
		if chip, ok := o.(*Chip); ok {
			all = append(all, chip.Text())
		}
	}
	return all
}

// CreateRenderer is for Fyne.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }
