package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/formats/xlsx"
)

// sheet is one of a workbook in a test: rows of cells.
type sheet struct {
	name string
	rows [][]any
}

// book writes a workbook.
func book(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for j, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", j+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// whole is a workbook with a list of each kind, headers in both languages, and what people
// put around lists.
func whole(t testing.TB) []byte {
	return book(t,
		sheet{"About", [][]any{{"This workbook is a model."}, {"Fill it in."}}},
		sheet{"노드", [][]any{{"우리 서비스"}, {}, {"식별자", "이름", "종류", "운영자", "이용자 집단", "이용 비율", "출처"}, {"web", "누리집", "서비스", "가게", "people", 0.5, "R1"}, {"kt", "회선\n하나", "통신망"}, {"skb", "", "통신망"}, {"db", "", "플랫폼"}}},
		sheet{"Requirements", [][]any{{"from", "to", "group", "k", "loss", "failover", "holdup", "option"}, {"web", "@access"}, {"web", "db", "", "", "degraded", "", "4 hours"}, {"db", "kt", "", "", "", "", "", "second"}}},
		sheet{"Populations", [][]any{{"id", "size", "access", "share"}, {"people", 1000, "kt", 0.4}, {"people", "", "skb", "60%"}}},
		sheet{"Options", [][]any{{"id", "name", "cost"}, {"second", "Second line", 12.5}}},
		sheet{"Sources", [][]any{{"id", "name", "url", "as of"}, {"R1", "Report", "https://example.org", 45199}}},
		sheet{"Notes", [][]any{{"x", "y"}}},
	)
}

func read(t *testing.T, data []byte) *format.Document {
	t.Helper()
	text, err := xlsx.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return xlsx.Format().Read([]format.File{{Name: "book.xlsx", Data: text}}, format.Options{})
}

// TestRead reads a list of each kind.
func TestRead(t *testing.T) {
	doc := read(t, whole(t))
	var b strings.Builder
	if _, err := toml.Format().Write(&b, doc.Elements); err != nil || len(doc.Flaws) > 0 {
		t.Fatal(err, doc.Flaws)
	}
	for _, l := range doc.Lost {
		b.WriteString(l.Kind + ": " + l.What + "\n")
	}
	for _, want := range []string{
		"[service.web]\nname = \"누리집\"\nneeds = [{ confidence = \"assumed\", on = \"@access\", source = \"book.xlsx!Requirements!A2\" }, { confidence = \"assumed\", holdup = \"4h\", loss = \"degraded\", on = \"db\", source = \"book.xlsx!Requirements!A3\" }]\noperator = \"가게\"\npopulation = \"people\"\nreach = 0.5\nsource = \"r1\"",
		"[carrier.kt]\nname = \"회선\\n하나\"", "source = \"book.xlsx!노드!A5\"", "[population.people]\naccess = { kt = 0.4, skb = 0.6 }\nsize = 1000", "[source.r1]\nasof = \"2023-09-30\"\nname = \"Report\"",
		"[option.second]\nadd = { platform = { db = { needs = [{ confidence = \"assumed\", on = \"kt\", source = \"book.xlsx!Requirements!A4\" }] } } }\ncost = 12.5",
		"rows above the header: 우리 서비스", "sheets that are no list: About", "sheets that are no list: Notes",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
	if doc.Counts != (format.Counts{Nodes: 4, Edges: 3}) {
		t.Errorf("%+v", doc.Counts)
	}
	if _, err := models.LoadFS(fstest.MapFS{"book.xlsx": {Data: whole(t)}}, "book.xlsx"); err != nil {
		t.Error(err)
	}
}

// TestErrors says in which cell what is wrong.
func TestErrors(t *testing.T) {
	nodes := sheet{"Nodes", [][]any{{"id", "kind", "users"}, {"web", "service", 10}, {"db", "platform"}}}
	for _, c := range []struct {
		sheets []sheet
		want   string
	}{
		{[]sheet{nodes, {"Requirements", [][]any{{"from", "to"}, {"web", "bd"}}}}, `book.xlsx!Requirements!B2: error: no list has a node "bd"`},
		{[]sheet{nodes, {"Requirements", [][]any{{"from", "to"}, {"wbe", "db"}}}}, `book.xlsx!Requirements!A2: error: no list has a node "wbe"`},
		{[]sheet{nodes, {"Needs", [][]any{{"from", "to", "loss"}, {}, {"web", "db", "gone"}}}}, `book.xlsx!Needs!C3: error: loss is degraded, or the cell is empty, not "gone"`},
		{[]sheet{nodes, {"Needs", [][]any{{"from", "to", "", "holdup"}, {"web", "db", "", "soon"}}}}, `book.xlsx!Needs!D2: error: "soon" is not a duration`},
		{[]sheet{{"Nodes", [][]any{{"id", "kind", "users"}, {"web", "service", "many"}}}}, `book.xlsx!Nodes!C2: error: users is a number, not "many"`},
		{[]sheet{{"Nodes", [][]any{{"id", "kind", "users"}, {"web", "platform", 7}}}}, `book.xlsx!Nodes!C2: error: `},
		{[]sheet{{"Nodes", [][]any{{"id", "site"}, {"web", "a"}, {"web", "b"}}}}, `book.xlsx!Nodes!A3: error: node "web" is listed twice, and not alike; first at book.xlsx!Nodes!A2`},
		{[]sheet{{"About", [][]any{{"words"}}}}, `book.xlsx!About!A1: error: no row names the columns of a list`},
		{[]sheet{{"Empty", nil}}, `book.xlsx!Empty!A1: error: the table is empty`},
	} {
		_, err := models.LoadFS(fstest.MapFS{"book.xlsx": {Data: book(t, c.sheets...)}}, "book.xlsx")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// TestPosition calls lines of workbooks by their sheets and rows.
func TestPosition(t *testing.T) {
	m, err := models.LoadFS(fstest.MapFS{"book.xlsx": {Data: whole(t)}}, "book.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if file, line := m.Position(m.Node("web"), -1); file != "book.xlsx!노드" || line != 4 {
		t.Error(file, line)
	}
	if file, line := m.Position(m.Node("web"), 1); file != "book.xlsx!Requirements" || line != 3 {
		t.Error(file, line)
	}
}

// TestRefused refuses what is no workbook, or more than one can be.
func TestRefused(t *testing.T) {
	bomb := func(name string, size int) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		for range size {
			if err == nil {
				_, err = w.Write(make([]byte, 1<<20))
			}
		}
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for want, data := range map[string][]byte{
		"it is no workbook (.xlsx)":                   []byte("a,b\n"),
		"it is protected by a password":               []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"it is no workbook, or a broken one: ":        whole(t)[:500],
		"is more than 100 times as large as the file": bomb("xl/worksheets/sheet1.xml", 80),
		"what is zipped in it is too large":           bomb("xl/media/image1.png", 65),
		"is no workbook, or a broken one: zip":        bomb("a.txt", 1)[:40],
	} {
		if _, err := xlsx.Decode(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// FuzzDecode looks for panics in workbooks.
func FuzzDecode(f *testing.F) {
	f.Add(whole(f))
	f.Add(book(f, sheet{"a", [][]any{{"id"}, {"b"}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, err := xlsx.Decode(data); err == nil {
			check(t, text)
		}
	})
}

// FuzzRead looks for panics and for places outside the text.
func FuzzRead(f *testing.F) {
	text, err := xlsx.Decode(whole(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("\x1da\x1fb\n0\x1e1\x1fid\n1\x1e7\x1ffrom\x1fto\n1\x1e8\x1fa\x1fb"))
	f.Fuzz(check)
}

func check(t *testing.T, text []byte) {
	doc := xlsx.Format().Read([]format.File{{Name: "f", Data: text}}, format.Options{})
	for _, x := range doc.Flaws {
		if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(text) || x.Code == "" || x.Message == "" {
			t.Fatalf("%+v", x)
		}
		xlsx.Format().Place(text, x.At.Start)
	}
	for _, e := range doc.Elements {
		if e.At.End > len(text) || e.At.End < e.At.Start {
			t.Fatalf("%+v", e)
		}
		doc.Locate([]string{e.Table, e.ID, "name"})
		doc.Locate([]string{e.Table, e.ID, "needs", "[0]", "on"})
	}
}
