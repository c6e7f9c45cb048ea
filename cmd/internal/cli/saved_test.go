package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// savedQuestions asks every command that answers in JSON, most in several ways.
func savedQuestions() []string {
	return []string{
		"whatif kt-backbone", "whatif kt-backbone --all --after 0s", "whatif --demand yeominjeon-charge=5000", "whatif yeominjeon-ips pos-terminals@kt-internet",
		"why kakaotalk-text --if skcc-pangyo", "why pos-terminals --if kt-backbone", "why naver --if skcc-pangyo", "why hospital-reception --if sector:health,!hospital-reception",
		"timeline kt-2021", "timeline kakao-2022 --with variant:kakao-second-tools", "timeline --if kt-backbone --for 85m",
		"replay -m TOWN", "replay kt-2021",
		"rank", "rank --failures 2 --top 7 -m TOWN", "rank --by sectors --against kind:carrier",
		"cutsets pos-terminals --order 2", "cutsets hospital-reception --level degraded --count-only",
		"availability pos-terminals", "availability sector:health --importance", "availability kt-backbone --trials 1000",
		"gate -m TOWN", "gate --policy emergency-calls-survive-any-pair",
		"mitigate -m TOWN", "mitigate --suggest -m TOWN",
		"diff TOWN TOWN --with option:both",
		"concentration", "blackstart", "assumptions -m SMALL", "assumptions bank -m SMALL", "assumptions --if line-a -m TOWN", "assumptions tills --during cut --trials 3 -m TOWN", "assumptions tills-stay --unverified-before 2022 -m TOWN", "review -m SMALL --after 2h", "list", "list sector:health", "show hospital-reception", "show kt-backbone", "check -m TOWN", "version",
	}
}

// longQuestions ask of the shipped model what takes seconds in each format.
func longQuestions() []string {
	return []string{
		"replay", "rank --failures 2 --top 7", "gate", "mitigate", "mitigate --suggest", "check",
		"diff ../../../models/korea ../../../models/korea --with option:kakao-second-tools",
		"assumptions --if kt-backbone", "assumptions kakaotalk-text --during kakao-2022 --trials 3", "assumptions no-site-takes-messages --unverified-before 2022",
	}
}

// smallModel has chances, parts and no policies.
const smallModel = `
[carrier.line-a]
name = { en = "Line A", ko = "가 회선" }
availability = 0.99
[carrier.line-b]
mtbf = "99h"
mttr = "1h"
[population.shops]
size = 2000
access = { line-a = 0.4, line-b = 0.6 }
[service.tills]
name = { en = "Tills", ko = "단말기" }
population = "shops"
[service.bank]
users = 500
needs = [{ any = ["line-a", "line-b"] }]
`

// townModel has a policy that an option upholds, and an incident.
const townModel = smallModel + `
[policy.tills-stay]
name = { en = "Tills stay up", ko = "단말기 유지" }
protect = "tills,bank"
against = "kind:carrier"
confidence = "assumed"
[option.both]
name = { en = "Both lines", ko = "두 회선" }
cost = 3
set.service.tills.needs = [{ any = ["line-a", "line-b"] }]
[incident.cut]
name = { en = "The cut", ko = "단선" }
start = "2025-03-01T09:00:00+09:00"
events = [{ at = "0m", fail = ["line-a"], for = "1h..2h" }]
observed = [
  { node = "tills@line-a", level = "down", source = "the shops" },
  { node = "bank", level = "down", source = "the bank" },
]
`

// TestSavedAnswersPresentTheSame asks every question in every format, and holds the
// bytes against those made of the answer that was saved as JSON and read back.
func TestSavedAnswersPresentTheSame(t *testing.T) {
	folder := t.TempDir()
	small, town := filepath.Join(folder, "small.toml"), filepath.Join(folder, "town.toml")
	for file, text := range map[string]string{small: smallModel, town: townModel} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	asked := map[string]bool{}
	long := longQuestions()
	for i, line := range append(savedQuestions(), long...) {
		atLength := slices.Contains(long, line)
		line = strings.NewReplacer("SMALL", small, "TOWN", town).Replace(line)
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && i%6 > 0 {
				t.Skip("a sixth of the questions")
			}
			if atLength {
				rounds.AtLength(t)
			}
			checkSaved(t, line, i) // every command stands here more than once, or has few words of its own
		})
		asked[strings.Fields(line)[0]] = true
	}
	others := []string{"schema"} // it is no answer
	for _, c := range commands() {
		if slices.Contains(c.formats, formatJSON) && !asked[c.name()] && !slices.Contains(others, c.name()) {
			t.Errorf("%s is not asked", c.name())
		}
	}
}

// checkSaved checks a question in a language and, but at length, in half of its formats:
// which ones, its number says.
func checkSaved(t *testing.T, line string, number int) {
	t.Helper()
	lang := langs()[number%2]
	args := strings.Fields(line)
	c := commandNamed(args[0])
	if c.takes&withLang != 0 {
		args = append(args, "--lang", lang)
	}
	saved := answerOf(t, args, formatJSON)
	d, err := result.Read(strings.NewReader(saved))
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	for i, f := range c.formats {
		if !rounds.Asked(t) && (i+number/2)%2 > 0 {
			continue
		}
		if f.isPicture() || f == formatHTML { // which are drawn from the model
			continue
		}
		var b bytes.Buffer
		if err := render.Write(&b, d, render.Format(f), render.Options{Lang: lang}); err != nil {
			t.Errorf("%v %s: %v", args, f, err)
			continue
		}
		if want := answerOf(t, args, f); b.String() != want {
			t.Errorf("%v %s, of what was saved:\n%s\nasked:\n%s", args, f, firstDifference(b.String(), want), firstDifference(want, b.String()))
		}
	}
}

// firstDifference returns the first line of a text that another has not.
func firstDifference(a, b string) string {
	other := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(other) || line != other[i] {
			return line
		}
	}
	return "(nothing more)"
}

func commandNamed(name string) *command {
	all := commands()
	return all[slices.IndexFunc(all, func(c *command) bool { return c.name() == name })]
}

func answerOf(t *testing.T, args []string, f format) string {
	t.Helper()
	var out, err bytes.Buffer
	if code := Main(Built(), append(slices.Clone(args), "--format", string(f)), &out, &err); code != exitDone && code != exitViolated {
		t.Fatalf("%v %s ends with %d: %s", args, f, code, err.String())
	}
	return out.String()
}
