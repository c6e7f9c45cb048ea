package render

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

var update = flag.Bool("update", false, "write what is presented into the golden files")

// presenter presents an answer to people, and as a table.
type presenter interface {
	Text(w io.Writer, s Screen) error
	CSV(w io.Writer) error
	Markdown(w io.Writer) error
}

// chapterOf presents what is a part of other answers only.
type chapterOf struct{ section }

func (c chapterOf) Text(w io.Writer, s Screen) error {
	return s.write(w, report{sections: []section{c.section}})
}

func (c chapterOf) Markdown(w io.Writer) error {
	return writeMarkdown(w, report{sections: []section{c.section}})
}

func (chapterOf) CSV(io.Writer) error { return nil }

// values returns one of each value of a review, with a name in all of them.
func values(name, lang string) map[string]presenter {
	blame := result.Blame{Node: "tills", Need: 1, Needs: &result.Requirement{Any: []result.Requirement{{On: "east"}, {On: "west"}}, Failover: "10m"},
		File: "model.toml", Line: 12, Source: name, Confidence: "assumed"}
	names := result.Names{"en": name, "ko": "병원 접수"}
	share := 0.4
	return map[string]presenter{
		"why": Why{Lang: lang, Answer: &result.Why{Draw: "meoktong why tills --if mains -o why.svg", Node: "tills", Names: names, Failed: []string{"mains"},
			After: "1h", Level: "degraded", Partial: true, ShareDown: &share, PartsDown: []string{"line-a"}, Proof: []result.ProofStep{
				{Step: 1, Node: "tills@line-a", Names: names, Proves: "down", Level: "down", Requirement: &blame, Members: []result.ProofMember{
					{Node: "east", Step: 2}, {Group: "at_least", AtLeast: 2, Members: []result.ProofMember{{Node: "west", Step: 4}, {Node: "mains", Step: 3}}}}},
				{Step: 2, Node: "east", Proves: "not-up", Level: "down", Requirement: &result.Blame{Access: true}, Members: []result.ProofMember{{Node: "mains", Step: 3}}},
				{Step: 3, Node: "mains", Proves: "down", Level: "down", Failed: true},
				{Step: 4, Node: "west", Proves: "not-up", Level: "degraded", Requirement: &result.Blame{Whole: true}, Members: []result.ProofMember{{Node: "mains", Step: 3}}},
			}, SavedBy: &result.SavedBy{
				Nodes:        result.NodeSets{Sets: [][]string{{"mains"}, {"east", "west"}}, Searched: result.Searched{Size: 3, Larger: true}},
				Requirements: result.RequirementSets{Sets: [][]result.Blame{{blame}}, Searched: result.Searched{Size: 3, Truncated: true}}}}},
		"stays-up": Why{Lang: lang, Answer: &result.Why{Node: "tills", Names: names, Failed: []string{"east"}, After: "1h", Level: "up", Reached: true,
			CarriedBy: []result.Carry{{Blame: blame, By: "redundancy", Lost: []result.LostMember{{Node: "east", Level: "down"}}, Holding: []string{"west"}}}}},
		"false-redundancy": chapterOf{falseRedundancy(&result.FalseRedundancy{Groups: 3, Truncated: true, Findings: []result.CommonCause{
			{Blame: blame, Group: *blame.Needs, Shared: "mains", Kind: "power", Behind: []string{"grid"}, Paths: [][]string{{"east", "mains"}, {"west", "mains"}}, Lost: 2, Members: 2, Needed: 1},
			{Blame: blame, Group: *blame.Needs, Attribute: "vendor", Value: name, Paths: [][]string{{"east"}, {"west"}}, Lost: 2, Members: 2, Needed: 1}}}, lang)},
		"blackstart": BlackStart{Lang: lang, Answer: &result.BlackStart{ColdStart: result.ColdStart{Truncated: true, Rounds: []result.ColdRound{{Count: 1, Nodes: []string{"well"}},
			{Count: 2, Nodes: []string{"pump", "tap"}, Partial: []result.ColdPartial{{Node: "tap", Share: 0.1}}}, {PartCount: 1, Nodes: []string{}, Parts: []string{"tap@hose"}}},
			PartialCount: 1, Partial: []result.ColdPartial{{Node: "tap", Share: 0.19}},
			Loops: []result.ColdLoop{{Nodes: []string{"exchange", "grid"}, Breakers: []string{"grid"}}, {Nodes: []string{"a", "b"}}}, Degraded: []result.ColdLoop{{Nodes: []string{"pump"}, Breakers: []string{"pump"}}},
			Never: result.ColdRound{Count: 4, Nodes: []string{"a", "b", "exchange", "grid"}}}}},
		"concentration": Concentration{Lang: lang, Answer: &result.Concentration{Dependence: result.Dependence{After: "1h", Able: 12, NoSector: 1, Unweighed: 2, LoadIgnored: true, By: []result.ConcentrationBy{
			{By: "carrier", Count: 40, Named: 60, Values: []result.Concentrating{{Value: "kt", Names: names, Nodes: 1, Sectors: []result.ConcentratedSector{
				{ID: "health", Names: names, Alone: 0.1, Covered: 0.3}, {ID: "retail", Alone: 0.4}, {ID: "tiny", Alone: 0.0001}}}}},
			{By: "operator", Named: 7}, {By: "site", Named: 5}, {By: "vendor", Count: 1, Named: 3, Values: []result.Concentrating{{Value: name, Nodes: 3, Sectors: []result.ConcentratedSector{{ID: "health", Covered: 1}}}}}}}}},
		"assumptions": Assumptions{Lang: lang, Answer: &result.Assumptions{UnverifiedBefore: "2023", Assumed: result.Assumed{After: "1h", ModelAsof: "2022-12", All: 40, Undated: 31, Unverified: 8, Fixed: 3,
			Examined: 5, Failures: 9, Able: 12, Protected: 4, LeftOut: []string{"mitigate", "check"}, Chosen: []string{"second-line", "drill"}, Facts: []result.Assumption{
				{Blame: &blame, Changes: []result.FactChange{{What: "without", Member: "east", Policies: 1, Sectors: 1, Verdicts: 1, Ranks: 1, Flips: []result.Flip{
					{Of: "policy", ID: "p", Names: names, Before: "violated", After: "holds"}, {Failure: "west", Of: "sector", ID: "retail", Names: names, Before: "holds", After: "fails"},
					{Failure: "kt-2021", Of: "verdict", ID: "tills", Before: "matched", After: "missed"}, {Of: "rank", ID: "1", Before: "east", After: "west"}}},
					{What: "dropped", Nodes: 1, Flips: []result.Flip{{Failure: "x", Of: "node", ID: "y", Before: "partial", After: "degraded"}}}}},
				{Blame: &blame, Changes: []result.FactChange{{What: "dropped", Options: 3, Flips: []result.Flip{
					{Failure: "second-line, drill", Of: "options", ID: "p", Names: names, Before: "holds", After: "violated"}, {Of: "options", ID: "q", Before: "drill", After: "(nothing)"},
					{Of: "options", Before: "(none)", After: "drill"}}}, {What: "dropped", Starts: 2, Redundancy: 1, Flips: []result.Flip{
					{Of: "start", ID: "pump", Before: "never", After: "starts"}, {Of: "start", ID: "grid", Before: "loop", After: "never"},
					{Failure: "vendor " + name, Of: "redundancy", ID: "bank", Before: "none", After: "false"}}}}},
				{Population: "people", Changes: []result.FactChange{{What: "share", Member: "line-a", By: "+20%", Ranks: 1, Redundancy: 1, Flips: []result.Flip{
					{Failure: "mains", Of: "redundancy", ID: "bank", Before: "false", After: "none"}, {Of: "rank", ID: "2", Before: "up", After: "down"}}}}}}}}},
		"assumptions-about": Assumptions{Lang: lang, Answer: &result.Assumptions{Node: "tills", Names: names, Unrelated: 3, Assumed: result.Assumed{After: "1h", All: 40, Unverified: 12, Fixed: 2,
			Examined: 4, Failures: 5, Able: 6, Truncated: true, Facts: []result.Assumption{{Blame: &blame, Changes: []result.FactChange{{What: "dropped", Starts: 1, Flips: []result.Flip{
				{Of: "start", ID: "tills", Before: "never", After: "starts"}}}}}}}}},
		"assumptions-policy": Assumptions{Lang: lang, Answer: &result.Assumptions{Policy: "p", Assumed: result.Assumed{After: "1h", All: 4, Unverified: 1, Examined: 1}}},
	}
}

