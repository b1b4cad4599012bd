package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/intake"
)

// requestsXML, requestsJSON and requestsBulk are two requests in the three forms of GeoReport.
const (
	requestsXML = `<?xml version="1.0" encoding="utf-8"?>
<!-- requests -->
<service_requests type="array">
	<count>2</count>
	<request id="1">
		<service_request_id>SR1</service_request_id>
		<status>closed</status><status_notes>done &amp; dusted</status_notes>
		<service_name>Jalan Rusak</service_name><service_code>006</service_code>
		<description> Lubang
besar </description>
		<agency_responsible></agency_responsible><service_notice/>
		<requested_datetime>2026-03-01T08:00:00-08:00</requested_datetime>
		<updated_datetime>2026-03-02T08:00:00-08:00</updated_datetime>
		<address>Jl. A</address><lat>-6.25</lat><long>106.8</long>
		<media_url>http://example.org/1.jpg </media_url>
		<extra><colour>red</colour><tags><tag>a</tag><tag>"b"</tag></tags></extra>
	</request>
	<request>
		<service_request_id>SR2</service_request_id><status>open</status>
		<service_name></service_name><service_code>007</service_code>
		<requested_datetime>2026-03-01T08:00:00Z</requested_datetime>
		<lat/><long/>
	</request>
</service_requests>
`
	requestsJSON = `[{"service_request_id":"SR1","status":"closed","service_name":"Jalan Rusak","service_code":"006","description":"Lubang\nbesar",
"agency_responsible":null,"requested_datetime":"2026-03-01T08:00:00-08:00","updated_datetime":"2026-03-02T08:00:00-08:00","address":"Jl. A",
"lat":-6.25,"long":106.8,"media_url":"http://example.org/1.jpg"},
{"service_request_id":"SR2","status":"open","service_name":null,"service_code":"007","requested_datetime":"2026-03-01T08:00:00Z"}]`
	requestsBulk = `"service_request_id","requested_datetime","updated_datetime","closed_date","status_description","status_notes","source","service_name","service_subtype","description","agency_responsible","address","lat","long"
"SR1","2026-03-01T08:00:00-08:00","2026-03-02T08:00:00-08:00","2026-03-02T08:00:00-08:00","closed","","","Jalan Rusak","","Lubang
besar","","Jl. A","-6.25","106.8"
"SR3","2026-03-01T08:00:00-08:00",2026-03-02T08:00:00-08:00","","closed","","Phone","Jalan Rusak","","lost a quote","","Jl. B","-6.25","106.8"
"SR2","2026-03-01T08:00:00Z","2026-03-01T08:00:00Z","","open","","","","","","","","",""
`
)

func TestReadOpen311(t *testing.T) {
	p := profile(t, "open311")
	want := []data.Report{
		{
			Number: "SR1", Category: "Jalan Rusak", Address: "Jl. A", Text: "Lubang\nbesar", Lat: -6.25, Lon: 106.8,
			SentAt: time.Date(2026, time.March, 1, 16, 0, 0, 0, time.UTC),
		},
		{Number: "SR2", SentAt: time.Date(2026, time.March, 1, 8, 0, 0, 0, time.UTC)},
	}
	for _, tt := range []struct {
		name, text string
		format     intake.Format
		refused    int64
	}{
		{"a.xml", requestsXML, intake.XML, 0},
		{"a.json", requestsJSON, intake.JSON, 0},
		{"wrapped.json", `{"service_requests":` + requestsJSON + "}", intake.JSON, 0},
		{"a.csv", requestsBulk, intake.Delimited, 1},
		{"a.xml.gz", packed(t, requestsXML), intake.XML, 0},
	} {
		path := file(t, tt.name, tt.text)
		v, err := intake.Look(p, path, 10)
		if err != nil || v.Format != tt.format {
			t.Errorf("%s: got %s, %v", tt.name, v.Format, err)
			continue
		}
		k, c := read(t, p, path)
		if diff := cmp.Diff(want, k.reports); diff != "" || c.Refused != tt.refused {
			t.Errorf("%s: %+v (-want +got):\n%s", tt.name, c, diff)
		}
		if got, err := intake.Folder("").Suggest(path); err != nil || !slices.Contains(got, "open311") {
			t.Errorf("%s: suggests %q, %v", tt.name, got, err)
		}
	}
	k, _ := read(t, p, file(t, "a.csv", requestsBulk))
	if r := k.refused[0]; r.Line != 4 || r.Reason != data.RefusedQuote || !strings.HasPrefix(r.Raw, `"SR3",`) || strings.Contains(r.Raw, "SR2") {
		t.Errorf("the row that lost a quote: got %+v", r)
	}
}

