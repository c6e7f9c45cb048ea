package csv_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"

	"github.com/meoktong/meoktong/models/formats/csv"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/toml"
)

func read(o format.Options, texts ...string) *format.Document {
	var files []format.File
	for i, text := range texts {
		data, err := csv.Format().Decode([]byte(text))
		if err != nil {
			panic(err)
		}
		files = append(files, format.File{Name: fmt.Sprintf("%c.csv", 'a'+i), Data: data})
	}
	return csv.Format().Read(files, o)
}

// text is what a document comes to, in TOML, and what was left out.
func text(doc *format.Document) string {
	var b strings.Builder
	for _, f := range doc.Flaws {
		fmt.Fprintf(&b, "%c:%d-%d %s: %s (%s)\n", 'a'+f.At.File, f.At.Start, f.At.End, f.Code, f.Message, f.Hint)
	}
	if len(doc.Flaws) > 0 {
		return b.String()
	}
	if _, err := toml.Format().Write(&b, doc.Elements); err != nil {
		return err.Error()
	}
	fmt.Fprintf(&b, "# %d nodes, %d edges\n", doc.Counts.Nodes, doc.Counts.Edges)
	for _, l := range doc.Lost {
		fmt.Fprintf(&b, "# %s %s: %s\n", l.Of, l.Kind, l.What)
	}
	return b.String()
}

