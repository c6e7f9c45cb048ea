package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// play reads a script written as "0m a ~b for 30m; 1h +a": at what time what
// fails, with a tilde what degrades, with a plus what is repaired. It goes on
// for two days.
func play(text string) Script {
	script := Script{End: 48 * 3600}
	for _, line := range strings.Split(text, ";") {
		what, lasting, _ := strings.Cut(line, " for ")
		words := strings.Fields(what)
		e := Event{At: int(seconds(words[0])), For: int(seconds(strings.TrimSpace(lasting)))}
		for _, word := range words[1:] {
			switch word[0] {
			case '+':
				e.Repair = append(e.Repair, word[1:])
			case '~':
				e.Degrade = append(e.Degrade, word[1:])
			default:
				e.Fail = append(e.Fail, word)
			}
		}
		script.Events = append(script.Events, e)
	}
	return script
}

// changes writes the course of a vertex as "n down 0m up 40m"; that it is up at
// first goes without saying.
func changes(spans Spans, vertex string) string {
	text := vertex
	for i, span := range spans[vertex] {
		if i > 0 || span.Level != "up" {
			text += fmt.Sprintf(" %s %dm", span.Level, span.From/60)
		}
	}
	return text
}

// course is a test of what becomes of some vertices: "n down 0m up 40m; m".
type course struct{ name, needs, script, want string }

// run tries courses of a document, in which their needs are those of n.
func run(t *testing.T, document string, tests []course) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, document+"[service.n]\nneeds = ["+test.needs+"]")
			runOne(t, doc, test.script, test.want)
		})
	}
}

func runOne(t *testing.T, doc Doc, script, want string) {
	t.Helper()
	spans := Timeline(doc, play(script))
	for _, line := range strings.Split(want, "; ") {
		vertex, _, _ := strings.Cut(line, " ")
		if got := changes(spans, vertex); got != line {
			t.Errorf("%s: got %q, want %q", script, got, line)
		}
	}
}

func TestFaults(t *testing.T) {
	run(t, leaves, []course{
		{"until repaired", `"a"`, "10m a; 30m +a", "a down 10m up 30m; n down 10m up 30m; b"},
		{"never repaired", `"a"`, "10m a", "a down 10m; n down 10m"},
		{"for a time", `"a"`, "10m a for 30m", "a down 10m up 40m"},
		{"from the first moment", `"a"`, "0m a for 30m", "a down 0m up 30m"},
		{"degraded for a time", `"a"`, "10m ~a for 30m", "a degraded 10m up 40m; n degraded 10m up 40m"},
		{"in any order", `"a"`, "30m +a; 10m a", "a down 10m up 30m"},
		{"overlapping ones unite", `"a"`, "0m a for 30m; 20m a for 30m", "a down 0m up 50m"},
		{"one within another", `"a"`, "0m a for 50m; 20m a for 10m", "a down 0m up 50m"},
		{"at once", `"a"`, "0m a for 50m; 0m a for 10m", "a down 0m up 50m"},
		{"end to end", `"a"`, "0m a for 20m; 20m a for 10m", "a down 0m up 30m"},
		{"down covers degraded", `"a"`, "0m ~a for 50m; 20m a for 10m", "a degraded 0m down 20m degraded 30m up 50m"},
		{"repair ends all of them", `"a"`, "0m a for 50m; 5m a; 5m ~a; 20m +a", "a down 0m up 20m"},
		{"repair ends what has time left", `"a"`, "0m a for 50m; 20m +a", "a down 0m up 20m"},
		{"a fault after a repair", `"a"`, "0m a for 50m; 20m +a; 30m a for 10m", "a down 0m up 20m down 30m up 40m"},
		{"at one instant repairs come first", `"a"`, "0m a for 50m; 20m +a; 20m a for 10m", "a down 0m up 30m"},
		{"whatever stands first", `"a"`, "0m ~a; 20m a +a", "a degraded 0m down 20m"},
		{"repair of what is whole", `"a"`, "0m +a", "a"},
		{"repair of another", `"a"`, "0m a b; 10m +b", "a down 0m; b down 0m up 10m"},
		{"nothing", `"a"`, "0m", "a; b; n"},
	})
}

// lines are two that a service comes in by.
const lines = `
[population.p]
size = 1000
access = { x = 0.4, y = 0.6 }
[carrier.x]
[carrier.y]
` + leaves