// TestValuesOfAReview holds every value against what a reader should see.
func TestValuesOfAReview(t *testing.T) {
	for _, lang := range []string{"en", "ko"} {
		for name, p := range values("Reception | payment", lang) {
			for ending, write := range map[string]func(io.Writer) error{
				"txt": func(w io.Writer) error { return p.Text(w, Screen{}) }, "md": p.Markdown, "csv": p.CSV} {
				var b bytes.Buffer
				if err := write(&b); err != nil {
					t.Fatal(err)
				}
				file := filepath.Join("testdata", name+"."+lang+"."+ending)
				if ending == "csv" && b.Len() == 0 {
					continue // it has none
				}
				if ending == "csv" {
					file = filepath.Join("testdata", name+".csv")
				}
				if *update {
					if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil || b.String() != string(want) {
					t.Errorf("%s (%v) has\n%s\nwant\n%s", file, err, b.String(), want)
				}
			}
		}
	}
}

// TestCutsAreBounds: what a list leaves out stands under what was bounded, with the
// command that has it.
func TestCutsAreBounds(t *testing.T) {
	for n, want := range map[int]string{namesShown: "", namesShown + 1: "Cold start: long lists are cut short here; meoktong blackstart -m x --json has more."} {
		round := result.ColdRound{Count: n, Nodes: slices.Repeat([]string{"a"}, n)}
		p := Review{Lang: "en", Answer: &result.Review{Flags: result.Command{"-m", "x"}, Singles: &result.Rank{Failures: 1}, MarkedBy: "users", FalseRedundancy: &result.FalseRedundancy{},
			ColdStart: &result.ColdStart{Rounds: []result.ColdRound{round}}, Concentration: &result.Dependence{}, Assumptions: &result.Assumed{}}}
		var b bytes.Buffer
		if err := p.Markdown(&b); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) || strings.Contains(b.String(), "cut short here") != (want != "") {
			t.Errorf("%d names: want %q in\n%s", n, want, b.String())
		}
	}
}

