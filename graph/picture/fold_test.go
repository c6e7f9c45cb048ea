package picture_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// jsonl writes nodes one a line: kind, and what it needs.
func jsonl(nodes int, f func(i int) (kind string, needs []int)) []byte {
	var b bytes.Buffer
	for i := range nodes {
		kind, needs := f(i)
		names := make([]string, len(needs))
		for k, n := range needs {
			names[k] = fmt.Sprintf(`"n%d"`, n)
		}
		fmt.Fprintf(&b, `{"id":"n%d","kind":%q,"needs":[%s]}`+"\n", i, kind, strings.Join(names, ","))
	}
	return b.Bytes()
}

var sixKinds = []string{"carrier", "datacentre", "power", "equipment", "platform", "service"}

// star is a model in which every node needs the first, and some their neighbour.
func star(nodes int, kind func(i int) string) []byte {
	return jsonl(nodes, func(i int) (string, []int) {
		switch {
		case i == 0:
			return kind(i), nil
		case i%3 == 0 && i > 1:
			return kind(i), []int{0, i - 1}
		}
		return kind(i), []int{0}
	})
}

// TestBudget: however large the model, the picture stays within the budget; all
// nodes are accounted for; what failed and the focus keep their boxes.
func TestBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws what is too large")
	}
	var big bytes.Buffer
	if err := large.Write(&big, rounds.Size(t, 1000, 5000), 1); err != nil {
		t.Fatal(err)
	}
	models := map[string]*compile.Compiled{
		"one kind":        load(t, "m.jsonl", big.Bytes()),
		"six kinds":       load(t, "m.jsonl", star(rounds.Size(t, 500, 2000), func(i int) string { return sixKinds[i%6] })),
		"sectors tangled": load(t, "m.toml", tangled(40, 12)),
		"many edges":      load(t, "m.jsonl", jsonl(200, func(i int) (string, []int) { return "platform", before(i, 30) })),
	}
	for name, c := range models {
		for _, q := range []drawing{{}, {All: true}, {Fold: result.FoldSite}, {Fold: result.FoldKind, All: true}, {Focus: "n7"}, {Focus: "n7", All: true}} {
			for _, failed := range [][]string{nil, {"n0"}, {"n0", "n7", "n100"}} {
				pic := of(t, c, q, failed...)
				what := fmt.Sprintf("%s, %+v, %v failed", name, q, failed)
				checkBudget(t, what, c, pic)
				for _, id := range slices.DeleteFunc(append([]string{q.Focus}, failed...), func(id string) bool { return id == "" }) {
					if !slices.ContainsFunc(pic.Nodes, func(n result.PictureNode) bool { return n.ID == id }) {
						t.Errorf("%s: %s has no box of its own", what, id)
					}
				}
				if again := of(t, c, q, failed...); !reflect.DeepEqual(pic, again) {
					t.Errorf("%s: drawn twice, two pictures", what)
				}
			}
		}
	}
}

// tangled is a model of sectors each of which needs all others.
func tangled(sectors, each int) []byte {
	var b bytes.Buffer
	for i := range sectors {
		fmt.Fprintf(&b, "[sector.s%d]\n", i)
	}
	for i := range sectors * each {
		fmt.Fprintf(&b, "[service.n%d]\nsector = \"s%d\"\nneeds = [\"n%d\", \"n%d\", \"n%d\", \"n%d\"]\n", i, i%sectors,
			(i*7+1)%(sectors*each), (i*11+2)%(sectors*each), (i*13+3)%(sectors*each), (i*17+5)%(sectors*each))
	}
	return b.Bytes()
}

// TestManyFail: of more failed nodes than there is room for, some share a box
// and are counted there.
func TestManyFail(t *testing.T) {
	c := load(t, "m.jsonl", star(1000, func(i int) string { return sixKinds[i%6] }))
	var failed []string
	for i := range 500 {
		failed = append(failed, fmt.Sprintf("n%d", i))
	}
	pic := of(t, c, drawing{Lang: "en"}, failed...)
	checkBudget(t, "500 failed", c, pic)
	alone, boxed := 0, 0
	for _, n := range pic.Nodes {
		switch count := 0; {
		case n.State != result.StateFailed:
		case n.Folded == 0:
			alone++
		default:
			if _, err := fmt.Sscanf(n.Note, "%d of", &count); err != nil {
				t.Errorf("box %+v", n)
			}
			boxed += count
		}
	}
	if alone < 20 || alone+boxed != 500 {
		t.Errorf("%d failed alone and %d in boxes", alone, boxed)
	}
}