func TestFaultsOfParts(t *testing.T) {
	doc := decode(t, lines+"[service.s]\npopulation = \"p\"\nneeds = [\"a\"]")
	for _, test := range []struct{ script, want string }{
		{"0m s for 10m", "s down 0m up 10m; s@x down 0m up 10m; s@y down 0m up 10m"},
		{"0m s@x for 10m", "s degraded 0m up 10m; s@x down 0m up 10m; s@y"},
		{"0m ~s@x; 5m +s@x", "s degraded 0m up 5m; s@x degraded 0m up 5m; s@y"},
		{"0m s@x s@y; 5m +s@x", "s down 0m degraded 5m; s@x down 0m up 5m; s@y down 0m"},
		{"0m s@x; 5m s for 10m", "s degraded 0m down 5m degraded 15m; s@x down 0m; s@y down 5m up 15m"},
		{"0m s@x; 5m s; 20m +s", "s degraded 0m down 5m up 20m; s@x down 0m up 20m; s@y down 5m up 20m"},
		{"0m s; 20m +s@x", "s down 0m; s@x down 0m; s@y down 0m"},
		{"0m s; 5m s@x; 20m +s@x; 30m +s", "s down 0m up 30m; s@x down 0m up 30m"},
		{"0m x for 5m; 10m a for 5m", "s degraded 0m up 5m down 10m up 15m; s@x down 0m up 5m down 10m up 15m; s@y down 10m up 15m"},
	} {
		runOne(t, doc, test.script, test.want)
	}
}

func TestFailover(t *testing.T) {
	const pair = `{ any = ["a", "b"], failover = "10m" }`
	const three = `{ any = ["a", "b", "c"], failover = "10m" }`
	run(t, leaves, []course{
		{"at once without", `{ any = ["a", "b"] }`, "5m a", "n"},
		{"switched to the minute", pair, "5m a", "n down 5m up 15m"},
		{"the preferred one comes back in time", pair, "5m a for 9m", "n down 5m up 14m"},
		{"the preferred one comes back as the switch ends", pair, "5m a for 10m", "n down 5m up 15m"},
		{"cancelled, and from the beginning", pair, "0m a for 9m; 10m a", "n down 0m up 9m down 10m up 20m"},
		{"going back costs nothing", pair, "0m a for 1h", "n down 0m up 10m"},
		{"gone back: the spare may fail", pair, "0m a for 1h; 1h10m b", "n down 0m up 10m"},
		{"the spare in use is lost, to another", three, "0m a; 1h b", "n down 0m up 10m down 60m up 70m"},
		{"lost again after going back", pair, "0m a for 1h; 2h a", "n down 0m up 10m down 120m up 130m"},
		{"the switch begins when there is an alternative", pair, "0m a b; 30m +b", "n down 0m up 40m"},
		{"the target's loss starts it anew", pair, "0m a; 5m b for 3m", "n down 0m up 18m"},
		{"the target's loss, to another alternative", three, "0m a; 5m b", "n down 0m up 15m"},
		{"the target's loss at the end of the switch", three, "0m a; 10m b", "n down 0m up 20m"},
		{"the target lost and back within one instant", pair, "0m a; 2m b; 5m b +b; 6m +b", "n down 0m up 16m"},
		{"the target's drop starts it anew", pair, "0m a; 5m ~b", "n down 0m degraded 15m"},
		{"a better one does not turn the switch", three, "0m a ~b c; 5m +c", "n down 0m degraded 10m up 20m"},
		{"a target that gets better", pair, "0m a ~b; 5m +b", "n down 0m up 10m"},
		{"away from a degraded one", pair, "0m ~a", "n degraded 0m up 10m"},
		{"to a degraded one only if it is better", pair, "0m ~a ~b", "n degraded 0m"},
		{"what is in use still gives", pair, "0m ~a; 5m a", "n degraded 0m down 5m up 10m"},
		{"the alternative fails: no harm", pair, "0m b", "n"},
		{"both lost: the first is in use again", pair, "0m a; 20m b; 30m +a", "n down 0m up 10m down 20m up 30m"},
		{"both lost: the second is an alternative", pair, "0m a; 20m b; 30m +b", "n down 0m up 10m down 20m up 30m"},
		{"then accepts", `{ any = ["a", "b"], failover = "10m", accepts = "degraded" }`, "0m ~a; 5m a", "n down 5m up 10m"},
		{"then loss", `{ any = ["a", "b"], failover = "10m", loss = "degraded" }`, "0m a", "n degraded 0m up 10m"},
		{"one member has none to switch to", `{ any = ["a"], failover = "10m" }`, "0m a for 20m", "n down 0m up 20m"},
		{"within a group", `{ all = [{ any = ["a", "b"], failover = "10m" }, "c"] }`, "0m a", "n down 0m up 10m"},
		{"one within another", `{ any = [{ any = ["a", "b"], failover = "10m" }, "c"], failover = "5m" }`, "0m a; 1h c", "n down 0m up 5m"},
		{"the inner one comes first", `{ any = [{ any = ["a", "b"], failover = "5m" }, "c"], failover = "10m" }`, "0m a; 7m c", "n down 0m up 5m"},
	})
}