// TestRead reads tables with the traps of real ones.
func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in   []string
		o    format.Options
		want []string // lines of what comes out
		not  string
	}{
		"edges alone": {in: []string{"from,to\nweb,db\nweb,web\nweb,db\nx,\n,y\n"}, want: []string{"[service.web]", "[platform.db]", "# 2 nodes, 1 edges",
			"# edge requirements of nodes by themselves: web -> web", "# edge requirements said once more: web -> db", "# edge rows without to: x", "# edge rows without from: y"}},
		"direction":   {in: []string{"to,from\ndb,web\n"}, want: []string{`needs = [{ confidence = "assumed", on = "db", source = "a.csv:2" }]`, "[service.web]"}},
		"groups":      {in: []string{"from,to,group,k,failover\nw,a,g,2,5 min\nw,b,g,,\nw,c,g,,\nw,d,h,,10m\nw,e,h,,\nv,f,g,,\n"}, want: []string{`needs = [{ at_least = 2, confidence = "assumed", failover = "5m", of = ["a", "b", "c"], source = "a.csv:2" }, { any = ["d", "e"], confidence = "assumed", failover = "10m", source = "a.csv:5" }]`}},
		"softness":    {in: []string{"from,to,loss,type\nw,a,degraded,\nw,b,,soft\nw,c,down,depends on\nw,d,,leased line\n"}, want: []string{`loss = "degraded", on = "a"`, `loss = "degraded", on = "b"`, `{ confidence = "assumed", on = "c"`, `{ confidence = "assumed", on = "d"`, "#  types of requirements that say nothing to the model; the requirements were read: leased line"}},
		"further":     {in: []string{"from,to,holdup,accepts,supply,confidence,source\nw,a,4 hours,degraded,yes,stated,contract 7\n"}, want: []string{`{ accepts = "degraded", confidence = "stated", holdup = "4h", on = "a", source = "contract 7", supply = true }`}},
		"Korean":      {in: []string{"식별자,이름,종류,운영자,위치,분야,이용자 수\nweb,누리집,서비스,가게,가산,유통,\"12,000명\"\nnet,회선,통신망,KT,,,\n", "부터,까지,묶음,최소,잃을 때,전환 시간,버티는 시간\n누리집,회선,,,저하,,2시간 30분\n"}, want: []string{"[service.web]", `name = "누리집"`, "users = 12000", `operator = "가게"`, `site = "가산"`, "[carrier.net]", `{ confidence = "assumed", holdup = "2h30m", loss = "degraded", on = "net", source = "b.csv:2" }`}},
		"nodes":       {in: []string{"id,name,kind,operator,vendor,site,region,sector,tags,criticality,users,availability,tolerance,description\na,A,Service,O,V,S,R,Sec,\"x; y\",2,1200,99.95%,3h,D\nb,,mainframe,,,,,,,high,,,,\n"}, want: []string{"[service.a]", `operator = "O"`, `vendor = "V"`, `site = "S"`, `region = "R"`, `sector = "sec"`, `tags = ["x", "y"]`, "criticality = 2", "users = 1200", "availability = 0.9995", `tolerance = "3h"`, `description = "D"`, "[kind.mainframe]", "[mainframe.b]", "#  criticalities in words, where the model has a factor: high"}},
		"unknown":     {in: []string{"name,users\na,\nb,?\nc,미상\nd,0\n"}, want: []string{"[service.a]", "users = 0"}, not: "users = 0\n\n"},
		"needs":       {in: []string{"service,owner,depends on\nweb,O,\"db, cache\"\nweb,O,log\ndb,,\n"}, want: []string{"[service.web]", `operator = "O"`, "# 2 nodes, 3 edges", `on = "log", source = "a.csv:3"`, "#  nodes that no list has, made since requirements name them: cache"}},
		"semicolons":  {in: []string{"id;users;availability\na;1.5;0,995\n"}, want: []string{"users = 1.5", "availability = 0.995"}},
		"tabs":        {in: []string{"from\tto\nw, x\tdb\n"}, want: []string{`name = "w, x"`}},
		"Excel":       {in: []string{"sep=;\r\nfrom;to\r\n\"w\r\nx\";=\"007\"\r\n"}, want: []string{"[service.w-x]", "[platform.007]"}},
		"old Mac":     {in: []string{"from,to\rw,db\r"}, want: []string{"[platform.db]"}},
		"title":       {in: []string{"Our services,,\n,,\nfrom,to,when\nw,db,now\n"}, want: []string{"[platform.db]", "#  rows above the header: Our services", "#  columns that the model has no place for: when"}},
		"two rows":    {in: []string{"from,to,alternatives,\n,,group,k\nw,a,g,1\nw,b,g,1\n"}, want: []string{`any = ["a", "b"]`}},
		"two, merged": {in: []string{"Requirement,,Loss\nfrom,to,loss\nw,a,degraded\n"}, want: []string{`loss = "degraded"`}},
		"names":       {in: []string{"id,name\n1,Web\n2,DB 1\n", "from,to\nweb,db  1\n2,X\n"}, want: []string{"[service.1]", "[platform.2]", "[platform.x]", `on = "2"`, "# 2 nodes, 2 edges"}},
		"alike":       {in: []string{"id,name\n1,DB\n2,DB\n", "from,to\n1,db\n"}, want: []string{"names of several nodes, each made a node of its own since requirements do not say which: db"}},
		"twice":       {in: []string{"id,site\na,x\na,x\n"}, want: []string{"# node nodes listed once more: a"}},
		"not alike":   {in: []string{"id,site\na,x\na,y\n"}, want: []string{`a:12-15 duplicate: node "a" is listed twice, and not alike ()`}},
		"populations": {in: []string{"id,size,access,share\npeople,\"1,000\",kt,40%\npeople,,skb,60%\n", "id,population,reach\nweb,people,50%\nkt,,\nskb,,\n"}, want: []string{"[population.people]", "size = 1000", `access = { kt = 0.4, skb = 0.6 }`, `population = "people"`, "reach = 0.5"}},
		"splits":      {in: []string{"id,size,split,value,share,line,ends on\np,10,m,a,0.5,,\np,,m,b,0.5,,\np,,,,,data,{m}-net\n"}, want: []string{`by = { m = { a = 0.5, b = 0.5 } }`, `line = { data = "{m}-net" }`}},
		"options":     {in: []string{"id,name,cost\nsecond,Second line,12.5\n", "from,to,option\nweb,a,\nweb,b,second\n"}, want: []string{"[option.second]", "cost = 12.5", `add = { service = { web = { needs = [{ confidence = "assumed", on = "b", source = "b.csv:3" }] } } }`, `needs = [{ confidence = "assumed", on = "a", source = "b.csv:2" }]`}},
		"sources":     {in: []string{"id,name,url,as of\nR 1,Report,https://example.org,2023. 9. 30.\n", "id,source\na,R 1\n"}, want: []string{"[source.r-1]", `asof = "2023-09-30"`, `url = "https://example.org"`, `source = "r-1"`}},
		"parts":       {in: []string{"from,to\nweb,@access\nweb,net\n"}, want: []string{`on = "@access"`}, not: "[platform.access]"},
		"map":         {in: []string{"id,side_a_device,side_b_device,type\n7,sw,rt,smf\n", "id,name\n1,sw\n2,rt\n"}, o: format.Options{Columns: map[string]string{"from": "side_a_device", "to": "Side B Device", "id": "name"}}, want: []string{"[service.sw]", `on = "rt"`, "# 2 nodes, 1 edges"}},
		"by number":   {in: []string{"# edges\n1 0 9\n2  3 17\n"}, o: format.Options{Columns: map[string]string{"from": "1", "to": "2"}}, want: []string{"[service.1]", `on = "0"`, "# 4 nodes, 2 edges"}},
		"ends":        {in: []string{"Source,Target\na,b\n"}, want: []string{"a:0-13 no-header: ", "--map Source=from --map Target=to where Source needs Target, else the other way round"}},
		"numbers":     {in: []string{"1,2\n3,4\n"}, want: []string{"--map 1=from --map 2=to where the first needs the second"}},
		"no list":     {in: []string{"colour,size of it\nred,1\n"}, want: []string{"--map colour=from --map 'size of it=to'"}},
		"empty":       {in: []string{"\n"}, want: []string{"no-header: the table is empty"}},
		"bad key":     {in: []string{"a,b\n"}, o: format.Options{Columns: map[string]string{"form": "a"}}, want: []string{`unknown-column: --map: no column holds "form"`}},
		"bad header":  {in: []string{"from,to\na,b\n"}, o: format.Options{Columns: map[string]string{"group": "G"}}, want: []string{`unknown-column: --map: no list has a column "G" that could hold group`}},
		"bad number":  {in: []string{"id,users\na,many\n"}, want: []string{`a:11-15 type: users is a number, not "many"`}},
		"bad loss":    {in: []string{"from,to,loss\na,b,degradedd\n"}, want: []string{`a:17-26 unknown-word: loss is degraded, or the cell is empty, not "degradedd"`}},
		"bad k":       {in: []string{"from,to,group,k\na,b,g,0\n"}, want: []string{`a:22-23 type: k is how many`}},
		"bad truth":   {in: []string{"id,fails\na,perhaps\n"}, want: []string{`type: fails is true or false, not "perhaps"`}},
		"open":        {in: []string{"from,to\na,b\na,\"c\nd,e\n"}, want: []string{"a:14-21 csv: a quotation mark is left open"}},
		"no text":     {in: []string{"from,to\na,\x00\n"}, want: []string{"a:10-11 encoding: this is a character that no text has"}},
		"no UTF-8":    {in: []string{"from,to\na,\xff\n"}, want: []string{"a:10-11 encoding: this is neither UTF-8 nor CP949"}},
	} {
		got := text(read(c.o, c.in...))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", name, want, got)
			}
		}
		if c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: %s in\n%s", name, c.not, got)
		}
	}
}

