package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// headerNames are the headers under which sources write a field, folded, the plainer ones last: Indonesian, English and Dutch
// names, those of process mining (XES), of Open311, of the bureau's public map and of the services of other cities.
var headerNames = map[field][]string{
	fieldNumber: {
		"caseconceptname", "nomorlaporan", "nolaporan", "reportnumber", "servicerequestid", "uniquekey", "caseid", "casenumber",
		"nomorpengaduan", "nopengaduan", "nomoraduan", "noaduan", "nomortiket", "notiket", "idkasus", "nomorkasus", "nokasus",
		"zaaknummer", "zaakid", "dossiernummer", "meldingsnummer", "ticketnumber", "ticketid", "requestid", "reportid", "srnumber",
		"idlaporan", "laporanid", "idaduan", "aduanid", "kodelaporan", "trackingid", "traceid", "number", "nomor", "nummer", "case",
		"kasus", "zaak", "dossier", "ticket", "tiket", "code", "kode", "patient", "pasien", "orderid", "id", "no",
	},
	fieldTime: {
		"timetimestamp", "happenedat", "timestamp", "eventtime", "completetimestamp", "completetime", "waktukejadian", "waktuperistiwa",
		"waktustatus", "tanggalstatus", "tglstatus", "terjadi", "tijdstip", "datumtijd", "datetime", "eventdate", "time", "waktu", "tijd",
		"tanggal", "tgl", "date", "datum", "starttimestamp", "complete", "start", "createdat", "createddate",
	},
	fieldActivity: {
		"conceptname", "activity", "activityname", "aktivitas", "namaaktivitas", "kegiatan", "activiteit", "eventname", "event",
		"peristiwa", "handling", "handeling", "task", "taak", "action", "tindakan", "aksi", "langkah", "step", "stap", "tahapan", "tahap", "stage",
		"tstatusname", "statusname", "namastatus", "status", "state",
	},
	fieldUnit: {
		"orggroup", "unit", "unitkerja", "ukpd", "zonename", "opd", "skpd", "namaopd", "dinas", "instansi", "group", "agencyresponsible",
		"agency", "agencyname", "afdeling", "team", "department", "organisasi", "orgrole", "role", "peran", "rol",
	},
	fieldActor: {
		"orgresource", "resource", "actor", "petugas", "pelaku", "username", "user", "pengguna", "performer", "employee", "pegawai",
		"officer", "medewerker", "uitvoerder", "originator",
	},
	fieldRole:   {"orgrole", "role", "peran", "jabatan", "rol"},
	fieldReason: {"reason", "alasan", "alasanpenolakan", "alasanditolak", "reden", "reasoncode", "rejectreason"},
	fieldNote: {
		"note", "notes", "catatan", "statusnotes", "opmerking", "toelichting", "remark", "remarks", "comment", "comments", "komentar",
		"keterangan",
	},
	fieldSent: {
		"sentat", "dikirim", "requesteddatetime", "tanggallaporan", "tgllaporan", "waktulaporan", "waktulapor", "tanggalpengaduan",
		"tanggaladuan", "createdat", "createddate", "createddatetime", "tanggaldibuat", "dibuat", "created", "opened", "openeddate",
		"dateopened", "reportedat", "receivedat", "receiveddate", "tanggalmasuk", "tanggalditerima", "ontvangen", "datumontvangst",
		"meldingsdatum", "sent", "startdate", "tanggal", "tgl", "waktu", "date", "datum", "datetime", "timestamp", "time",
	},
	fieldChannel: {
		"channel", "kanal", "kanalpengaduan", "kanallaporan", "channelname", "opendatachanneltype", "sumberlaporan", "sumberpengaduan",
		"sumberinformasi", "saluran", "mediapengaduan", "kanaal", "source", "sumber", "media",
	},
	fieldCategory: {
		"category", "kategori", "kategorilaporan", "kategoriaduan", "complaintcategoryname", "complainttype", "servicename",
		"requesttype", "jenislaporan", "jenisaduan", "jenispengaduan", "categorie", "categoryname", "subject", "topik", "topic",
		"onderwerp", "department", "jenis",
	},
	fieldArea: {
		"area", "kelurahan", "villagename", "namakelurahan", "kelurahandesa", "village", "desa", "wijk", "buurt", "neighborhood",
		"neighbourhood", "analysisneighborhood", "borough", "kodekelurahan",
	},
	fieldAddress: {
		"address", "alamat", "alamatlengkap", "alamatkejadian", "alamatlaporan", "detailalamat", "detailalamatlaporan", "incidentaddress",
		"addressstring", "adres", "lokasikejadian", "lokasi", "location",
	},
	fieldText: {
		"text", "isi", "isilaporan", "isiaduan", "content", "description", "deskripsi", "uraian", "permasalahan", "omschrijving",
		"complaint", "pesan", "message", "descriptor", "laporan", "details",
	},
	fieldLat:       {"lat", "latitude", "lintang", "garislintang", "breedtegraad"},
	fieldLon:       {"lon", "lng", "long", "longitude", "bujur", "garisbujur", "lengtegraad"},
	fieldPrivate:   {"private", "rahasia", "privat", "isprivate", "confidential", "vertrouwelijk"},
	fieldContinues: {"continues", "lanjutan", "lanjutandari", "laporansebelumnya", "parentid", "duplicateof"},
}

