package i18n_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
)

// sentinels holds every exported error of data by its name; TestSentinelsAreAllHere compares it with the source.
var sentinels = map[string]error{
	"ErrNotFound": data.ErrNotFound, "ErrConflict": data.ErrConflict, "ErrNotAllowed": data.ErrNotAllowed,
	"ErrUnknownCommand": data.ErrUnknownCommand, "ErrRole": data.ErrRole, "ErrStage": data.ErrStage,
	"ErrNothingToUndo": data.ErrNothingToUndo, "ErrOwnWork": data.ErrOwnWork, "ErrUnitMissing": data.ErrUnitMissing,
	"ErrReasonMissing": data.ErrReasonMissing, "ErrClock": data.ErrClock, "ErrInUse": data.ErrInUse,
	"ErrNewerSchema": data.ErrNewerSchema, "ErrNotDatabase": data.ErrNotDatabase, "ErrCannotWrite": data.ErrCannotWrite,
	"ErrDiskFull": data.ErrDiskFull, "ErrOutOfMemory": data.ErrOutOfMemory, "ErrLedger": data.ErrLedger, "ErrUnknownPlace": data.ErrUnknownPlace,
	"ErrNotEmpty": data.ErrNotEmpty, "ErrUnknownKind": data.ErrUnknownKind, "ErrSharedView": data.ErrSharedView, "ErrDisclosure": data.ErrDisclosure,
	"ErrProfile": data.ErrProfile, "ErrUnknownProfile": data.ErrUnknownProfile, "ErrColumnMissing": data.ErrColumnMissing,
	"ErrDamaged": data.ErrDamaged, "ErrPathName": data.ErrPathName, "ErrColumnTwice": data.ErrColumnTwice,
	"ErrFieldMissing": data.ErrFieldMissing, "ErrTimes": data.ErrTimes, "ErrAmbiguous": data.ErrAmbiguous,
	"ErrNoProfile": data.ErrNoProfile, "ErrProfileName": data.ErrProfileName,
	"ErrTooLarge": data.ErrTooLarge, "ErrProtected": data.ErrProtected, "ErrNotPhoto": data.ErrNotPhoto, "ErrHEIC": data.ErrHEIC,
	"ErrService": data.ErrService, "ErrTemplate": data.ErrTemplate, "ErrIssue": data.ErrIssue, "ErrIssueChanged": data.ErrIssueChanged,
	"ErrHead": data.ErrHead, "ErrUnsound": data.ErrUnsound, "ErrHistoryCut": data.ErrHistoryCut, "ErrUnsure": data.ErrUnsure, "ErrReadOnly": data.ErrReadOnly, "ErrNoBackup": data.ErrNoBackup,
	"ErrNotTable": data.ErrNotTable, "ErrEmptyFile": data.ErrEmptyFile, "ErrRowsRefused": data.ErrRowsRefused,
	"ErrUnknownQuestion": data.ErrUnknownQuestion, "ErrUnknownDimension": data.ErrUnknownDimension, "ErrPeriod": data.ErrPeriod,
	"ErrListed": data.ErrListed, "ErrUnknownList": data.ErrUnknownList, "ErrListedValue": data.ErrListedValue,
	"ErrListedTwice": data.ErrListedTwice, "ErrListedParent": data.ErrListedParent, "ErrListedCycle": data.ErrListedCycle,
	"ErrListedPeriod": data.ErrListedPeriod, "ErrListedTarget": data.ErrListedTarget, "ErrListedElse": data.ErrListedElse,
	"ErrListedFile": data.ErrListedFile,
	"ErrNoItem":     data.ErrNoItem, "ErrUnanswered": data.ErrUnanswered, "ErrItemFailed": data.ErrItemFailed,
	"ErrNoItems": data.ErrNoItems, "ErrManyItems": data.ErrManyItems, "ErrNoneRefuses": data.ErrNoneRefuses,
	"ErrItemWords": data.ErrItemWords, "ErrItemLong": data.ErrItemLong, "ErrSameItem": data.ErrSameItem,
	"ErrChecklist": data.ErrChecklist, "ErrRule": data.ErrRule, "ErrHeld": data.ErrHeld, "ErrQueueEmpty": data.ErrQueueEmpty,
	"ErrViewName": data.ErrViewName, "ErrUnknownView": data.ErrUnknownView, "ErrSecondLook": data.ErrSecondLook, "ErrLink": data.ErrLink,
	"ErrSecondPlan": data.ErrSecondPlan,
	"ErrNoPerson":   data.ErrNoPerson, "ErrErased": data.ErrErased, "ErrKeyMissing": data.ErrKeyMissing,
	"ErrLookReason": data.ErrLookReason, "ErrErasureReason": data.ErrErasureReason, "ErrNotRewritten": data.ErrNotRewritten, "ErrRetention": data.ErrRetention,
}

