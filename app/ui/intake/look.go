package intake

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"tuntas/app/ui/task"
	source "tuntas/data/intake"
)

// sampleRows is how many rows of each file are looked at.
const sampleRows = 200

// looked is what the beginning of the files says.
type looked struct {
	suggested []string        // profiles whose columns all files have, the best first
	profile   *source.Profile // nil when none was chosen and none fits
	fault     error           // the profile that was chosen cannot be used
	files     []fileLook      // one for each path
}

// fileLook is one file through the profile.
type fileLook struct {
	path string
	view source.Preview
	err  error
}

// ready tells whether the files can be brought in.
func (k *looked) ready() bool {
	if k == nil || k.profile == nil || len(k.files) == 0 {
		return false
	}
	return !slices.ContainsFunc(k.files, func(f fileLook) bool { return f.err != nil })
}

// look asks what the files hold; only the answer to the latest call is shown.
func (p *Page) look() {
	p.request++
	p.looked = nil
	if len(p.paths) == 0 {
		p.show()
		return
	}
	n, paths, wanted := p.request, slices.Clone(p.paths), p.wanted
	p.files.show()
	p.showTools()
	folder := p.intake.Profiles
	work := func(ctx context.Context) (*looked, error) { return lookAt(ctx, folder, paths, wanted) }
	done := func(k *looked, err error) {
		if n == p.request {
			p.showLooked(k, err)
		}
	}
	task.Run(p.ctx, p.intake.Run, work, done)
}

func (p *Page) showLooked(k *looked, err error) {
	if err != nil {
		k = &looked{fault: err}
	}
	p.looked = k
	if k.fault != nil {
		slog.Error("look at files", "err", k.fault)
	}
	p.show()
	if p.files.table.Selected() < 0 {
		p.files.table.Select(0)
	}
	if k.profile == nil && k.fault == nil && p.drafting == nil && len(k.files) > 0 && k.files[0].err == nil {
		p.propose(k.files[0].path)
	}
}

// lookAt opens the wanted profile, or the one that fits best, and the beginning of each file. It returns an error only
// when ctx has ended.
func lookAt(ctx context.Context, folder source.Folder, paths []string, wanted string) (*looked, error) {
	k := &looked{files: make([]fileLook, len(paths))}
	for i, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("look at %s: %w", path, err)
		}
		k.files[i].path = path
		k.suggest(folder, i)
	}
	if wanted == "" && len(k.suggested) > 0 {
		wanted = k.suggested[0]
	}
	if wanted == "" {
		return k, nil
	}
	if k.profile, k.fault = folder.Open(wanted); k.fault != nil {
		return k, nil
	}
	return k, k.through(ctx)
}

// suggest keeps of the suggested profiles those that fit file i too.
func (k *looked) suggest(folder source.Folder, i int) {
	fitting, err := folder.Suggest(k.files[i].path)
	if err != nil {
		k.files[i].err = err
		return
	}
	if first := !slices.ContainsFunc(k.files[:i], func(f fileLook) bool { return f.err == nil }); first {
		k.suggested = fitting
		return
	}
	k.suggested = slices.DeleteFunc(k.suggested, func(name string) bool { return !slices.Contains(fitting, name) })
}

// through looks at each file through the profile.
func (k *looked) through(ctx context.Context) error {
	for i := range k.files {
		f := &k.files[i]
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("look at %s: %w", f.path, err)
		}
		f.view, f.err = source.Look(k.profile, f.path, sampleRows)
	}
	return nil
}