// TestDecode reads what Korean spreadsheets write.
func TestDecode(t *testing.T) {
	const table = "부터,까지\n먹통 똠방,회선\n"
	data, err := korean.EUCKR.NewEncoder().Bytes([]byte(table))
	if err != nil || utf8.Valid(data) {
		t.Fatal(err)
	}
	if got, err := csv.Decode(data); string(got) != table || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if !csv.Sniff(data) {
		t.Error("it is not seen for what it is")
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"from,to\n": true, "id;name;kind\n": true, "Report\n\nfrom\tto\na\tb\n": true, "": false, "a,b\n1,2\n": false, "Source,Target\n": false,
		"name = 1\n": false, "{\"id\": 1}\n": false, "name: x\n": false, "<name/>\n": false,
	} {
		if csv.Sniff([]byte(text)) != want {
			t.Errorf("%q is%s seen as a list", text, map[bool]string{true: " not"}[want])
		}
	}
}

// TestLocate finds the cells of keys, in the file that has them.
func TestLocate(t *testing.T) {
	doc := read(format.Options{}, "id,name,users\nweb,W,12\ndb,,\n", "from,to,group,k,failover\nweb,db,g,3,bad\n")
	for path, want := range map[string]string{"service web users": "0:20-22", "service web name": "0:18-19", "service web needs [0]": "1:25-39", "service web needs [0] at_least": "1:34-35",
		"service web needs [0] of [0]": "1:29-31", "service web needs [0] failover": "1:36-39", "service web needs": "", "service web site": ""} {
		at, ok := doc.Locate(strings.Fields(path))
		if got := fmt.Sprintf("%d:%d-%d", at.File, at.Start, at.End); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s, %t", path, got, ok)
		}
	}
}

// FuzzRead looks for panics, for flaws outside the file, and for rows that are neither
// read nor told of.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"from,to,group,k\na,b,g,2\n", "id;name;users\na;\"A\n\";12%\n", "이름,필요\n가,나\n", "a b\n1 2 3\n", "id,size,access,share\np,1,a,100%\n"} {
		f.Add([]byte(text))
	}
	files, _ := filepath.Glob("testdata/*.csv")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		csv.Sniff(data)
		data, _ = csv.Decode(data)
		doc := csv.Format().Read([]format.File{{Name: "f.csv", Data: data}}, format.Options{})
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(data) || x.Code == "" || x.Message == "" {
				t.Fatalf("%+v", x)
			}
		}
		for _, e := range doc.Elements {
			if e.At.End > len(data) || e.At.End < e.At.Start {
				t.Fatalf("%+v", e)
			}
			doc.Locate([]string{e.Table, e.ID, "users"})
			doc.Locate([]string{e.Table, e.ID, "needs", "[0]", "failover"})
		}
	})
}

// BenchmarkRead reads a hundred thousand requirements between ten thousand nodes.
func BenchmarkRead(b *testing.B) {
	var list strings.Builder
	list.WriteString("from,to,type,group,k,loss,failover,holdup\n")
	for i := range 100_000 {
		fmt.Fprintf(&list, "service-%d,service-%d,depends on,%s,,,,4h\n", i%10_000, (i*7+1)%9_973, []string{"", "g"}[i%2])
	}
	data := []byte(list.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc := csv.Format().Read([]format.File{{Name: "e.csv", Data: data}}, format.Options{})
		if n := doc.Counts.Edges + len(doc.Lost); n != 100_000 || slices.Contains([]int{0}, doc.Counts.Nodes) {
			b.Fatal(doc.Counts, doc.Flaws)
		}
	}
}
