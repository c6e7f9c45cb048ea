package timeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

const curve = `
[model]
title = "A curve"
[sector.talk]
[carrier.mobile]
recovery = "30m"
[carrier.home]
[platform.login]
recovery = "10m"
needs = ["mobile"]
[platform.lenient]
needs = [{ on = "mobile", accepts = "degraded" }]
[platform.backed]
needs = [{ on = "mobile", holdup = "90m" }]
[platform.standby]
needs = [{ any = ["mobile", "home"], failover = "20m" }]
[population.people]
size = 1000
access = { mobile = 0.4, home = 0.6 }
[service.chat]
sector = "talk"
population = "people"
tolerance = "90m"
[service.both]
users = 100
needs = ["mobile", "home"]
[service.either]
users = 100
needs = [{ any = ["mobile", "home"] }]
[service.soft]
users = 100
needs = [{ on = "login", loss = "degraded" }, "lenient"]
[service.held]
users = 100
needs = ["backed"]
[service.switched]
users = 100
needs = ["standby"]
[service.logged]
users = 100
needs = ["login"]
[terms.t]
covers = ["chat"]
monthly = "100m"
bands = [{ from = "1h", pay = 1 }, { from = "3h", pay = 10 }]
[incident.curve]
events = [
  { at = "0m", serve = { mobile = 0 } },
  { at = "1h", serve = { mobile = 0.3 } },
  { at = "2h", serve = { mobile = 0.7 } },
  { at = "3h", serve = { mobile = 1 } },
]
[incident.two]
events = [{ at = "0m", serve = { mobile = 0.6, home = 0.5 }, for = "1h" }]
[incident.parts]
events = [{ at = "0m", serve = { chat = 0.5, "chat@home" = 0.5 } }, { at = "1h", repair = ["chat@home"] }, { at = "2h", repair = ["chat"] }]
[incident.failed]
events = [{ at = "0m", fail = ["mobile"], for = "1h" }, { at = "0m", serve = { mobile = 0.5 } }, { at = "2h", serve = { mobile = 1 } }]
[incident.only-nobody]
events = [{ at = "0m", serve = { mobile = 0 }, for = "1h" }]
[incident.endless]
events = [{ at = "0m", serve = { mobile = 0.5 } }]
`

// faring writes what becomes of a node: from when on for how many it is down and degraded.
func faring(spans []result.Span, node string) string {
	var out []string
	end := int64(0)
	for _, s := range spans {
		if s.Node != node {
			continue
		}
		word := string(s.Level)
		if s.ShareDown != nil {
			word = fmt.Sprintf("%.2f/%.2f", *s.ShareDown, *s.ShareDegraded)
		}
		if end > 0 && s.FromS != end {
			out = append(out, "up")
		}
		out = append(out, result.Lasting(s.FromS)+" "+word)
		if end = 1 << 40; s.ToS != nil {
			end = *s.ToS
		}
	}
	if end > 0 && end < 1<<40 {
		out = append(out, result.Lasting(end)+" up")
	}
	return strings.Join(out, ", ")
}

func simulated(t *testing.T, c *compile.Compiled, incident string) *result.Timeline {
	t.Helper()
	a, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: incident})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestServes: who is down for how many, as the contract has it.
func TestServes(t *testing.T) {
	c := fixture.Compile(t, []byte(curve))
	for _, test := range []struct{ incident, node, want string }{
		{"curve", "mobile", "0s down, 1h 0.70/0.00, 2h 0.30/0.00, 3h up"}, // its own recovery is not waited for
		{"curve", "chat@mobile", "0s down, 1h 0.70/0.00, 2h 0.30/0.00, 3h up"},
		{"curve", "chat@home", ""},
		{"curve", "chat", "0s 0.40/0.00, 1h 0.28/0.00, 2h 0.12/0.00, 3h up"},
		{"curve", "login", "0s down, 1h10m 0.70/0.00, 2h10m 0.30/0.00, 3h10m up"}, // but that of what needs it
		{"curve", "logged", "0s down, 1h10m 0.70/0.00, 2h10m 0.30/0.00, 3h10m up"},
		{"curve", "lenient", "0s down, 1h 0.70/0.00, 2h 0.30/0.00, 3h up"},
		{"curve", "soft", "0s down, 1h 0.70/0.30, 1h10m 0.70/0.00, 2h 0.30/0.40, 2h10m 0.30/0.00, 3h 0.00/0.30, 3h10m up"},
		{"curve", "held", "1h30m 0.70/0.00, 2h 0.30/0.00, 3h up"},
		{"curve", "switched", "0s down, 20m up"},
		{"curve", "both", "0s down, 1h 0.70/0.00, 2h 0.30/0.00, 3h up"},
		{"curve", "either", ""},
		{"two", "both", "0s 0.70/0.00, 1h up"},
		{"two", "either", "0s 0.20/0.00, 1h up"},
		{"two", "chat", "0s 0.46/0.00, 1h up"},
		{"two", "switched", "0s 0.40/0.00, 20m 0.20/0.00, 1h up"},
		{"parts", "chat@home", "0s 0.75/0.00, 1h 0.50/0.00, 2h up"},
		{"parts", "chat@mobile", "0s 0.50/0.00, 2h up"},
		{"parts", "chat", "0s 0.65/0.00, 1h 0.50/0.00, 2h up"},
		{"failed", "mobile", "0s down, 1h30m 0.50/0.00, 2h up"}, // a fault's recovery is waited for
		{"only-nobody", "login", "0s down, 1h10m up"},
		{"endless", "chat@mobile", "0s 0.50/0.00"},
	} {
		if got := faring(simulated(t, c, test.incident).Spans, test.node); got != test.want {
			t.Errorf("%s: %s is %s, want %s", test.incident, test.node, got, test.want)
		}
	}
}