func TestFailoverOfSeveral(t *testing.T) {
	const two = `{ at_least = 2, of = ["a", "b", "c", "d"], failover = "10m" }`
	run(t, leaves, []course{
		{"at once without", `{ at_least = 2, of = ["a", "b", "c"] }`, "0m a", "n"},
		{"one in use is lost", two, "0m a", "n down 0m up 10m"},
		{"the second in use is lost", two, "0m b for 1h", "n down 0m up 10m"},
		{"a spare is lost", two, "0m c", "n"},
		{"both are lost", two, "0m a b", "n down 0m up 10m"},
		{"a spare at a time", two, "0m a; 20m c", "n down 0m up 10m down 20m up 30m"},
		{"back to the first two", two, "0m a for 20m; 30m c", "n down 0m up 10m"},
		{"the target's loss starts it anew", two, "0m a; 5m c", "n down 0m up 15m"},
		{"the other spare's loss does not", two, "0m a; 5m d", "n down 0m up 10m"},
		{"too few are left", two, "0m a b c; 20m +c", "n down 0m up 30m"},
		{"degraded ones serve, too", two, "0m a ~c ~d", "n down 0m degraded 10m"},
		{"all of them", `{ at_least = 2, of = ["a", "b"], failover = "10m" }`, "0m a; 20m +a", "n down 0m up 20m"},
	})
}

func TestHoldup(t *testing.T) {
	const battery = `{ on = "a", holdup = "30m" }`
	run(t, leaves, []course{
		{"delays the loss", battery, "10m a", "n down 40m"},
		{"from the first moment", battery, "0m a", "n down 30m"},
		{"bridges a short one", battery, "0m a for 29m", "n"},
		{"back as it runs out", battery, "0m a for 30m", "n"},
		{"back at once after it ran out", battery, "0m a for 31m", "n down 30m up 31m"},
		{"full again at once", battery, "0m a for 29m; 30m a for 29m", "n"},
		{"not full without a break", battery, "0m a for 29m; 29m a for 29m", "n down 30m up 58m"},
		{"each drop for itself", battery, "0m ~a; 10m a", "n degraded 30m down 40m"},
		{"the second drop does not last", battery, "0m ~a; 10m a for 20m", "n degraded 30m"},
		{"both at once", battery, "0m a; 10m +a ~a", "n degraded 30m"},
		{"full for one level, not for the other", battery, "0m a; 10m +a ~a; 20m a", "n degraded 30m down 50m"},
		{"the lower level is back", battery, "0m a; 40m +a ~a; 50m a; 90m +a", "n down 30m degraded 40m down 80m up 90m"},
		{"after loss", `{ on = "a", loss = "degraded", holdup = "30m" }`, "0m a", "n degraded 30m"},
		{"after accepts", `{ on = "a", accepts = "degraded", holdup = "30m" }`, "0m ~a; 10m a", "n down 40m"},
		{"bridges a switch", `{ any = ["a", "b"], failover = "10m", holdup = "30m" }`, "0m a", "n"},
		{"bridges part of a switch", `{ any = ["a", "b"], failover = "30m", holdup = "10m" }`, "0m a", "n down 10m up 30m"},
		{"as long as the switch", `{ any = ["a", "b"], failover = "10m", holdup = "10m" }`, "0m a", "n"},
		{"of a member: no need to switch yet", `{ any = [{ on = "a", holdup = "30m" }, "b"], failover = "10m" }`, "0m a", "n down 30m up 40m"},
		{"one within another: they add up", `{ all = [{ on = "a", holdup = "30m" }], holdup = "20m" }`, "0m a", "n down 50m"},
		{"two side by side: the shorter", battery + `, { on = "a", loss = "degraded", holdup = "20m" }`, "0m a", "n degraded 20m down 30m"},
	})
}

