package ui

import (
	"context"
	"time"

	"tuntas/app/ui/settings"
	"tuntas/data"
)

// bureauScenes are states of the section on how follow-ups are judged: what is in force, a checklist that was changed, one that
// cannot be used, one that returns or has returned to the standard list, the words of an item, how it will look, its versions, and the plan of second looks.
func (u *UI) bureauScenes() []Scene {
	scene := func(name string, role data.Role, kept settings.Unsaved, then func(p *settings.Page)) Scene {
		return Scene{name, func() {
			u.clearOverlays()
			before := u.pages[Settings]
			p := settings.New(u.sampleBureau(role, kept))
			u.pages[Settings] = p
			u.Show(Settings)
			p.ShowSection(settings.SectionJudging)
			if then != nil {
				then(p)
			}
			u.pages[Settings] = before
		}}
	}
	road := settings.Unsaved{Category: sampleCategory, Items: map[string][]data.Item{sampleCategory: sampleItems(true)}}
	back := settings.Unsaved{Category: returnedCategory}
	useless := settings.Unsaved{Items: map[string][]data.Item{"": {data.DefaultChecklist().Items[7]}}}
	plan := settings.Unsaved{Plan: &settings.PlanText{Share: "10", RiskShare: "100", Risk: "2"}}
	return []Scene{
		scene("settings-judging", data.Validator, settings.Unsaved{}, nil),
		scene("settings-judging-changed", data.Validator, road, nil),
		scene("settings-judging-useless", data.Supervisor, useless, nil),
		scene("settings-judging-closed", data.Analyst, settings.Unsaved{}, nil),
		scene("settings-judging-item", data.Validator, road, func(p *settings.Page) { p.ShowItem() }),
		scene("settings-judging-preview", data.Validator, road, func(p *settings.Page) { p.ShowPreview() }),
		scene("settings-judging-versions", data.Validator, road, func(p *settings.Page) { p.ShowVersions() }),
		scene("settings-judging-return", data.Validator, settings.Unsaved{Category: sampleCategory}, func(p *settings.Page) { p.ShowReturn() }),
		scene("settings-judging-returned", data.Validator, back, nil),
		scene("settings-judging-returned-versions", data.Validator, back, func(p *settings.Page) { p.ShowVersions() }),
		scene("settings-plan", data.Supervisor, plan, func(p *settings.Page) { p.ScrollToPlan() }),
	}
}

// The categories of the sample: one with a checklist of its own, and one that has returned to the standard list.
const (
	sampleCategory   = "Jalan"
	returnedCategory = "Sampah"
)

// sampleItems is a checklist for roads, as it was saved or with an item more.
func sampleItems(more bool) []data.Item {
	items := append([]data.Item{{
		ID: "permukaan_rata", Indonesian: "Permukaan jalan rata dan tidak ada sisa material di jalan atau trotoar",
		English: "The surface is even and no material is left on road or pavement", Refuses: true,
	}}, data.DefaultChecklist().Items[:6]...)
	if more {
		items = append(items, data.Item{ID: "marka", Indonesian: "Marka jalan sudah dipulihkan", English: "The road markings are restored"})
	}
	return items
}

// sampleBureau is a page of settings of a bureau that has written checklists and made a plan; it saves nothing.
func (u *UI) sampleBureau(role data.Role, kept settings.Unsaved) settings.Settings {
	o, at := u.office, u.office.Clock()
	values := o.Values
	values.Role = string(role)
	old := data.Checklist{Category: sampleCategory, Version: 1, Items: sampleItems(false)[1:], By: elsewhere, At: at.AddDate(0, -2, 0)}
	lists := []data.Checklist{
		data.DefaultChecklist(), {Category: sampleCategory, Version: 2, Items: sampleItems(false), By: "bm-pusat-04", At: at.Add(-50 * time.Hour)}, old,
		{Category: returnedCategory, Version: 2, By: elsewhere, At: at.AddDate(0, 0, -9)},
		{Category: returnedCategory, Version: 1, Items: data.DefaultChecklist().Items[:3], By: elsewhere, At: at.AddDate(0, -3, 0)},
	}
	facts := settings.JudgingFacts{
		Categories: []string{sampleCategory, "Pohon", returnedCategory}, Checklists: lists,
		Plan:     data.SecondLookPlan{Share: 0.05, RiskShare: 0.5, Risk: 3, By: "kepala-biro", At: at.AddDate(0, -1, 0)},
		Accepted: data.Acceptances{Days: 20, Risks: []int64{6820, 410, 880, 312, 60, 44}},
	}
	return settings.Settings{
		Values: values, Account: o.Account, Path: o.DB.Path(), Run: o.Run, Language: u.language, Facts: o.DB.Choices, Changed: u.onChanged,
		Care: u.care(), Privacy: u.privacy(), Window: o.Window, Judging: settings.Judging{
			Facts: func(context.Context) (settings.JudgingFacts, error) { return facts, nil }, Kept: &kept,
			Write:  func(context.Context, data.Checklist, data.Staff) error { return data.ErrReadOnly },
			Return: func(context.Context, string, data.Staff) error { return data.ErrReadOnly },
			Plan:   func(context.Context, data.SecondLookPlan, data.Staff) error { return data.ErrReadOnly },
		},
	}
}
