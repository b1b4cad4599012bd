package settings

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Backup says when backups are made and where a second copy goes.
type Backup struct {
	Hours   int    `toml:"hours"`    // between two while the window is open; 0 makes none by itself
	OnClose bool   `toml:"on_close"` // when the window closes and something has changed
	Second  string `toml:"second"`   // another folder, best on another disk; may be empty
}

// Care is what the section on care of the database needs.
type Care struct {
	Facts  func(ctx context.Context) (CareFacts, error)
	Backup func()                           // begins one; ShowBackup tells how far it is
	Choose func(chosen func(folder string)) // asks for a folder

	Restore func()                                                                            // asks which backup, and begins
	Verify  func(ctx context.Context, tell func(text string, share float64)) (Verdict, error) // share below 0: not known
	Mend    func()                                                                            // leaves the database for the page that can recover it
	Doctor  func()                                                                            // shows the page for whoever helps
}

// CareFacts is what is known of the backups and the files.
type CareFacts struct {
	Last       time.Time // the last good backup; zero when there is none
	Backups    int
	Key        data.KeyPlace // of the key to the persons
	Open       []string      // files that other accounts can read
	Unfinished bool          // what was erased may still stand in the files
	ReadOnly   bool          // a backup is looked at: there is nothing to take care of
}

// hours are the times between backups that can be chosen; 0 is never.
var hours = []string{"0", "1", "4", "24"}

// care is the section on care of the database.
type care struct {
	page     *Page
	last     *part.Field
	busy     *part.Busy
	button   *part.Button
	restore  *part.Button
	every    *options
	close    *part.Tick
	second   *part.Field
	warnings *fyne.Container
	request  int
}

func newCare(p *Page) *care {
	l := p.in.Language
	c := &care{page: p, last: part.NewField(l.Text("settings.care.last"), l.Text("settings.counting")), busy: part.NewBusy(l, nil)}
	c.button = part.NewButton(l.Text("settings.care.backup"), nil, func() { p.in.Care.Backup() })
	c.restore = part.NewButton(l.Text("settings.care.restore"), nil, func() { p.in.Care.Restore() })
	c.every = newOptions(true, hours, func(h string) string { return l.Text("settings.care.every." + h) }, c.onEvery)
	c.close = part.NewTick(l.Text("settings.care.close"), func(on bool) { p.change(func(v *Values) { v.Backup.OnClose = on }) })
	c.second = part.NewField(l.Text("settings.care.second"), "")
	c.warnings = part.Below()
	return c
}

func (c *care) content() fyne.CanvasObject {
	l := c.page.in.Language
	choose := part.NewButton(l.Text("settings.care.choose"), nil, func() { c.page.in.Care.Choose(c.onSecond) })
	none := part.NewButton(l.Text("settings.care.no_second"), nil, func() { c.onSecond("") })
	return part.Below(
		c.last, c.warnings, part.Row(c.button, c.restore), c.busy,
		part.Labelled(l.Text("settings.care.every"), c.every.group), c.close,
		c.second, quiet(l.Text("settings.care.second.hint")), part.Row(choose, none),
	)
}

// set puts the values on screen.
func (c *care) set(b Backup) {
	c.every.set(strconv.Itoa(b.Hours))
	c.close.SetChecked(b.OnClose)
	c.showSecond(b.Second)
}

func (c *care) showSecond(folder string) {
	if folder == "" {
		folder = c.page.in.Language.Text("settings.care.second.none")
	}
	c.second.SetText(folder)
}

func (c *care) onEvery(h string) {
	if n, err := strconv.Atoi(h); err == nil {
		c.page.change(func(v *Values) { v.Backup.Hours = n })
	}
}

func (c *care) onSecond(folder string) {
	c.showSecond(folder)
	c.page.change(func(v *Values) { v.Backup.Second = folder })
}

func (c *care) load(ctx context.Context) {
	if c.page.in.Care.Facts == nil {
		return
	}
	c.request++
	n := c.request
	task.Run(ctx, c.page.in.Run, c.page.in.Care.Facts, func(f CareFacts, err error) {
		if n == c.request {
			c.show(f, err)
		}
	})
}

func (c *care) show(f CareFacts, err error) {
	l := c.page.in.Language
	c.warnings.Objects = nil
	part.Enable(c.button, err == nil && !f.ReadOnly)
	part.Enable(c.restore, err == nil && !f.ReadOnly && f.Backups > 0)
	switch {
	case err != nil:
		slog.Error("describe the backups", "err", err)
		c.warnings.Objects = []fyne.CanvasObject{part.Flush(part.Words(l.Reason(err)))}
		return
	case f.ReadOnly:
		c.last.SetText(l.Text("settings.care.read_only"))
		return
	case f.Last.IsZero():
		c.last.SetText(l.Text("settings.care.none"))
	default:
		c.last.SetText(l.Text("settings.care.last.at", "at", l.DateTime(f.Last), "n", l.Number(int64(f.Backups))))
	}
	for _, w := range c.page.in.Language.CareWarnings(f.Key, f.Open, f.Unfinished) {
		c.warnings.Objects = append(c.warnings.Objects, part.Flush(part.Words(w)))
	}
	c.warnings.Refresh()
	c.page.Content().Refresh()
}

// ShowBackup says how far a backup is, from 0 to 1, below 0 where that is not known; an empty text says that it has ended.
func (p *Page) ShowBackup(text string, share float64) {
	part.Enable(p.care.button, text == "")
	if text == "" {
		p.care.busy.End()
		p.Content().Refresh()
		return
	}
	if !p.care.busy.Visible() {
		p.care.busy.Start(text)
		p.Content().Refresh()
	}
	p.care.busy.SetText(text)
	p.care.busy.SetShare(share)
}