// looseActivities are headers that name the present state of a report as well as an event of it.
var looseActivities = []string{"tahapan", "tahap", "stage", "tstatusname", "statusname", "namastatus", "status", "state"}

// lifecycleNames are headers that say whether an activity begins or ends.
var lifecycleNames = []string{"lifecycletransition", "lifecycle", "registrationtype", "transition"}

// timeWords stand in headers of times.
var timeWords = []string{
	"date", "time", "tanggal", "tgl", "waktu", "datum", "tijd", "created", "updated", "closed", "opened", "resolved", "sent",
	"dikirim", "terjadi", "dibuat", "selesai", "deadline", "happened",
}

// furtherWords stand in headers of times that are not the first of a report.
var furtherWords = []string{
	"closed", "updated", "update", "resolved", "completed", "expected", "deadline", "due", "end", "selesai", "ditutup", "tutup",
	"diperbarui", "gesloten", "afgehandeld", "respon",
}

// foldHeader keeps the letters and digits of a header, small and without accents.
func foldHeader(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(header))
}

// spellings returns the forms of a header in which it may be known: whole, without the words before it that tell whose it is
// ("case:channel" of an event log), and its last part ("properties.source" of nested JSON).
func spellings(header string) []string {
	all := []string{foldHeader(header)}
	if rest, ok := strings.CutPrefix(strings.ToLower(header), "case:"); ok {
		all = append(all, foldHeader(rest))
	}
	if at := strings.LastIndexByte(header, '.'); at >= 0 && !strings.HasSuffix(strings.ToLower(header), ".name") {
		all = append(all, foldHeader(header[at+1:]))
	}
	return slices.Compact(all)
}

// rankOf returns how plain the name of a field a header is, 0 for the clearest; not ok when it is none.
func rankOf(f field, header string) (rank int, ok bool) {
	for i, spelling := range spellings(header) {
		if f <= fieldActivity && i > 0 && strings.HasPrefix(strings.ToLower(header), "case:") {
			continue // what stands behind "case:" is of the report, not of the event
		}
		if at := slices.Index(headerNames[f], spelling); at >= 0 {
			return at + i*len(headerNames[f]), true
		}
	}
	return 0, false
}

// named tells whether a header is the name of any field.
func named(header string) bool {
	for f := range fieldCount {
		if _, ok := rankOf(f, header); ok {
			return true
		}
	}
	return false
}

// isTimely tells whether a header speaks of a time.
func isTimely(header string) bool {
	folded := foldHeader(header)
	return strings.HasSuffix(strings.ToLower(header), "_at") || containsAny(folded, timeWords)
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