// TestHostileValues looks for what must not get through.
func TestHostileValues(t *testing.T) {
	for name, p := range values(hostile, "en") {
		var text, markdown, csv bytes.Buffer
		if err := p.Text(&text, Screen{Width: 400}); err != nil {
			t.Fatal(err)
		}
		if err := p.Markdown(&markdown); err != nil {
			t.Fatal(err)
		}
		if err := p.CSV(&csv); err != nil {
			t.Fatal(err)
		}
		for _, x := range []string{"\x1b", "\x00", "\u202e", "<script", "[x]"} {
			if strings.Contains(markdown.String(), x) || x[0] < ' ' && strings.Contains(text.String()+csv.String(), x) {
				t.Errorf("%s lets %q through", name, x)
			}
		}
		if strings.Contains(csv.String(), ",=cmd") || strings.Contains(csv.String(), ",\"=cmd") {
			t.Errorf("%s: a formula in %s", name, csv.String())
		}
	}
}

// TestLongProof cuts a tree that is too long to read, and says so.
func TestLongProof(t *testing.T) {
	a := &result.Why{Node: "n", Level: "down", SavedBy: &result.SavedBy{}}
	for i := range 5000 {
		s := result.ProofStep{Step: i + 1, Node: "n", Proves: "down", Failed: i == 4999}
		if !s.Failed {
			s.Members = []result.ProofMember{{Node: "n", Step: i + 2}}
		}
		a.Proof = append(a.Proof, s)
	}
	var b bytes.Buffer
	if err := (Why{Answer: a, Lang: "en"}).Text(&b, Screen{}); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(b.String(), "\n"); lines > maxRows+20 || !strings.Contains(b.String(), "4700 further steps are left out") {
		t.Errorf("%d lines:\n%s", lines, b.String())
	}
}

