package data

import "time"

// DefaultRules returns the deadlines that were published for Jakarta's CRM, by the day from which each is known to have
// held, each until a newer one about the same. Nobody has published whether they count calendar or working days, nor a
// deadline for the decision itself: they count calendar days here, and the bureau changes what it knows better. D60 is the
// national outer limit. That of D6, which speaks of a proper response, is read as an accepted follow-up.
func DefaultRules() []Rule {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return []Rule{
		{Code: "D60", Clock: ClockCase, Days: 60, From: day(2013, time.January, 1), Source: "Perpres 76/2013"},
		{Code: "D24H", Clock: ClockFollowUp, Hours: 24, From: day(2018, time.September, 1), Until: day(2019, time.November, 1), Source: "SE Sekda 61/SE/2018"},
		{Code: "D6H", Clock: ClockCoordinate, Hours: 6, Average: true, From: day(2019, time.November, 1), Source: "Pergub 128/2017, SE Sekda 40/2019"},
		{Code: "D7AVG", Clock: ClockCase, Days: 7, Average: true, From: day(2019, time.November, 1), Source: "Pergub 128/2017, SE Sekda 40/2019"},
		{Code: "D7-2021", Clock: ClockFollowUp, Days: 7, From: day(2021, time.January, 1), Until: day(2023, time.November, 10), Source: "beritajakarta.id 2021"},
		{Code: "D3", Clock: ClockFollowUp, Days: 3, From: day(2023, time.November, 10), Until: day(2025, time.March, 17), Source: "suara.com, 10 November 2023"},
		{Code: "D7", Clock: ClockFollowUp, Days: 7, From: day(2025, time.March, 17), Source: "smartcity.jakarta.go.id, 17 March 2025"},
		{Code: "D6", Clock: ClockCase, Days: 6, From: day(2025, time.May, 28), Source: "merahputih.com, 28 May 2025"},
	}
}