// TestFoldNotes: why nodes share boxes, and what nothing can be folded by.
func TestFoldNotes(t *testing.T) {
	c := load(t, "m.jsonl", star(300, func(i int) string { return sixKinds[i%6] }))
	for fold, want := range map[result.Fold]string{
		result.FoldAuto: "More than 30 boxes or 80 lines would be hard to read: nodes folded:",
		result.FoldKind: "nodes folded: 299, into boxes: 6; --fold none gives",
		result.FoldSite: "--fold site: no node that is shown has one\nMore than 150 boxes",
		result.FoldNone: "",
	} {
		if got := strings.Join(of(t, c, drawing{Lang: "en", Fold: fold}).Notes, "\n"); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: notes %q, want %q", fold, got, want)
		}
	}
}

// before lists the nodes before i, at most so many.
func before(i, most int) []int {
	var out []int
	for k := max(0, i-most); k < i; k++ {
		out = append(out, k)
	}
	return out
}

func checkBudget(t *testing.T, what string, c *compile.Compiled, pic result.Picture) {
	t.Helper()
	if len(pic.Nodes) > picture.MaxBoxes || len(pic.Edges) > picture.MaxLines {
		t.Errorf("%s: %d boxes and %d lines", what, len(pic.Nodes), len(pic.Edges))
	}
	nodes, noted := 0, 0
	for _, n := range pic.Nodes {
		nodes += max(1, n.Folded)
	}
	for _, n := range pic.Notes {
		left := 0
		if _, err := fmt.Sscanf(n, "%d untouched nodes", &left); err == nil {
			noted += left
		} else if _, err := fmt.Sscanf(n, "further nodes left out: %d", &left); err == nil {
			noted += left
		}
	}
	if nodes+noted != len(c.Model.Nodes) {
		t.Errorf("%s: %d in boxes and %d noted as left out, of %d", what, nodes, noted, len(c.Model.Nodes))
	}
}