// TestEscapeMarkdown escapes what Markdown would take for its own, and no more.
func TestEscapeMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		`SK C&C's "site" > x`:   `SK C&C's "site" > x`,
		"a < b, &lt; and &#34;": "a &lt; b, &amp;lt; and &amp;#34;",
		"[x] | *y* _z_ `q` ~":   "\\[x\\] \\| \\*y\\* \\_z\\_ \\`q\\` \\~",
		"> quoted":              "\\> quoted",
		"# heading":             "\\# heading",
		"- item":                "\\- item",
		"-":                     "-",
		"-5 and +: more":        "-5 and +: more",
		"1. item":               "1\\. item",
		"1.5 and 2.":            "1.5 and 2.",
	} {
		if got := escapeMarkdown(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// TestFirstPage: it says which model was asked what, leads with what is violated, calls
// things by their names, leads to their chapters, names the threshold of sectors, and says
// what to do first, what costs are assumed, and what is not covered.
func TestFirstPage(t *testing.T) {
	lost, two, none := 1200.0, 2, 0
	pairs := int64(3)
	worst := &result.Outcome{Node: "tills@line", Level: "down", Failed: []string{"site"}}
	row := result.RankRow{Failed: []string{"site"}, UsersDown: &lost, ServicesHit: 2}
	options := []string{"o", "n"}
	p := Review{Lang: "en", Answer: &result.Review{
		Header: result.Header{Model: result.Model{Title: "A town", SHA256: "0123456789abcdef"}, Tool: result.Tool{Version: "9"}},
		Names:  map[string]result.Names{"tills": {"en": "Card tills"}, "line": {"en": "Line A"}, "site": {"en": "Site 1"}},
		Page: result.FirstPage{
			Asked: result.Asked{Owners: result.Names{"en": "Continuity"}, Asof: "2024-05", FactsOf: "2023", Overlays: []string{"option:x"}, After: "1h", Nodes: 9, Services: 4, Failures: 3,
				Pairs: &pairs, MayFail: result.MayFailOthers, Policies: 3, Cases: 12, Coverage: result.Coverage{Of: 8, Modelled: 7}},
			Broken: result.Broken{Policies: 2, Violations: 5, Unmendable: 1, Worst: &row, Sectors: []result.Sector{
				{ID: "retail", Names: result.Names{"en": "Retail"}, ShareDown: 0.4, FailsAt: 0.1, Fails: true}, {ID: "health", ShareDown: 0.02, FailsAt: 0.05}, {ID: "idle", FailsAt: 0.1}}},
			First: result.Remedy{Currency: "EUR", Cost: 7, Assumed: 2, Steps: []result.Step{{Option: "o", Cost: 5, Sum: 5, Policies: &two, Violations: &two},
				{Option: "n", Cost: 2, Sum: 7, Policies: &none, Violations: &none}}},
			RestsOn:    result.RestsOn{Facts: 20, Unverified: 6},
			NotCovered: result.NotCovered{Uncounted: 1, Load: true, NotInModel: 1, Bounds: 2},
		},
		Gate: &result.Gate{Policies: []result.Policy{{ID: "kept", Holds: true}, {ID: "lost", Names: result.Names{"en": "Shops sell"}, Worst: worst},
			{ID: "never", Worst: worst}}},
		Proofs:  []result.Proof{{Policy: "lost"}},
		Singles: &result.Rank{Rows: []result.RankRow{row}},
		FalseRedundancy: &result.FalseRedundancy{Groups: 4, Findings: slices.Repeat([]result.CommonCause{
			{Blame: result.Blame{Node: "tills"}, Shared: "site", Lost: 2, Members: 2, Needed: 1}}, 7)},
		ColdStart: &result.ColdStart{Never: result.ColdRound{Count: 3}, PartialCount: 1},
		Mitigate: &result.Mitigate{Currency: "EUR", InModel: 2, Unmet: []string{"never"}, Policies: []result.MitigatedPolicy{{ID: "lost", Choice: &result.Choice{Found: true}},
			{ID: "never", Violated: 3, Choice: &result.Choice{Exact: true}, Unmendable: &result.Unmendable{Count: 1, Exact: true}}},
			Options: []result.Option{{ID: "o", Names: result.Names{"en": "A second site"}}, {ID: "n"}}, Choice: &result.Choice{Found: true, Exact: true, Options: options, Cost: 7}},
		Replay:      &result.Replay{Total: result.Score{Coverage: result.Coverage{Of: 8, Modelled: 7}, Matched: 7}},
		Bounds:      []result.Bound{{Section: "cutsets"}, {Section: "rank --failures 2"}, {Section: "cutsets"}},
		Assumptions: &result.Assumed{}}}
	var b strings.Builder
	appendMarkdown(&b, p.first(i18n.In("en")).report, 2)
	inOrder(t, b.String(), "| A town; 9 nodes, 4 of them services; option:x |", "| owner | Continuity |", "2024-05; facts by date as of 2023", "1h after the failure",
		"3 single failures; 3 pairs; of every kind but service; 3 policies that name 12 failures", "users are known of 3 of 4 services; the model can speak of 7 of 8 recorded observations", "0123456789abcdef", "meoktong 9",
		"[Policies](#gate): 2 of 3 are violated, by 5 cases.", "[Shops sell](#proofs-lost). Worst: Card tills (Line A) down if Site 1 fails",
		"(#singles): Site 1. Users who lose something: 1,200", "(#false-redundancy): 7 findings in 4 groups", "Card tills: Site 1 takes 2 of 2 members", "and 4 more",
		"(#cold-start): From black 3 nodes never come back. From black 1 service comes back",
		"Sectors, if Site 1 fails", "| sector | fails at | down", "| Retail | 10.0% | 40.0% | FAILS |", "| health | 5.0% | 2.0% | holds |", "1 sector is hit less, or not at all",
		"(#mitigate): 1 of 2 policies can be met, for 7 EUR, with 2 options. All costs are assumed.", "A second site, 5 EUR: then 2 policies are violated, by 2 cases", "n, 2 EUR: then every policy holds",
		"never: no option mends 1 of 3 violations", "(#nodes): 20, 6 of them unverified", "predicts none of them", "1 service is in no figure of users", "for 1 observation nothing", "answered without load", "2 answers stop short: cutsets, rank --failures 2.", "Signature")
}

// inOrder wants pieces to stand in a text, one after another.
func inOrder(t *testing.T, text string, pieces ...string) {
	t.Helper()
	at := 0
	for _, want := range pieces {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q, or not in this order, in\n%s", want, text)
		}
		at += i
	}
}
