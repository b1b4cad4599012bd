package ui

import (
	"context"
	"maps"
	"slices"

	"tuntas/app/ui/settings"
	"tuntas/data"
	"tuntas/data/reference"
)

// judgingSettings is what the page of settings can do about how follow-ups are judged.
func (u *UI) judgingSettings() settings.Judging {
	db := u.office.DB
	return settings.Judging{
		Facts: u.judgingFacts, Closed: u.closed(), Kept: u.unsaved, Plan: db.SetSecondLookPlan,
		Write: func(ctx context.Context, c data.Checklist, by data.Staff) error {
			_, err := db.AddChecklist(ctx, c, by)
			return err
		},
		Return: func(ctx context.Context, category string, by data.Staff) error {
			_, err := db.ReturnChecklist(ctx, category, by)
			return err
		},
	}
}

// judgingFacts reads checklists and plan, and what the plan is held against.
func (u *UI) judgingFacts(ctx context.Context) (f settings.JudgingFacts, err error) {
	db := u.office.DB
	if f.Checklists, err = db.ChecklistVersions(ctx); err != nil {
		return f, err
	}
	if f.Plan, err = db.SecondLookPlan(ctx); err != nil {
		return f, err
	}
	if f.Accepted, err = db.Acceptances(ctx); err != nil {
		return f, err
	}
	choices, err := db.Choices(ctx)
	f.Categories = categories(choices.Categories, f.Checklists)
	return f, err
}

// categories are those that reports have, that the lists hold, and that have a checklist of their own, by name.
func categories(told []string, lists []data.Checklist) []string {
	all := map[string]bool{}
	for _, name := range told {
		all[name] = true
	}
	for name := range reference.Standard().Values(data.ListCategory) {
		all[name] = true
	}
	for _, list := range lists {
		all[list.Category] = true
	}
	delete(all, "") // that is the standard list
	return slices.Sorted(maps.Keys(all))
}
