package demo

import (
	"tuntas/data"
)

// reasons of refused follow-ups and of rejected reports, as codes, with a remark for the file.
var (
	refusals = []reason{
		{"photo_unclear", "Foto hasil kerja buram, mohon difoto ulang dari jarak dekat."},
		{"wrong_place", "Foto tidak menunjukkan lokasi laporan."},
		{"not_finished", "Pekerjaan belum selesai menurut foto."},
		{"photo_reused", "Foto sama dengan tindak lanjut laporan lain."},
		{"no_photo", "Foto sesudah pekerjaan belum dilampirkan."},
	}
	refusalWeights = newChoice([]float64{30, 15, 32, 8, 15})
	rejections     = []reason{
		{"unclear", "Uraian belum jelas, mohon dilengkapi."},
		{"not_authority", "Bukan kewenangan pemerintah provinsi."},
		{"duplicate", "Laporan yang sama sedang ditangani."},
		{"no_location", "Lokasi belum disebutkan."},
	}
	rejectionWeights = newChoice([]float64{38, 20, 22, 20})
	workNotes        = []string{
		"Sudah dikerjakan oleh petugas di lokasi.",
		"Pekerjaan selesai, foto sebelum dan sesudah terlampir.",
		"Petugas sudah ke lokasi dan menyelesaikan keluhan.",
		"Sudah ditangani bersama pengurus RT setempat.",
		"Penanganan selesai, lokasi sudah dibersihkan.",
	}
	reworkNotes = []string{
		"Pekerjaan diperbaiki sesuai catatan validasi.",
		"Lokasi didatangi kembali, foto baru terlampir.",
		"Kekurangan pada tindak lanjut sebelumnya sudah dilengkapi.",
	}
)

type reason struct{ code, note string }

// validators and admins are accounts, not people.
var (
	validators = []string{
		"validator-01", "validator-02", "validator-03", "validator-04",
		"validator-05", "validator-06", "validator-07", "validator-08",
	}
	admins = []string{"admin-01", "admin-02", "admin-03", "admin-04"}
)

// next draws what happens next and moves c.at to when it does; false when nothing does.
func (c *citizenCase) next() (m move, goesOn bool) {
	switch c.stage {
	case data.Waiting:
		c.wait(inWaiting, 1)
		return c.fromWaiting(), true
	case data.Coordination:
		c.wait(inCoordination, 1)
		return c.fromCoordination(), true
	case data.Disposition:
		c.wait(inDisposition, 1)
		return c.fromDisposition(), true
	case data.Process:
		c.wait(inProcess, c.worker.pace*c.load)
		return c.followUp(), true
	case data.FollowUp:
		c.wait(inFollowUp, 1)
		return move{kind: data.Submitted, by: c.acting(c.follower)}, true
	case data.Validation:
		return c.validate(), true
	case data.Rejected:
		return c.complete(), c.completes
	case data.Done:
	}
	return move{}, false
}

// wait moves c.at to the end of a stay.
func (c *citizenCase) wait(in int, factor float64) {
	c.at += stays[in].draw(c.g.rng, factor, &c.g.tally.stays[in])
}

// desk is who acts for the unit whose turn it is; an admin where it is nobody's.
func (c *citizenCase) desk() data.Staff {
	if c.turn == nil {
		return data.Staff{Name: pick(c.g.rng, admins), Role: data.Admin}
	}
	return c.acting(c.turn.officer(c.g.rng))
}

func (c *citizenCase) acting(officer string) data.Staff {
	return data.Staff{Name: officer, Role: data.Officer, Unit: c.turn.name}
}

func (c *citizenCase) fromWaiting() move {
	if c.rejectIn == data.Waiting {
		return c.reject()
	}
	to := c.worker
	switch {
	case c.detour != nil:
		to, c.detour = c.detour, nil
	case c.head != nil:
		to = c.head
	}
	return move{kind: data.Coordinated, to: to, by: c.desk()}
}

// fromCoordination passes a report on that lies with the wrong unit, disposes it where it lies with an agency, else
// starts the work.
func (c *citizenCase) fromCoordination() move {
	switch {
	case c.rejectIn == data.Coordination:
		return c.reject()
	case c.turn == c.worker:
		return c.start()
	case c.turn == c.head:
		return move{kind: data.Disposed, to: c.worker, by: c.desk()}
	case c.head != nil:
		return move{kind: data.Coordinated, to: c.head, by: c.desk()}
	}
	return move{kind: data.Coordinated, to: c.worker, by: c.desk()}
}

func (c *citizenCase) fromDisposition() move {
	if c.rejectIn == data.Disposition {
		return c.reject()
	}
	return c.start()
}

func (c *citizenCase) start() move {
	by := c.desk()
	c.officer = by.Name
	return move{kind: data.Started, by: by}
}

func (c *citizenCase) reject() move {
	r := rejections[rejectionWeights.draw(c.g.rng)]
	return move{kind: data.RejectedIt, by: c.desk(), reason: r.code, note: r.note}
}

// complete brings a rejected report back to the kelurahan, now that it has a place.
func (c *citizenCase) complete() move {
	if !c.completes {
		return move{}
	}
	c.wait(inRejected, 1)
	by := data.Staff{Name: pick(c.g.rng, admins), Role: data.Admin}
	return move{kind: data.Completed, to: c.g.villages[c.village].unit, by: by}
}

func (c *citizenCase) followUp() move {
	notes := workNotes
	if c.follower != "" {
		notes = reworkNotes
	}
	c.follower = c.officer
	if c.g.rng.Float64() >= sameOfficer {
		c.follower = c.turn.officer(c.g.rng)
	}
	return move{kind: data.FollowedUp, by: c.acting(c.follower), note: pick(c.g.rng, notes)}
}

// validate decides, or checks in the field on the way to a decision. The stay is drawn once: c.decideAt keeps its end.
func (c *citizenCase) validate() move {
	if c.decideAt == 0 {
		entered := c.at
		c.wait(inValidation, 1)
		c.validator = pick(c.g.rng, validators)
		if c.g.rng.Float64() < fieldCheckShare {
			c.decideAt = c.at
			c.at = entered + (c.at-entered)/2
			return move{kind: data.FieldChecked, by: data.Staff{Name: c.validator, Role: data.Validator}}
		}
	} else {
		c.at, c.decideAt = c.decideAt, 0
	}
	return c.decide()
}

func (c *citizenCase) decide() move {
	m := move{kind: data.Accepted, by: data.Staff{Name: c.validator, Role: data.Validator}}
	if c.g.rng.Float64() < c.worker.refusal {
		r := refusals[refusalWeights.draw(c.g.rng)]
		m.kind, m.reason, m.note = data.Refused, r.code, r.note
	}
	return m
}