// TestLadder: by sector, by sector and kind, by kind, else the worst alone; each
// only where what is finer is too much.
func TestLadder(t *testing.T) {
	sectors := func(nodes, of int) []byte { // 100 nodes without a sector, then services
		var b bytes.Buffer
		for i := range of {
			fmt.Fprintf(&b, "[sector.s%d]\n", i)
		}
		for i := range nodes {
			if i < 100 {
				fmt.Fprintf(&b, "[%s.n%d]\n", sixKinds[i%5], i)
				continue
			}
			fmt.Fprintf(&b, "[service.n%d]\nsector = \"s%d\"\nneeds = [\"n%d\"]\n", i, i%of, i%7)
		}
		return b.Bytes()
	}
	folds := func(pic result.Picture) string {
		count := map[string]int{}
		for _, n := range pic.Nodes {
			by := "alone"
			if n.Folded > 0 {
				by, _, _ = strings.Cut(n.ID, ":")
			}
			count[by]++
		}
		return strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(count), "map["), "]")
	}
	for _, tt := range []struct {
		name string
		text []byte
		q    drawing
		want string
	}{
		{"fits", sectors(30, 2), drawing{}, "alone:30"},
		{"equals", sectors(150, 2), drawing{}, "alone:3 equal:17"},
		{"by sector", sectors(400, 20), drawing{}, "kind:5 sector:20"},
		{"by sector, else by kind", sectors(4000, 60), drawing{}, "kind:5 sector:60"},
		{"too many sectors and too few kinds", sectors(4000, 300), drawing{}, "alone:23 kind:6"},
		{"asked for", sectors(400, 20), drawing{Fold: result.FoldKind}, "kind:6"},
		{"asked never to", sectors(400, 20), drawing{Fold: result.FoldNone}, "alone:400"},
	} {
		if got := folds(of(t, load(t, "m.toml", tt.text), tt.q)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestTheWorstStayAlone: what is down for most users comes before what is down
// for fewer, degraded or untouched. All rest on a battery of their own.
func TestTheWorstStayAlone(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(`{"id":"line","kind":"carrier"}` + "\n")
	for i := range 1000 {
		loss := ""
		if i%2 == 0 {
			loss = `,"loss":"degraded"`
		}
		fmt.Fprintf(&b, `{"id":"s%d","kind":"service","users":%d,"needs":[{"on":"line","holdup":"%ds"%s}]}`+"\n", i, i, i+1, loss)
	}
	pic := of(t, load(t, "m.jsonl", b.Bytes()), drawing{Lang: "en"}, "line")
	alone := 0
	for _, n := range pic.Nodes {
		switch {
		case n.Folded > 0:
			if n.Folded != 1001-(len(pic.Nodes)-1) || n.State != result.StateDown || !strings.HasSuffix(n.Note, "down") || len(n.Members) != 8 || n.More == "" {
				t.Errorf("the rest is %+v", n)
			}
		case n.State == result.StateDown:
			alone++
			i := 0
			if _, err := fmt.Sscanf(n.ID, "s%d", &i); err != nil || i < 1000-2*(len(pic.Nodes)-2) {
				t.Errorf("%s is alone", n.ID)
			}
		}
	}
	if alone != len(pic.Nodes)-2 || alone < 20 {
		t.Errorf("%d down alone, of %d boxes", alone, len(pic.Nodes))
	}
}

// TestTheNearestStayAlone: around a focus, distance decides.
func TestTheNearestStayAlone(t *testing.T) {
	braid := jsonl(1000, func(i int) (string, []int) { return "platform", before(i, 2) })
	pic := of(t, load(t, "m.jsonl", braid), drawing{Focus: "n500"})
	alone := 0
	for _, n := range pic.Nodes {
		i := 0
		if _, err := fmt.Sscanf(n.ID, "n%d", &i); n.Folded == 0 && (err != nil || i < 470 || i > 530) {
			t.Errorf("%s is alone", n.ID)
		}
		alone += 1 - min(1, n.Folded)
	}
	if alone < 20 || len(pic.Nodes) > 33 {
		t.Errorf("%d boxes, %d alone", len(pic.Nodes), alone)
	}
}

// TestTooManyPaths: 30 feeders that reach 30 others through two hubs would be
// 900 indirect lines; what is not shown gets a box instead.
func TestTooManyPaths(t *testing.T) {
	var b strings.Builder
	b.WriteString("[carrier.struck]\n[platform.hub-1]\nneeds = [" + list("in", 30) + "]\n[platform.hub-2]\nneeds = [\"hub-1\"]\n")
	for i := range 30 {
		fmt.Fprintf(&b, "[carrier.in-%d]\n[platform.out-%d]\nneeds = [\"hub-2\"]\n", i, i)
	}
	fmt.Fprintf(&b, "[service.a]\nneeds = [\"struck\", %s]\n[service.b]\nneeds = [\"struck\", %s]\n", list("in", 30), list("out", 30))
	pic := of(t, load(t, "m.toml", []byte(b.String())), drawing{Lang: "en", Fold: result.FoldSite}, "struck")
	if len(pic.Nodes) != 64 || len(pic.Edges) != 122 {
		t.Fatalf("%d boxes, %d lines\n%s", len(pic.Nodes), len(pic.Edges), boxes(pic))
	}
	for _, n := range pic.Nodes {
		if n.ID == "unseen:*" && (n.Folded != 2 || n.Name != "Everything else") {
			t.Errorf("what is not shown is %+v", n)
		}
	}
	if pic := of(t, load(t, "m.toml", []byte(b.String())), drawing{Fold: result.FoldNone}, "struck"); len(pic.Edges) != 962 {
		t.Errorf("told never to fold, it has %d lines", len(pic.Edges))
	}
}

func list(name string, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%q", fmt.Sprintf("%s-%d", name, i))
	}
	return strings.Join(out, ", ")
}
