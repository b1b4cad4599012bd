package office

import (
	"time"

	"tuntas/data/reference"
)

// WorkingDay tells whether offices work on a local day, as deadlines in working days count: joint leave rests.
func WorkingDay(day time.Time) bool { return reference.WorkingDay(day, reference.LeaveRests) }
