package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/modeltest"
)

// list writes n quoted ids, separated by commas.
func list(prefix string, n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "%q,", fmt.Sprintf("%s%d", prefix, i))
	}
	return strings.TrimSuffix(out.String(), ",")
}

func TestLimits(t *testing.T) {
	nested := func(n int) string { return `{any = [{all = ["x", "y"]}, ` + list("n", n-2) + `]}` }
	parts := func(n int) string { return `{any = ["y@x", ` + list("n", n-1) + `]}` }
	tests := []struct {
		name, model, want string // want: the code of the first problem, and where
	}{
		{"a text that is too long", "[power.a]\nsite = \"" + strings.Repeat("x", 64<<10+1) + "\"\n", "2:8: too-long"},
		{"an id that is too long", "[power." + strings.Repeat("x", 201) + "]\n", "1:8: bad-id"},
		{"keys that are too long, all in all", "[power.\"" + strings.Repeat("x", 1<<20) + "\"]\n" + strings.Repeat("x = 1\n", 100), "65:3: too-long"},
		{"a requirement that nests and is too large", "[power.x]\n[power.a]\nneeds = [\"x\", " + nested(models.MaxRequirement+1) + "]\n", "3:15: too-large"},
		{"a requirement that nests and is just not too large", "[power.x]\n[power.y]\n[power.a]\nneeds = [" + nested(models.MaxRequirement) + "]\n", "4:38: unknown-id"},
		{"a group that names parts and is too large", "[power.a]\nneeds = [" + parts(models.MaxRequirement+1) + "]\n", "2:10: too-large"},
		{"a plain group of any size", "[power.a]\nneeds = [{any = [" + list("n", 3*models.MaxRequirement) + "]}]\n", "2:18: unknown-id"},
	}
	for _, c := range tests {
		problems := problemsOf(t, "m.toml", c.model)
		if len(problems) == 0 {
			t.Errorf("%s: no problem", c.name)
		} else if p := problems[0]; fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Code) != c.want {
			t.Errorf("%s: %v (%s); want %s", c.name, p, p.Code, c.want)
		}
	}
}

func TestLineLimits(t *testing.T) {
	long := `{"id": "a", "kind": "power", "name": "` + strings.Repeat("x", models.MaxLineBytes) + "\"}\n{\"id\": \"b\", \"kin\": \"power\"}\n"
	problems := problemsOf(t, "m.jsonl", long)
	if len(problems) != 2 || problems[0].Message != "this line is longer than 4 MiB" || problems[0].Line != 1 || problems[1].Line != 2 {
		t.Errorf("%d problems, first %s", len(problems), problems[0].Message)
	}
	large := `{"id": "a", "kind": "power", "needs": [{"any": [{"any": ["b"]}, ` + list("n", models.MaxRequirement) + `]}]}`
	if problems := problemsOf(t, "m.jsonl", large); len(problems) == 0 || problems[0].Code != "too-large" || problems[0].Column != 40 {
		t.Errorf("%v", problems[:min(1, len(problems))])
	}
}

// Problems past a thousand are counted, not listed.
func TestManyProblems(t *testing.T) {
	problems := problemsOf(t, "m.toml", "[power.a]\nneeds = ["+list("n", 5000)+"]\n")
	last := problems[len(problems)-1]
	if len(problems) != 1001 || last.Code != "too-many" || last.Message != "further problems, not listed: 4000" || last.Severity != models.SeverityError {
		t.Errorf("%d problems, last %v", len(problems), last)
	}
}

// Hostile files cost no more than ordinary ones of their size. Each of these
// took minutes, or more memory than there is, before it had a bound.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads files of megabytes")
	}
	repeat := func(n int, format string) string {
		var out strings.Builder
		for i := range n {
			out.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return out.String()
	}
	share := fmt.Sprintf("a# = %.9f\n", 1.0/5_000)
	tests := map[string]string{
		"brackets behind quotes":   "[power.a]\nneeds = [\"\"\"a\"\"\"\", " + strings.Repeat("[", 1<<20),
		"brackets in an open text": "[power.a]\nname = '''\n[power.b]\nneeds = " + strings.Repeat("[", 1<<20),
		"unknown sectors":          repeat(5_000, "[sector.s#]\n[service.s#]\nsector = \"t#\"\n"),
		"unknown kinds":            repeat(5_000, "[kind.k#]\n[j#.x]\n"),
		"deep dotted keys":         repeat(5_000, "a#"+strings.Repeat(".a", 30)+" = 1\n"),
		"options":                  repeat(5_000, "[power.p#]\n[option.o#]\ncost = 1\nset.power.p#.name = \"x\"\n"),
		"selectors of nothing":     repeat(5_000, "[power.p#]\n") + "[terms.t]\ncovers = [" + repeat(5_000, `"pp#", `) + "]\n",
		"services of many parts":   "[population.p.access]\n" + repeat(5_000, share) + repeat(5_000, "[power.a#]\n[service.s#]\npopulation = \"p\"\ndemand = 1\n"),
		"parts that do not exist":  "[population.p.access]\n" + repeat(5_000, share) + repeat(5_000, "[power.a#]\n") + "[service.s]\npopulation = \"p\"\n[power.z]\nneeds = [" + repeat(5_000, `"s@b#", `) + "]\n",
	}
	for name, text := range tests {
		start := time.Now()
		loadText("m.toml", text)
		if took := time.Since(start); took > modeltest.Slowest {
			t.Errorf("%s: took %s", name, took)
		}
	}
	start := time.Now()
	loadText("m.jsonl", `{"id": "a", "kind": "power", "needs": [{"any": [`+list("n", 50_000)+"]}]}\n")
	if took := time.Since(start); took > modeltest.Slowest {
		t.Errorf("a thousand problems on one long line: took %s", took)
	}
}