// TestServesByUser: outages are those of each user, what is assumed is said, and who comes
// back waits for the curve.
func TestServesByUser(t *testing.T) {
	c := fixture.Compile(t, []byte(curve))
	a := simulated(t, c, "curve")
	want := map[string]bool{}
	for _, text := range []string{
		"tolerance 2h0m0s 0.40 160 -", "tolerance 3h0m0s 0.30 120 -",
		"terms:t 1h0m0s 0.30 120 120", "terms:t 2h0m0s 0.40 160 160", "terms:t 3h0m0s 0.30 120 1200", // what is owed
		"terms:t 2h0m0s 0.40 160 -", "terms:t 3h0m0s 0.30 120 -", // more than a month may have
	} {
		want[text] = true
	}
	for _, b := range a.Breaches {
		owed := "-"
		if b.Owed.Number() != nil {
			owed = fmt.Sprint(*b.Owed.Number())
		}
		text := fmt.Sprintf("%s %s %.2f %.0f %s", b.Rule, time.Duration(*b.OutageS)*time.Second, *b.Share, *b.Users.Number(), owed)
		if b.Node != "chat@mobile" || !want[text] {
			t.Errorf("%s: %s", b.Node, text)
		}
		delete(want, text)
	}
	if len(want) > 0 {
		t.Errorf("missing are %v", want)
	}
	if hours := *a.UserHours[0].Down; hours != 400*(0.3*1+0.4*2+0.3*3) {
		t.Errorf("%v user-hours", hours)
	}
	if a.Finds != result.FindsIndependently {
		t.Errorf("finds is %q", a.Finds)
	}
	for _, r := range a.Recovery {
		if r.Node == "mobile" && (r.Waited != result.WaitedServe || r.AtS != 3*3600) {
			t.Errorf("mobile comes back as %+v", r)
		}
	}
	if a := simulated(t, c, "endless"); a.EndS != nil || len(a.UserHours) != 1 || !a.UserHours[0].Endless || a.UserHours[0].Down != nil {
		t.Errorf("it ends after %v, with user-hours %v", a.EndS, a.UserHours)
	}
	if a := simulated(t, c, "only-nobody"); a.Finds != "" {
		t.Error("something is assumed where nobody finds a node")
	}
}

// TestServesAtMost: sixteen at once are told apart, and one more is an error that names
// them, unless no service meets them.
func TestServesAtMost(t *testing.T) {
	model := "[service.all]\nneeds = [%s]\n[platform.idle]\nneeds = [%s]\n[incident.x]\nevents = [{ at = \"0m\", serve = { \"kind:carrier\" = 0.5 } }]\n"
	var names []string
	for i := range 17 {
		names = append(names, fmt.Sprintf(`"c-%02d"`, i))
		model += fmt.Sprintf("[carrier.c-%02d]\n", i)
	}
	for _, test := range []struct {
		service int
		want    string
	}{{17, "all can reach 17 nodes that serve some only at once, at 0s: c-00, c-01, "}, {3, ""}} {
		c := fixture.Compile(t, []byte(fmt.Sprintf(model, strings.Join(names[:test.service], ", "), strings.Join(names, ", "))))
		a, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "x"})
		switch {
		case err == nil && test.want == "":
			if got := faring(a.Spans, "idle"); got != "0s degraded" {
				t.Errorf("idle is %s", got)
			}
			if got := faring(a.Spans, "all"); got != "0s 0.88/0.00" {
				t.Errorf("all is %s", got)
			}
		case err == nil || test.want == "" || !strings.HasPrefix(err.Error(), test.want):
			t.Errorf("%d: %v", test.service, err)
		}
	}
}

// TestServesWithLoad: those who find no line ask nothing of what lies behind; what the
// others take over its capacity is so for all.
func TestServesWithLoad(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[sector.talk]
[carrier.a]
[carrier.b]
[population.people]
size = 1000
access = { a = 0.5, b = 0.5 }
[platform.switchboard]
capacity = 600
unit = "calls"
overload = "shed"
[service.calls]
sector = "talk"
population = "people"
demand = 900
unit = "calls"
needs = ["switchboard"]
spills_to = { letters = 0.5 }
[service.letters]
capacity = 100
unit = "calls"
overload = "shed"
[incident.x]
events = [{ at = "0m", demand = { calls = 1000 } }, { at = "0m", serve = { a = 0.4 } }, { at = "1h", serve = { a = 0 } }, { at = "2h", serve = { a = 1 } }]
[incident.y]
events = [{ at = "0m", serve = { calls = 0.5 }, for = "1h" }]
`))
	a := simulated(t, c, "x")
	// 500 + 200 of 600: one in seven of those who get there are shed; then 500; then 1,000.
	if got := faring(a.Spans, "calls@a"); got != "0s 0.66/0.34, 1h down, 2h 0.40/0.60" {
		t.Errorf("calls@a is %s", got)
	}
	// Of 900 half find no calls; half of these write, 225.
	a = simulated(t, c, "y")
	for _, o := range a.Overloads {
		if o.Node == "letters" && (o.Load != 225 || *o.ToS != 3600) {
			t.Errorf("letters: %v until %v", o.Load, *o.ToS)
		}
	}
	if len(a.Overloads) == 0 {
		t.Error("nothing is over its capacity")
	}
}
