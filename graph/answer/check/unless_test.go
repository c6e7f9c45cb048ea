package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestUnlessWarnings has what waits for what never is, what always is and what the node
// itself needs; and what is sound.
func TestUnlessWarnings(t *testing.T) {
	const models = `
[power.main]
[power.rock]
fails = false
[platform.group]
fails = false
needs = ["rock"]
`
	tests := map[string]struct {
		text string
		want string // codes with lines, of these
	}{
		"a standby":                    {`[power.standby]` + "\n" + `needs = [{ unless = "main" }]`, ""},
		"what cannot fail":             {`[power.standby]` + "\n" + `needs = [{ unless = "rock" }]`, "unless-never:9"},
		"what stands on that":          {`[power.standby]` + "\n" + `needs = [{ unless = { any = ["main", "group"] } }]`, "unless-never:9"},
		"one of two":                   {`[power.standby]` + "\n" + `needs = [{ unless = { all = ["main", "group"] } }]`, ""},
		"held by its battery":          {`[power.standby]` + "\n" + `needs = [{ unless = { on = "main", holdup = "4h" } }]`, ""},
		"only degraded":                {`[power.standby]` + "\n" + `needs = [{ unless = { on = "main", loss = "degraded" } }]`, "unless-never:9"},
		"needs it too":                 {`[power.standby]` + "\n" + `needs = [{ unless = "main" }, "main"]`, "unless-needed:9"},
		"needs it as one of two":       {`[power.standby]` + "\n" + `needs = [{ unless = "main" }, { any = ["main", "rock"] }]`, ""},
		"what needs it":                {"[power.bus]\nneeds = [\"main\"]\n[power.standby]\nneeds = [{ unless = \"main\" }, \"bus\"]", "unless-needed:11"},
		"what nothing supplies":        {"[power.a]\nneeds = [{ on = \"b\", supply = true }]\n[power.b]\nneeds = [{ on = \"a\", supply = true }]\n[power.standby]\nneeds = [{ unless = \"a\" }]", "no-supply:8 unless-always:13"},
		"a loop that a standby feeds":  {"[power.standby]\nneeds = [{ unless = \"main\" }]\n[power.a]\nneeds = [{ any = [\"b\", \"standby\"], supply = true }]\n[power.b]\nneeds = [{ on = \"a\", supply = true }]", ""},
		"a spare for something else":   {"[power.x]\n[power.standby]\nneeds = [{ unless = \"x\" }]\n[power.second]\nneeds = [\"main\"]\n[power.bus]\nneeds = [{ any = [\"main\", \"standby\"] }]", "false-redundancy:14"},
		"two that wait for each other": {"[power.a]\nneeds = [{ unless = \"main\" }]\n[power.b]\nneeds = [{ unless = \"a\" }]", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer, err := check.Ask(t.Context(), fixture.Compile(t, []byte(models+test.text)), check.Question{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range answer.Problems {
				if strings.HasPrefix(p.Code, "unless") || p.Code == "no-supply" || p.Code == "false-redundancy" {
					got = append(got, fmt.Sprint(p.Code, ":", p.Line))
				}
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