func TestHoldupsAddUpAlongAChain(t *testing.T) {
	doc := decode(t, leaves+`
[power.ups]
needs = [{ on = "a", holdup = "30m" }]
[service.n]
needs = [{ on = "ups", holdup = "20m" }]
`)
	runOne(t, doc, "0m a; 2h +a", "ups down 30m up 120m; n down 50m up 120m")
}

func TestRecovery(t *testing.T) {
	const slow = leaves + "[service.m]\nneeds = [\"a\"]\nrecovery = \"30m\"\n"
	run(t, slow, []course{
		{"of its own fault", `"m"`, "0m m for 20m", "m down 0m up 50m; n down 0m up 50m"},
		{"of what it needs", `"m"`, "0m a for 20m", "a down 0m up 20m; m down 0m up 50m"},
		{"of both, the later", `"m"`, "0m a m; 20m +m; 40m +a", "m down 0m up 70m"},
		{"none of being degraded", `"m"`, "0m ~m for 20m", "m degraded 0m up 20m"},
		{"from down to degraded", `"m"`, "0m m ~a; 20m +m; 1h +a", "m down 0m degraded 50m up 60m"},
		{"degraded while it waits", `"m"`, "0m m for 20m; 30m ~m for 10m", "m down 0m up 50m"},
		{"renewed loss starts the wait anew", `"m"`, "0m m for 20m; 40m a for 10m", "m down 0m up 80m"},
		{"renewed loss as the wait ends", `"m"`, "0m m for 20m; 50m a for 10m", "m down 0m up 90m"},
		{"again", `"m"`, "0m m for 20m; 60m m for 10m", "m down 0m up 50m down 60m up 100m"},
		{"of a moment's fault", `"m"`, "0m m; 0m +m; 1m +m", "m down 0m up 31m"},
		{"of faults end to end", `"m"`, "0m m for 10m; 10m m for 5m", "m down 0m up 45m"},
		{"bridged by a holdup", `{ on = "m", holdup = "45m" }`, "0m m for 10m", "m down 0m up 40m; n"},
		{"an alternative that recovers", `{ any = ["b", "m"], failover = "5m" }`, "0m b m for 10m; 1m b", "n down 0m up 45m"},
	})
}

func TestRecoveryAlongAChain(t *testing.T) {
	doc := decode(t, `
[power.a]
recovery = "10m"
[platform.b]
recovery = "20m"
needs = ["a"]
[service.c]
needs = ["b"]
[service.d]
recovery = "5m"
needs = ["c", { on = "e", loss = "degraded" }]
[service.e]
recovery = "1h"
needs = ["a"]
`)
	runOne(t, doc, "0m a for 30m", "a down 0m up 40m; b down 0m up 60m; c down 0m up 60m; d down 0m degraded 65m up 100m; e down 0m up 100m")
}

func TestRecoveryOfParts(t *testing.T) {
	const recovering = lines + "[service.s]\npopulation = \"p\"\nrecovery = \"30m\"\n"
	for _, test := range []struct{ needs, script, want string }{
		{``, "0m x for 10m", "s degraded 0m up 10m; s@x down 0m up 10m; s@y"},
		{`"a"`, "0m a for 10m", "s down 0m up 40m; s@x down 0m up 40m; s@y down 0m up 40m"},
		{`"a"`, "0m s@x for 10m", "s degraded 0m up 40m; s@x down 0m up 40m; s@y"},
		{`"a"`, "0m s for 10m", "s down 0m up 40m; s@x down 0m up 40m; s@y down 0m up 40m"},
		{`"a"`, "0m x for 20m; 5m a for 5m", "s degraded 0m down 5m up 40m; s@x down 0m up 40m; s@y down 5m up 40m"},
		{`"a"`, "0m a for 10m; 20m x for 50m", "s down 0m degraded 40m up 70m; s@x down 0m up 70m; s@y down 0m up 40m"},
		{`{ on = "@access" }, "a"`, "0m x for 10m", "s@x down 0m up 10m"},
		{`{ any = ["@access", "a"] }`, "0m x a for 10m", "s@x down 0m up 10m; s@y"},
		{`{ any = ["@access", "a"] }`, "0m x; 5m a; 20m +x", "s@x down 5m up 20m"},
		{`{ any = ["@access", "a"], failover = "5m" }`, "0m x for 10m", "s@x down 0m up 5m"},
		{`{ on = "@access", holdup = "5m" }`, "0m x for 10m", "s@x down 5m up 10m"},
		{`"x"`, "0m x for 10m", "s@x down 0m up 10m; s@y down 0m up 40m"}, // named, it is no access of y's
	} {
		doc := decode(t, strings.Replace(recovering, "recovery", "needs = ["+test.needs+"]\nrecovery", 1))
		runOne(t, doc, test.script, test.want)
	}
}

