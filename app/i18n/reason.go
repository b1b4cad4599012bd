package i18n

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"syscall"

	"tuntas/data"
)

// sentence ties an error to the key of the sentence that a person reads. Where the catalog also holds key+".named", that
// text is taken when it is known what the error is about.
type sentence struct {
	err error
	key string
}

// sentences are looked through in order, so an error stands before the wider one that it matches too.
var sentences = []sentence{
	{data.ErrNotFound, "error.not_found"},
	{data.ErrConflict, "error.conflict"},
	{data.ErrUnknownCommand, "error.unknown_command"},
	{data.ErrRole, "error.role"},
	{data.ErrStage, "error.stage"},
	{data.ErrNothingToUndo, "error.nothing_to_undo"},
	{data.ErrOwnWork, "error.own_work"},
	{data.ErrUnitMissing, "error.unit_missing"},
	{data.ErrReasonMissing, "error.reason_missing"},
	{data.ErrClock, "error.clock"},
	{data.ErrNoItem, "error.answer"},
	{data.ErrUnanswered, "error.unanswered"},
	{data.ErrItemFailed, "error.item_failed"},
	{data.ErrSecondLook, "error.second_look"},
	{data.ErrLink, "error.link"},
	{data.ErrNotAllowed, "error.not_allowed"},
	{data.ErrNoItems, "error.no_items"},
	{data.ErrManyItems, "error.many_items"},
	{data.ErrNoneRefuses, "error.none_refuses"},
	{data.ErrItemWords, "error.item_words"},
	{data.ErrItemLong, "error.item_long"},
	{data.ErrSameItem, "error.same_item"},
	{data.ErrChecklist, "error.checklist"},
	{data.ErrRule, "error.rule"},
	{data.ErrHeld, "error.held"},
	{data.ErrQueueEmpty, "error.queue_empty"},
	{data.ErrViewName, "error.view_name"},
	{data.ErrUnknownView, "error.unknown_view"},
	{data.ErrSecondPlan, "error.second_plan"},
	{data.ErrInUse, "error.in_use"},
	{data.ErrPathName, "error.path_name"},
	{data.ErrNewerSchema, "error.newer_schema"},
	{data.ErrUnsure, "error.unsure"},
	{data.ErrNotRewritten, "error.not_rewritten"},
	{data.ErrDiskFull, "error.disk_full"},
	{data.ErrOutOfMemory, "error.out_of_memory"},
	{data.ErrNoBackup, "error.no_backup"},
	{data.ErrNotDatabase, "error.not_database"},
	{data.ErrDamaged, "error.damaged"},
	{data.ErrCannotWrite, "error.cannot_write"},
	{data.ErrHistoryCut, "error.history_cut"},
	{data.ErrLedger, "error.ledger"},
	{data.ErrReadOnly, "error.read_only"},
	{data.ErrUnsound, "error.unsound"},
	{data.ErrHead, "error.head"},
	{data.ErrUnknownPlace, "error.unknown_place"},
	{data.ErrNotEmpty, "error.not_empty"},
	{data.ErrNoPerson, "error.no_person"},
	{data.ErrErased, "error.erased"},
	{data.ErrKeyMissing, "error.key_missing"},
	{data.ErrLookReason, "error.look_reason"},
	{data.ErrErasureReason, "error.erasure_reason"},
	{data.ErrRetention, "error.retention"},
	{data.ErrUnknownProfile, "error.unknown_profile"},
	{data.ErrProfile, "error.profile"},
	{data.ErrColumnMissing, "error.column_missing"},
	{data.ErrColumnTwice, "error.column_twice"},
	{data.ErrFieldMissing, "error.field_missing"},
	{data.ErrTimes, "error.times"},
	{data.ErrAmbiguous, "error.ambiguous"},
	{data.ErrNoProfile, "error.no_profile"},
	{data.ErrProfileName, "error.profile_name"},
	{data.ErrTooLarge, "error.too_large"},
	{data.ErrProtected, "error.protected"},
	{data.ErrNotTable, "error.not_table"},
	{data.ErrService, "error.service"},
	{data.ErrEmptyFile, "error.empty_file"},
	{data.ErrRowsRefused, "error.rows_refused"},
	{data.ErrUnknownList, "error.unknown_list"},
	{data.ErrListedValue, "error.listed_value"},
	{data.ErrListedTwice, "error.listed_twice"},
	{data.ErrListedParent, "error.listed_parent"},
	{data.ErrListedCycle, "error.listed_cycle"},
	{data.ErrListedPeriod, "error.listed_period"},
	{data.ErrListedTarget, "error.listed_target"},
	{data.ErrListedElse, "error.listed_else"},
	{data.ErrListedFile, "error.listed_file"},
	{data.ErrListed, "error.listed"},
	{data.ErrHEIC, "error.heic"},
	{data.ErrNotPhoto, "error.not_photo"},
	{data.ErrUnknownQuestion, "error.unknown_question"},
	{data.ErrUnknownDimension, "error.unknown_dimension"},
	{data.ErrPeriod, "error.period"},
	{data.ErrUnknownKind, "error.unknown_kind"},
	{data.ErrSharedView, "error.shared_view"},
	{data.ErrDisclosure, "error.disclosure"},
	{data.ErrTemplate, "error.template"},
	{data.ErrIssueChanged, "error.issue_changed"},
	{data.ErrIssue, "error.issue"},
	{context.Canceled, "error.canceled"},
	{context.DeadlineExceeded, "error.too_slow"},
	{syscall.ENOSPC, "error.disk_full"},
	{fs.ErrNotExist, "error.unknown_place"},
	{syscall.ENOTDIR, "error.unknown_place"},
	{fs.ErrPermission, "error.permission"},
	{fs.ErrExist, "error.exists"},
}

// Reason returns one sentence that says what went wrong and what to do about it, naming what err is about where that is
// known. An error without a sentence gives a general one: the chain is for the log. Nil gives no text.
func (l *Language) Reason(err error) string {
	if err == nil {
		return ""
	}
	var held *data.InUseError
	if errors.As(err, &held) && held.By != "" {
		return l.holder(held)
	}
	var opened *data.HeldError
	if errors.As(err, &opened) {
		return l.Text("error.held.by", "by", opened.Hold.Holder, "since", l.DateTime(opened.Hold.Since))
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return l.about(s.key, subject(err))
		}
	}
	return l.Text("error.unknown")
}

// PlainReason is Reason without anything that err is about: it may leave the house.
func (l *Language) PlainReason(err error) string {
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return l.Text(s.key)
		}
	}
	return l.Text("error.unknown")
}

// about returns the sentence of key, with its subject where both are known.
func (l *Language) about(key, subject string) string {
	if _, ok := l.texts[key+".named"]; ok && subject != "" {
		key += ".named"
	}
	return l.Text(key, "subject", subject)
}

// holder says who holds the database, and since when where that is known.
func (l *Language) holder(e *data.InUseError) string {
	if e.PID == 0 || e.Since.IsZero() {
		return l.Text("error.in_use.by", "by", e.By)
	}
	return l.Text("error.in_use.full", "by", e.By, "pid", strconv.Itoa(e.PID), "since", l.DateTime(e.Since))
}

// subject returns what err is about: what a data.SubjectError says, else the path of a file error; empty when unknown.
func subject(err error) string {
	if s := data.Subject(err); s != "" {
		return s
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return ""
}
