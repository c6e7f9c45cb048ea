package oracle

import (
	"fmt"
	"strings"
	"testing"
)

// playLoad reads a script as play does, and "s=500" as a demand and "e^300" as a
// capacity.
func playLoad(text string) Script {
	var plain []string
	amounts := make([]Event, strings.Count(text, ";")+1)
	for i, line := range strings.Split(text, ";") {
		var words []string
		for _, word := range strings.Fields(line) {
			sign := strings.IndexAny(word, "=^")
			if sign < 0 {
				words = append(words, word)
				continue
			}
			var amount float64
			if _, err := fmt.Sscan(word[sign+1:], &amount); err != nil {
				panic(err)
			}
			set := map[string]float64{word[:sign]: amount}
			if word[sign] == '=' {
				amounts[i].Demand = set
			} else {
				amounts[i].Capacity = set
			}
		}
		plain = append(plain, strings.Join(words, " "))
	}
	script := play(strings.Join(plain, ";"))
	for i := range script.Events {
		script.Events[i].Demand, script.Events[i].Capacity = amounts[i].Demand, amounts[i].Capacity
	}
	return script
}

// amount writes the course of an amount as "e 200 10m 500".
func amount(name string, steps Steps) string {
	for _, step := range steps {
		if step.From > 0 {
			name += fmt.Sprintf(" %dm", step.From/60)
		}
		name += fmt.Sprintf(" %.6g", step.Value)
	}
	return name
}

// runLoad tries courses of levels, and after a bar those of loads.
func runLoad(t *testing.T, doc Doc, tests []struct{ name, script, want, loads string }) {
	t.Helper()
	for _, test := range tests {
		course := byMinutes(doc, playLoad(test.script))
		for _, line := range strings.Split(test.want, "; ") {
			vertex, _, _ := strings.Cut(line, " ")
			if got := changes(course.Levels, vertex); got != line {
				t.Errorf("%s: got %q, want %q", test.name, got, line)
			}
		}
		for _, line := range strings.Split(test.loads, "; ") {
			node, _, _ := strings.Cut(line, " ")
			if got := amount(node, course.Loads[node]); got != line {
				t.Errorf("%s: got load %q, want %q", test.name, got, line)
			}
		}
	}
}

// byMinutes plays a script with a minute for each second that Play looks at:
// what is looked at again a second later is here a minute later.
func byMinutes(doc Doc, script Script) Course {
	return Play(Faster(doc, script, 60)).Slower(60)
}

type loadCourse = struct{ name, script, want, loads string }

func TestTripLatches(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays outages second by second")
	}
	doc := decode(t, leaves+`
[service.s]
demand = 200
needs = ["e"]
[equipment.e]
capacity = 250
overload = "trip"
recovery = "30m"
`)
	runLoad(t, doc, []loadCourse{
		{"fits", "10m s=250", "e; s", "e 200 10m 250"},
		{"for good", "10m s=500", "e down 10m; s down 10m", "e 200 10m 0"},
		{"until demand falls and recovery has passed", "10m s=500 for 1h", "e down 10m up 100m; s down 10m up 100m", "e 200 10m 0 100m 200"},
		{"until there is room", "10m s=500; 30m e^600", "e down 10m up 60m; s down 10m up 60m", "e 200 10m 0 60m 500"},
		{"a capacity for a time", "10m e^100 for 20m", "e down 10m up 60m", "e 200 10m 0 60m 200"},
		{"repaired, and tripped again", "10m s=500; 40m +e", "e down 10m", "e 200 10m 0"},
		{"repaired, and relieved before it is back", "10m s=500; 40m +e; 60m s=100", "e down 10m up 70m", "e 200 10m 0 70m 100"},
		{"tripped anew while it waits", "10m s=500 for 30m; 50m s=600 for 20m", "e down 10m up 100m", "e 200 10m 0 100m 200"},
		{"not so once repaired", "10m s=500 for 30m; 45m +e; 50m s=600 for 15m", "e down 10m up 70m", "e 200 10m 0 70m 200"},
		{"not where it was a fault", "10m e for 30m; 50m s=600 for 15m", "e down 10m up 70m", "e 200 10m 0 70m 200"},
		{"but as it comes back", "10m e for 30m; 50m s=600 for 1h", "e down 10m up 140m", "e 200 10m 0 140m 200"},
		{"failed while tripped", "10m s=500 for 10m; 15m e for 30m", "e down 10m up 75m", "e 200 10m 0 75m 200"},
		{"another setting comes between", "0m s=500 for 1h; 30m s=100 for 10m", "e down 0m up 60m", "e 0 60m 200"},
		{"the last of one moment", "10m s=500; 10m s=100", "e", "e 200 10m 100"},
		{"a time that is over", "10m s=100 for 10m; 20m s=150", "e", "e 200 10m 100 20m 150"},
	})
}