func TestXMLTable(t *testing.T) {
	v, err := intake.Look(profile(t, "open311"), file(t, "a.xml", requestsXML), 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, c := range v.Columns {
		got = append(got, c.Header+"="+v.Rows[0][i]+"|"+v.Rows[1][i])
	}
	want := []string{
		"@id=1|", "service_request_id=SR1|SR2", "status=closed|open", "status_notes=done & dusted|", "service_name=Jalan Rusak|",
		"service_code=006|007", "description=Lubang\nbesar|", "agency_responsible=|", "service_notice=|",
		"requested_datetime=2026-03-01T08:00:00-08:00|2026-03-01T08:00:00Z", "updated_datetime=2026-03-02T08:00:00-08:00|", "address=Jl. A|",
		"lat=-6.25|", "long=106.8|", "media_url=http://example.org/1.jpg|", "extra.colour=red|", `extra.tags.tag=["a","\"b\""]|`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A row of XML is refused with the line on which it begins and its own text.
func TestXMLTableRefusesRows(t *testing.T) {
	path := file(t, "a.xml", strings.Replace(requestsXML, "2026-03-01T08:00:00Z", "soon", 1))
	k, c := read(t, profile(t, "open311"), path)
	if c.Taken != 1 || c.Refused != 1 {
		t.Fatalf("got %+v", c)
	}
	r := k.refused[0]
	if r.Line != 18 || r.Column != "requested_datetime" || r.Value != "soon" || r.Reason != data.RefusedTime ||
		!strings.HasPrefix(r.Raw, "<request>") || !strings.HasSuffix(r.Raw, "</request>") || strings.Contains(r.Raw, "SR1") {
		t.Errorf("got %+v", r)
	}
}

func TestReadRefusesXML(t *testing.T) {
	row := "<request><service_request_id>1</service_request_id><requested_datetime>2026-03-01T08:00:00Z</requested_datetime></request>"
	table := func(inner string) string { return "<service_requests>" + inner + "</service_requests>" }
	tests := []struct {
		name, text string
		want       error
	}{
		{"empty list", "<?xml version=\"1.0\"?>\n" + table("\n"), data.ErrEmptyFile},
		{"empty list of JSON", "[]", data.ErrEmptyFile},
		{"message", "<errors><error><code>404</code><description>not found</description></error></errors>", data.ErrService},
		{"short message", "<error>no key</error>", data.ErrService},
		{"message cut off", "<errors><error><code>404", data.ErrNotTable},
		{"message in JSON", `[{"code":404,"description":"not found"}]`, data.ErrService},
		{"message in an object", `{"errors":[{"code":"404","description":"not found"}]}`, data.ErrService},
		{"message with its head", "HTTP/1.1 403 Forbidden\r\n\r\n<error>no key</error>", data.ErrService},
		{"table with its head", "HTTP/1.1 200 OK\r\n\r\n" + table(row), data.ErrNotTable},
		{"services", "<services><service><service_code>1</service_code></service></services>", data.ErrNotTable},
		{"definition", "<service_definition><service_code>1</service_code><attribute><code>1</code></attribute></service_definition>", data.ErrNotTable},
		{"receipt", table("<request><service_request_id>1</service_request_id><token>2</token></request>"), data.ErrColumnMissing},
		{"no rows", "<a><b/>text</a>", data.ErrNotTable},
		{"two kinds of rows", table(row + "<other><x/></other>"), data.ErrNotTable},
		{"a page", "<html><head><title>x</title></head><body><p>y</p></body></html>", data.ErrNotTable},
		{"cut off", strings.TrimSuffix(table(row), "</service_requests>"), data.ErrNotTable},
		{"cut late", strings.TrimSuffix(table(strings.Repeat(row, 2000)), "</request></service_requests>"), data.ErrNotTable},
		{"a second root", table(row) + table(row), data.ErrNotTable},
		{"entities", `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + table(row), data.ErrNotTable},
		{"external entity", `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + table(row), data.ErrNotTable},
		{"unknown entity", table(strings.Replace(row, ">1<", ">&a;<", 1)), data.ErrNotTable},
		{"too deep", table("<request>" + strings.Repeat("<a>", 1000)), data.ErrNotTable},
		{"endless row", table("<request>" + strings.Repeat("<a>b</a>", 4<<20)), data.ErrTooLarge},
		{"endless text", table("<request><a>" + strings.Repeat("b", 20<<20)), data.ErrTooLarge},
		{"no UTF-8", table(strings.Replace(row, ">1<", ">\xe9é<", 1)), data.ErrNotTable},
	}
	for _, tt := range tests {
		path := file(t, "a.xml", tt.text)
		k := new(kept)
		c, err := intake.Read(t.Context(), profile(t, "open311"), []string{path}, k, nil)
		if !errors.Is(err, tt.want) || !k.adds(c) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if tt.want != data.ErrColumnMissing && data.Subject(err) != path {
			t.Errorf("%s: about %q, want %q", tt.name, data.Subject(err), path)
		}
	}
}

// The published answers of an Open311 service.
func TestOpen311Published(t *testing.T) {
	root := "17-open311-georeport-v2/"
	p := profile(t, "open311")
	k, c := read(t, p, shared(t, root+"service_requests.xml"))
	if c.Taken != 2 || k.reports[0].Number != "638344" || k.reports[0].Lon != -122.4651145 ||
		!k.reports[0].SentAt.Equal(time.Date(2010, time.April, 14, 14, 37, 38, 0, time.UTC)) { // the offset as written
		t.Errorf("got %+v, %+v", c, k.reports)
	}
	if k, _ := read(t, p, shared(t, root+"get_service_request.xml")); len(k.reports) != 1 || k.reports[0].Number != "638344" {
		t.Errorf("one request: got %+v", k.reports)
	}
	for name, want := range map[string]error{
		"service_requests_empty.xml": data.ErrEmptyFile, "get_service_request_not_found.xml": data.ErrService, "403.xml": data.ErrService,
		"services.xml": data.ErrNotTable, "service_definition.xml": data.ErrNotTable, "post_service_request.xml": data.ErrColumnMissing,
		"request_id_from_token.xml": data.ErrColumnMissing,
	} {
		path := shared(t, root+name)
		if _, err := intake.Read(t.Context(), p, []string{path}, new(kept), nil); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
}

func FuzzXML(f *testing.F) {
	row := "<r><number>A</number><happened_at>2026-03-01 09:00</happened_at><activity>proses</activity></r>"
	for _, seed := range []string{
		"<t>" + row + row + "</t>", "<t a=\"1\">x<y/>" + row + "</t>", "<t><r number=\"A\"><a><b>1</b><b>2</b></a></r></t>", "<t/>", "<errors><error>1</error></errors>",
		"<!DOCTYPE a><t>" + row + "</t>", `<?xml version="1.0" encoding="latin1"?><t>` + row + "</t>", "<t>" + row, "<a:t xmlns:a=\"u\">" + row + "</a:t>", requestsXML,
	} {
		f.Add([]byte(seed))
	}
	fuzzFile(f, "fuzz.xml")
}