// A part that follows another is down for its access alone if the other is.
func TestRecoveryOfFollowers(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	const following = lines + `
[service.s]
population = "p"
recovery = "5m"
needs = ["a"]
[service.t]
population = "p"
recovery = "3m"
needs = [%s]
[service.u]
population = "p"
recovery = "1m"
needs = ["t", "b"]
`
	for _, test := range []struct{ needs, script, want string }{
		{`"s"`, "0m x for 10m", "s@x down 0m up 10m; t@x down 0m up 10m; u@x down 0m up 10m; t@y"},
		{`"s"`, "0m a for 10m", "s@x down 0m up 15m; t@x down 0m up 18m; u@x down 0m up 19m; t@y down 0m up 18m"},
		{`"s"`, "0m x for 10m; 2m b for 1m", "t@x down 0m up 10m; u@x down 0m up 10m; u@y down 2m up 4m"},
		{`"s"`, "0m x for 10m; 3m s for 6m", "s@x down 0m up 14m; t@x down 0m up 17m; u@x down 0m up 18m"},
		{`"s"`, "0m x for 20m; 3m s for 6m", "s@x down 0m up 20m; t@x down 0m up 20m; u@x down 0m up 20m"},
		{`"s"`, "0m x for 10m; 0m s@y for 5m", "t@x down 0m up 10m; s@y down 0m up 10m; t@y down 0m up 13m"},
		{`"s@x"`, "0m x for 10m", "t@x down 0m up 10m; t@y down 0m up 13m"},
		{`{ on = "s", holdup = "4m" }`, "0m x for 10m", "t@x down 0m up 10m"},
		{`{ any = ["s", "c"], failover = "4m" }`, "0m x for 10m; 0m c for 8m", "t@x down 0m up 10m"},
		{`"s", "u"`, "0m x for 10m", "t@x down 0m up 10m; u@x down 0m up 10m"},
		{`"s", "u"`, "0m x for 10m; 1m b for 10m", "t@x down 0m up 14m; u@x down 0m up 14m"},
	} {
		runOne(t, decode(t, fmt.Sprintf(following, test.needs)), test.script, test.want)
	}
}

func TestRecoveryOfLines(t *testing.T) {
	doc := decode(t, strings.Replace(lines, "[carrier.x]", "[carrier.x]\nrecovery = \"20m\"", 1)+
		"[service.s]\npopulation = \"p\"\nrecovery = \"30m\"")
	runOne(t, doc, "0m x for 10m", "x down 0m up 30m; s@x down 0m up 30m; s degraded 0m up 30m")
}

// What stands in a loop does not wait for what waits for it.
func TestRecoveryInLoops(t *testing.T) {
	const loop = `
[equipment.x]
[power.p]
needs = ["t"]
recovery = "20m"
[carrier.t]
needs = ["p", "x"]
recovery = "30m"
[service.s]
needs = ["t"]
recovery = "5m"
`
	doc := decode(t, loop)
	for _, test := range []struct{ script, want string }{
		{"0m x for 10m", "p down 0m up 40m; t down 0m up 40m; s down 0m up 45m"},
		{"0m p for 10m", "p down 0m up 40m; t down 0m up 40m; s down 0m up 45m"},
		{"0m x for 10m; 15m p for 10m", "p down 0m up 55m; t down 0m up 55m; s down 0m up 60m"},
		{"0m ~x", "p degraded 0m; t degraded 0m; s degraded 0m"},
	} {
		runOne(t, doc, test.script, test.want)
	}
	soft := decode(t, strings.Replace(loop, `needs = ["t"]`, `needs = [{ on = "t", loss = "degraded" }]`, 1))
	runOne(t, soft, "0m x for 10m", "p degraded 0m up 40m; t down 0m up 40m")
	runOne(t, soft, "0m p for 10m", "p down 0m degraded 30m up 40m; t down 0m up 40m")
	noWait := decode(t, strings.Replace(loop, `recovery = "20m"`, ``, 1))
	runOne(t, noWait, "0m p for 10m", "p down 0m up 40m; t down 0m up 40m")
}