func TestTrippedFromTheStart(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	doc := decode(t, leaves+`
[service.s]
demand = 500
needs = [{ on = "e", loss = "degraded" }]
[equipment.e]
capacity = 250
overload = "trip"
recovery = "30m"
`)
	runLoad(t, doc, []loadCourse{
		{"for good", "10m a", "e down 0m; s degraded 0m", "e 500"}, // offered all the same
		{"until demand falls", "10m s=100", "e down 0m up 40m", "e 500 10m 100"},
		{"relieved at the first moment", "0m s=100", "e down 0m up 30m", "e 100"},
	})
	if start := byMinutes(doc, playLoad("0m s=100")).Start["e"]; start != 500 {
		t.Errorf("at the start %v", start)
	}
}

// A breaker that had come back trips when another consumer does.
func TestRelapse(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	doc := decode(t, leaves+`
[service.one]
demand = 300
needs = ["e"]
[service.two]
demand = 150
needs = ["e", { on = "a", holdup = "5m" }]
recovery = "15m"
[equipment.e]
capacity = 500
overload = "trip"
recovery = "10m"
`)
	runLoad(t, doc, []loadCourse{
		{"relieved by a failure", "10m one=400; 20m two", "e down 10m up 30m; one down 10m up 30m; two down 10m", "e 450 10m 0 30m 400"},
		{"and again", "10m one=400; 20m two; 60m +two",
			"e down 10m up 30m down 75m; one down 10m up 30m down 75m; two down 10m", "e 450 10m 0 30m 400 75m 0"},
		{"a holdup is used up", "10m one=400; 20m a", "e down 10m up 35m; two down 10m", "e 450 10m 0 35m 400"},
		{"what would only wait for its own recovery counts", "10m one=400; 20m b", "e down 10m; one down 10m; two down 10m", "e 450 10m 0"},
		{"what waits comes later", "0m two for 65m; 10m one=600 for 50m; 70m one=400 for 1h",
			"e down 10m up 70m down 85m up 140m; one down 10m up 70m down 85m up 140m; two down 0m up 155m", "e 300 10m 0 70m 400 85m 0 140m 300 155m 450"},
	})
}