// declared returns the names of the exported package variables of data that begin with Err.
func declared(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../../data/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no source of data: %v", err)
	}
	var names []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, variables(file)...)
	}
	return names
}

func variables(file *ast.File) []string {
	var names []string
	for _, d := range file.Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if strings.HasPrefix(name.Name, "Err") {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

func TestSentinelsAreAllHere(t *testing.T) {
	names := declared(t)
	for _, name := range names {
		if _, ok := sentinels[name]; !ok {
			t.Errorf("data.%s is new: give it a sentence in reason.go and a line in this test", name)
		}
	}
	for name := range sentinels {
		if !slices.Contains(names, name) {
			t.Errorf("data.%s is gone", name)
		}
	}
}

func TestReasonOfEachSentinel(t *testing.T) {
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, nil)
		unknown := l.Reason(errors.New("surprise"))
		seen := make(map[string]string)
		for name, err := range sentinels {
			plain := l.Reason(fmt.Errorf("advance report 7: %w", err))
			named := l.Reason(fmt.Errorf("open: %w", data.About("the-subject", err)))
			if bare := l.PlainReason(data.About("the-subject", err)); bare != plain {
				t.Errorf("%s: data.%s without its subject: %q; want %q", code, name, bare, plain)
			}
			if plain == unknown || strings.HasPrefix(plain, "error.") {
				t.Errorf("%s: data.%s has no sentence", code, name)
			}
			if strings.ContainsAny(plain+named, "{}") {
				t.Errorf("%s: data.%s leaves a placeholder: %q, %q", code, name, plain, named)
			}
			if named != plain && !strings.Contains(named, "the-subject") {
				t.Errorf("%s: data.%s drops its subject: %q", code, name, named)
			}
			if other, ok := seen[plain]; ok {
				t.Errorf("%s: data.%s and data.%s share %q", code, name, other, plain)
			}
			seen[plain] = name
		}
	}
}

func TestReason(t *testing.T) {
	l := i18n.For("id", jakarta())
	since := time.Date(2026, 3, 3, 7, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"nothing", nil, ""},
		{"cancelled", fmt.Errorf("ask: %w", context.Canceled), "Pekerjaan dihentikan; mulai lagi bila masih diperlukan."},
		{"too slow", context.DeadlineExceeded, "Pekerjaan melewati batas waktu; persempit periode atau saringan, lalu ulangi."},
		{"no file", &fs.PathError{Op: "open", Path: "maret.csv", Err: fs.ErrNotExist}, "maret.csv tidak ditemukan; periksa nama dan tempatnya."},
		{"no file, no name", fs.ErrNotExist, "Berkas atau folder tidak ditemukan; periksa nama dan tempatnya."},
		{"no right", &fs.PathError{Op: "open", Path: "maret.csv", Err: fs.ErrPermission},
			"Tuntas tidak diizinkan membuka maret.csv; pilih tempat lain atau minta izin."},
		{"exists", &fs.PathError{Op: "open", Path: "maret.csv", Err: fs.ErrExist}, "maret.csv sudah ada; pilih nama lain."},
		{"sentinel before the file error it wraps", data.About("a.duckdb", fmt.Errorf("%w: %w", data.ErrNotDatabase, fs.ErrNotExist)),
			"Berkas a.duckdb bukan basis data Tuntas; pilih berkas lain atau buat basis data baru."},
		{"own work is no mere refusal", data.ErrOwnWork, "Tindak lanjut yang Anda ajukan sendiri tidak dapat Anda nilai; minta validator lain menilainya."},
		{"column", data.About("TGL_LAPOR", data.ErrColumnMissing),
			"Berkas tidak memuat kolom “TGL_LAPOR” yang disebut profil; periksa judul kolom atau pilih profil lain."},
		{"in use, holder known", fmt.Errorf("open: %w", &data.InUseError{By: "validator@meja-3", PID: 12345, Since: since}),
			"Basis data sedang dipakai oleh validator@meja-3 (proses 12345) sejak 3 Mar 2026 14.05 WIB; minta yang bersangkutan menutup Tuntas, lalu ulangi."},
		{"in use, only the name", &data.InUseError{By: "validator@meja-3"},
			"Basis data sedang dipakai oleh validator@meja-3; minta yang bersangkutan menutup Tuntas, lalu ulangi."},
		{"in use, holder unknown", &data.InUseError{}, "Basis data sedang dipakai program lain; tutup Tuntas yang lain, lalu ulangi."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := l.Reason(c.err); got != c.want {
				t.Errorf("got %q; want %q", got, c.want)
			}
		})
	}
}