func TestComponents(t *testing.T) {
	for _, test := range []struct{ doc, want string }{
		{"[carrier.a]\n[carrier.b]\nneeds = [\"a\"]\n[carrier.c]\nneeds = [\"b\", \"a\"]", "[[a] [b] [c]]"},
		{"[carrier.c]\n[carrier.b]\nneeds = [\"c\"]\n[carrier.a]\nneeds = [\"b\"]", "[[c] [b] [a]]"},
		{"[power.p]\nneeds = [\"t\"]\n[carrier.t]\nneeds = [{ any = [{ on = \"p\" }] }]\n[carrier.a]\nneeds = [\"p\"]", "[[p t] [a]]"},
		{lines + "[service.s]\npopulation = \"p\"", "[[a] [b] [c] [d] [x] [y] [s@x] [s@y] [s]]"},
		{strings.Replace(lines, "[carrier.x]", "[carrier.x]\nneeds = [\"s\"]", 1) + "[service.s]\npopulation = \"p\"", "[[a] [b] [c] [d] [y] [s@y] [s s@x x]]"},
	} {
		if got := fmt.Sprint(newModel(decode(t, test.doc)).components()); got != test.want {
			t.Errorf("%s: got %s, want %s", test.doc, got, test.want)
		}
	}
}

func TestTick(t *testing.T) {
	doc := decode(t, leaves+"[service.n]\nneeds = [{ all = [{ any = [\"a\", \"b\"], failover = \"40m\" }], holdup = \"1h\" }]")
	parts := decode(t, lines+"[service.s]\npopulation = \"p\"\nrecovery = \"25m\"")
	for _, test := range []struct {
		doc    Doc
		script Script
		want   int
	}{
		{doc, Script{End: 86400}, 1200},
		{doc, Script{End: 86400, Events: []Event{{At: 3000}}}, 600},
		{doc, Script{End: 86400, Events: []Event{{For: 90}}}, 30},
		{doc, Script{}, 1200},
		{parts, Script{End: 3600}, 300},
		{decode(t, leaves), Script{}, 1},
	} {
		if got := newSimulation(newModel(test.doc), test.script).tick(); got != test.want {
			t.Errorf("%v: got %d, want %d", test.script, got, test.want)
		}
	}
}

func TestSpans(t *testing.T) {
	doc := decode(t, leaves+"[service.n]\nneeds = [{ on = \"a\", holdup = \"30m\" }]")
	spans := Timeline(doc, Script{End: 1800, Events: []Event{{Fail: []string{"a"}, For: 3600}, {At: 1860, Fail: []string{"b"}}}})
	if got := slices.Sorted(maps.Keys(spans)); !slices.Equal(got, []string{"a", "b", "c", "d", "n"}) {
		t.Errorf("vertices %v", got)
	}
	want := map[string][]Span{"a": {{"down", 0}}, "b": {{"up", 0}}, "n": {{"up", 0}, {"down", 1800}}} // the end is included
	for vertex, list := range want {
		if !slices.Equal(spans[vertex], list) {
			t.Errorf("%s: got %v, want %v", vertex, spans[vertex], list)
		}
	}
	for moment, level := range map[int]string{0: "up", 1799: "up", 1800: "down", 9999: "down"} {
		if got := spans.At("n", moment); got != level {
			t.Errorf("at %d: %s, want %s", moment, got, level)
		}
	}
}

func TestTimelineWantsAValidScript(t *testing.T) {
	for name, e := range map[string]Event{
		"no such node":    {Fail: []string{"z"}},
		"no such part":    {Repair: []string{"a@b"}},
		"before it began": {At: -1},
		"negative":        {For: -1},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			Timeline(decode(t, leaves), Script{Events: []Event{e}})
		})
	}
}

func TestUserHours(t *testing.T) {
	doc := decode(t, lines+`
[service.half]
population = "p"
reach = 0.5
[service.desk]
users = 30
needs = ["a"]
[service.empty]
users = 0
[service.unknown]
needs = ["a"]
`)
	spans := Timeline(doc, play("1h x for 90m; 2h half for 1h; 2h ~desk; 47h a"))
	hours := UserHours(doc, spans, 48*3600)
	check(t, "half", hours["half"], 500*(0.4*2+0.6*1))
	check(t, "desk", hours["desk"], 30)
	check(t, "half until 2h30m", UserHours(doc, spans, 9000)["half"], 500*(0.4*1.5+0.6*0.5))
	check(t, "desk until 2h", UserHours(doc, spans, 7200)["desk"], 0)
	if got := slices.Sorted(maps.Keys(hours)); !slices.Equal(got, []string{"desk", "empty", "half"}) {
		t.Errorf("services %v", got)
	}
}