func TestShedInTime(t *testing.T) {
	doc := decode(t, lines+`
[service.s]
population = "p"
demand = 500
needs = ["e"]
[equipment.e]
capacity = 1000
overload = "shed"
recovery = "1h"
`)
	script := playLoad("10m s=1250 for 30m; 70m x for 1h; 80m e^250 for 1h")
	course := byMinutes(doc, script)
	for _, want := range []string{"e degraded 10m up 40m degraded 80m up 140m", "s degraded 10m up 40m degraded 70m up 140m"} {
		vertex, _, _ := strings.Cut(want, " ")
		if got := changes(course.Levels, vertex); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, want := range []string{"s@x 0 10m 0.2 40m 0 130m 0.5 140m 0", "s@y 0 10m 0.2 40m 0 80m 0.166667 130m 0.5 140m 0"} {
		part, _, _ := strings.Cut(want, " ")
		if got := amount(part, course.Lost[part]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := amount("e", course.Loads["e"]); got != "e 500 10m 1250 40m 500 70m 300 130m 500" {
		t.Error(got)
	}
	check(t, "down", UserHours(doc, course.Levels, script.End)["s"], 400)
	check(t, "shed", ShedHours(doc, course, script.End)["s"], 1000*0.2/2+600*(1./6)*(5./6)+1000*0.5/6)
	check(t, "shed by 25m", ShedHours(doc, course, 25*60)["s"], 50)
}

// Marks are judged together: behind one breaker the other has no load, and so
// both may come back, to trip again or not.
func TestMarksAreJudgedTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	doc := decode(t, leaves+`
[service.s]
demand = 200
needs = ["outer"]
[equipment.outer]
capacity = 250
overload = "trip"
recovery = "30m"
needs = ["inner"]
[equipment.inner]
capacity = 250
overload = "trip"
`)
	runLoad(t, doc, []loadCourse{
		{"both trip at once, and the one behind is let go", "10m s=500", "outer down 10m; inner down 10m up 11m; s down 10m", "outer 200 10m 0; inner 200 10m 0"},
		{"the one before when the rush is over", "10m s=500; 40m s=200", "outer down 10m up 70m; inner down 10m up 11m", "inner 200 10m 0 70m 200"},
	})
}

// What a spare cannot bear takes it down as soon as the switch is done.
func TestSwitchToWhatIsTooSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	doc := decode(t, leaves+`
[equipment.e]
capacity = 50
overload = "trip"
[service.n]
demand = 100
needs = [{ any = ["a", "e"], failover = "10m" }]
`)
	runLoad(t, doc, []loadCourse{
		{"tripped", "0m a", "e down 10m; n down 0m", "e 0"},
		{"until the first is back", "0m a; 30m +a", "e down 10m up 30m; n down 0m up 30m", "e 0"},
		{"not let go to be switched to and tripped again", "0m a; 20m b", "e down 10m; n down 0m", "e 0"},
		{"large enough by then", "0m a; 5m e^100", "e; n down 0m up 10m", "e 0 10m 100"},
		{"going back costs nothing", "0m a for 30m; 5m e^100", "e; n down 0m up 10m", "e 0 10m 100 30m 0"},
	})
}

// Demand goes elsewhere as long as a service is down.
func TestSpillInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("it simulates every minute")
	}
	runLoad(t, decode(t, talkers), []loadCourse{
		{"as long as it is down", "10m hub for 1h", "talk down 10m up 70m", "line 0 10m 500 70m 0; u 0 10m 31.25 70m 0; y 600 10m 300 70m 600"},
		{"too much for the next", "10m hub for 1h; 20m desk^200; 30m line^400", "talk down 10m up 70m; desk degraded 20m up 70m; line degraded 30m up 70m",
			"desk 0 10m 250 70m 0"},
	})
}

// A capacity that an event gives is none before.
func TestCapacityOutOfNothing(t *testing.T) {
	doc := decode(t, leaves+"[service.s]\ndemand = 100\nneeds = [\"a\"]")
	runLoad(t, doc, []loadCourse{
		{"for a time", "10m a^50 for 20m", "a degraded 10m up 30m; s degraded 10m up 30m", "a 100"},
		{"repair ends the mark, and it comes again", "10m a^50; 20m +a", "a degraded 10m", "a 100"},
	})
}

func TestAmountsAreOfWhatThereIs(t *testing.T) {
	for _, e := range []Event{{Demand: map[string]float64{"a": 1}}, {Capacity: map[string]float64{"z": 1}}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", e)
				}
			}()
			Play(decode(t, leaves), Script{Events: []Event{e}})
		}()
	}
}
