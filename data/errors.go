package data

import (
	"errors"
	"fmt"
	"time"
)

// What can go wrong, in the words of the field. Compare with errors.Is; only app/i18n makes sentences of them.
var (
	ErrNotFound = errors.New("no such report")
	ErrConflict = errors.New("the report has changed since it was looked at")

	// ErrNotAllowed is matched by each refusal of Allowed but ErrNotFound and ErrConflict.
	ErrNotAllowed     = errors.New("not allowed")
	ErrUnknownCommand = fmt.Errorf("%w: no such command", ErrNotAllowed)
	ErrRole           = fmt.Errorf("%w: not for this role", ErrNotAllowed)
	ErrStage          = fmt.Errorf("%w: not from this stage", ErrNotAllowed)
	ErrNothingToUndo  = fmt.Errorf("%w: no decision of one's own to take back", ErrNotAllowed)
	ErrOwnWork        = fmt.Errorf("%w: nobody judges a follow-up that he filed", ErrNotAllowed)
	ErrUnitMissing    = fmt.Errorf("%w: a unit must be named", ErrNotAllowed)
	ErrReasonMissing  = fmt.Errorf("%w: a reason must be given", ErrNotAllowed)
	ErrClock          = fmt.Errorf("%w: the clock stands before the last event", ErrNotAllowed)

	ErrNoItem      = fmt.Errorf("%w: the answer fits no item of the checklist", ErrNotAllowed)
	ErrUnanswered  = fmt.Errorf("%w: an item of the checklist is not answered", ErrNotAllowed)
	ErrItemFailed  = fmt.Errorf("%w: an item failed that is a reason to refuse", ErrNotAllowed)
	ErrChecklist   = errors.New("the checklist cannot be used")
	ErrNoItems     = fmt.Errorf("%w: it has no item", ErrChecklist)
	ErrManyItems   = fmt.Errorf("%w: it has too many items", ErrChecklist)
	ErrNoneRefuses = fmt.Errorf("%w: no item is a reason to refuse", ErrChecklist)
	ErrItemWords   = fmt.Errorf("%w: an item lacks words in a language", ErrChecklist)
	ErrItemLong    = fmt.Errorf("%w: the words of an item are too long", ErrChecklist)
	ErrSameItem    = fmt.Errorf("%w: an item stands twice", ErrChecklist)
	ErrRule        = errors.New("the deadline rule cannot be used")
	ErrHeld        = errors.New("somebody else has the case open")
	ErrQueueEmpty  = errors.New("no case waits that one may judge")
	ErrViewName    = errors.New("the name cannot be used for a view")
	ErrUnknownView = errors.New("no such view")
	ErrSecondLook  = fmt.Errorf("%w: the second look is another's, answered, or no longer asked for", ErrNotAllowed)
	ErrLink        = fmt.Errorf("%w: the reports cannot be linked in this way", ErrNotAllowed)
	ErrSecondPlan  = errors.New("the plan of second looks cannot be used")

	ErrInUse        = errors.New("the database is in use")
	ErrNewerSchema  = errors.New("the database was made by a newer Tuntas")
	ErrNotDatabase  = errors.New("the file is no Tuntas database")
	ErrCannotWrite  = errors.New("the folder cannot be written")
	ErrDiskFull     = errors.New("the disk is full")
	ErrOutOfMemory  = errors.New("the work does not fit into memory")
	ErrLedger       = errors.New("the ledger does not fit the events")
	ErrHistoryCut   = fmt.Errorf("%w: the history is shorter than the head kept outside", ErrLedger)
	ErrUnsure       = errors.New("it is not known whether the change was kept")
	ErrReadOnly     = errors.New("the database can only be read")
	ErrNoBackup     = errors.New("there is no backup that can be used")
	ErrHead         = errors.New("not the head of a ledger")
	ErrUnsound      = errors.New("verifying has found faults")
	ErrDamaged      = errors.New("the database cannot be read or written whole")
	ErrPathName     = errors.New("the name cannot be used for a database")
	ErrUnknownPlace = errors.New("no such file or folder")
	ErrNotEmpty     = errors.New("the database holds reports already")

	ErrNoPerson      = errors.New("nobody is known to have sent the report")
	ErrErased        = errors.New("the report was erased")
	ErrKeyMissing    = errors.New("the key to the persons is not there")
	ErrLookReason    = errors.New("no such reason to look at a person")
	ErrErasureReason = errors.New("no such reason to erase")
	ErrNotRewritten  = errors.New("what was erased may still be found in the files")
	ErrRetention     = errors.New("the rule of retention cannot be used")

	ErrProfile        = errors.New("the profile cannot be used")
	ErrUnknownProfile = errors.New("no such profile")
	ErrColumnMissing  = errors.New("the file lacks a column that the profile names")
	ErrColumnTwice    = errors.New("a column that the profile names stands twice in the file")
	ErrFieldMissing   = errors.New("no column has been named for what each row has to tell")
	ErrTimes          = errors.New("the values of a column cannot be read as times")
	ErrAmbiguous      = errors.New("nobody has said whether day or month stands first in a column")
	ErrNoProfile      = errors.New("no profile fits the file")
	ErrProfileName    = errors.New("the name cannot be used for a profile")
	ErrNotTable       = errors.New("the file is no table that can be read")
	ErrTooLarge       = errors.New("the file is larger than what is read")
	ErrProtected      = errors.New("the file is protected by a password")
	ErrEmptyFile      = errors.New("the file holds no rows")
	ErrService        = errors.New("the file holds a service's error message and no table")
	ErrRowsRefused    = errors.New("some rows were refused")

	// ErrListed is matched by each refusal of an addition to the reference lists.
	ErrListed       = errors.New("the addition to the lists cannot be used")
	ErrUnknownList  = fmt.Errorf("%w: no such list", ErrListed)
	ErrListedValue  = fmt.Errorf("%w: a value is missing or is none of its list", ErrListed)
	ErrListedTwice  = fmt.Errorf("%w: the list holds it already", ErrListed)
	ErrListedParent = fmt.Errorf("%w: what it lies under is not known", ErrListed)
	ErrListedCycle  = fmt.Errorf("%w: it lies under itself", ErrListed)
	ErrListedPeriod = fmt.Errorf("%w: it ends before it begins", ErrListed)
	ErrListedTarget = fmt.Errorf("%w: what the spelling stands for is not known", ErrListed)
	ErrListedElse   = fmt.Errorf("%w: the spelling stands for something else already", ErrListed)
	ErrListedFile   = fmt.Errorf("%w: the file is not of their form", ErrListed)
	ErrNotPhoto     = errors.New("the file is no photo that can be read")
	ErrHEIC         = errors.New("the photo is HEIC, which is not read")

	ErrUnknownQuestion  = errors.New("no such question")
	ErrUnknownDimension = errors.New("the question has no such dimension")
	ErrPeriod           = errors.New("the period cannot be used")
	ErrUnknownKind      = errors.New("no such kind of document")
	ErrSharedView       = errors.New("not the text of a shared view")
	ErrDisclosure       = errors.New("small groups could be worked out")
	ErrTemplate         = errors.New("the template of a document cannot be used")
	ErrIssue            = errors.New("the issue stands with another period, rule or kind")
	ErrIssueChanged     = errors.New("the issue stands, and would say otherwise today")
)

// InUseError says who holds the database. It matches ErrInUse.
type InUseError struct {
	By    string // account and machine; empty when the lock file does not say
	PID   int    // 0 when unknown
	Since time.Time
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("%v by %s (process %d) since %s", ErrInUse, e.By, e.PID, e.Since.UTC().Format(time.RFC3339))
}

// Unwrap makes the error match ErrInUse.
func (e *InUseError) Unwrap() error { return ErrInUse }

// SubjectError ties an error to the thing that it is about: a path, a column, a question, a version.
type SubjectError struct {
	Subject string
	Err     error
}

// About returns err tied to subject, for a sentence that names it; nil when err is nil.
func About(subject string, err error) error {
	if err == nil {
		return nil
	}
	return &SubjectError{Subject: subject, Err: err}
}

func (e *SubjectError) Error() string { return fmt.Sprintf("%v: %s", e.Err, e.Subject) }

// Unwrap returns the error itself.
func (e *SubjectError) Unwrap() error { return e.Err }

// Subject returns what the outermost SubjectError in err's chain is about; empty when there is none.
func Subject(err error) string {
	var s *SubjectError
	if errors.As(err, &s) {
		return s.Subject
	}
	return ""
}
