package ui

import (
	"tuntas/app/ui/dashboard"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
)

// kept is what the dashboard has kept in the settings.
func (u *UI) kept() dashboard.Kept {
	d := u.office.Values.Dashboard
	if d == nil {
		return dashboard.Kept{}
	}
	k := dashboard.Kept{Start: d.Start}
	for _, v := range d.Views {
		k.Views = append(k.Views, dashboard.View(v))
	}
	for _, r := range d.Remarks {
		k.Remarks = append(k.Remarks, dashboard.Remark(r))
	}
	return k
}

// keep writes what the dashboard keeps into the settings.
func (u *UI) keep(k dashboard.Kept) {
	d := settings.Dashboard{Start: k.Start}
	for _, v := range k.Views {
		d.Views = append(d.Views, settings.View(v))
	}
	for _, r := range k.Remarks {
		d.Remarks = append(d.Remarks, settings.Remark(r))
	}
	u.office.Values.Dashboard = &d
	if err := u.office.Keep(u.office.Values); err != nil {
		part.ShowError(u.office.Window, u.language, err)
	}
}
