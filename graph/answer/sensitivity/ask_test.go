package sensitivity_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/sensitivity"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func ask(t testing.TB, c *compile.Compiled, q sensitivity.Question) *result.Sensitivity {
	t.Helper()
	a, err := sensitivity.Ask(t.Context(), c, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const town = `
[power.mains]
[carrier.a]
[carrier.b]
recovery = "30m"
confidence = "assumed"
[population.people]
size = 1000
access = { a = "0.3..0.5", b = 0.6 }
[service.web]
population = "people"
recovery = "1h..4h"
needs = [{ on = "mains", holdup = "1h..5h" }]
[service.till]
population = "people"
reach = 0.5
confidence = "assumed"
[service.lift]
needs = [{ on = "mains", confidence = "assumed" }]
[incident.blackout]
events = [{ at = "0m", fail = ["mains"], for = "6h..8h" }]
`

// words writes down swings: "who least most: change value; ...".
func words(a *result.Sensitivity) (out []string) {
	figure := func(q result.Quantity) string {
		switch {
		case q.Endless:
			return "endless"
		case q.Value == nil:
			return "unknown"
		}
		text, _ := json.Marshal(math.Round(*q.Value*1000) / 1000)
		return string(text)
	}
	for _, s := range a.Swings {
		who := s.Population + s.Service
		switch {
		case s.Blame != nil:
			who = s.Blame.Node
		case s.Figure != nil:
			who = s.Figure.Of + " " + s.Figure.Key
		}
		text := who + " " + figure(s.Least) + ".." + figure(s.Most) + ":"
		for _, x := range s.Changes {
			text += " " + strings.TrimSpace(string(x.What)+x.Member+x.By) + "=" + figure(x.Quantity)
		}
		out = append(out, text)
	}
	return out
}

// TestSwings has the answers of one small model, worked out by hand.
func TestSwings(t *testing.T) {
	c := fixture.Compile(t, []byte(town))
	for _, tt := range []struct {
		name string
		q    sensitivity.Question
		base float64
		want []string
	}{
		// The battery is empty after 3 h, at its middle; the mains is back after 7, and it takes 2.5 more.
		{"how long one is out", sensitivity.Question{Incident: "blackout", Node: "web"}, 6.5 * 3600,
			[]string{"web holdup 16200..30600: range1h=30600 range5h=16200", "web recovery 18000..28800: range1h=18000 range4h=28800", "blackout for 19800..27000: range6h=19800 range8h=27000"}},
		{"user-hours", sensitivity.Question{Incident: "blackout"}, 6500,
			[]string{"web holdup 4500..8500: range1h=8500 range5h=4500", "web recovery 5000..8000: range1h=5000 range4h=8000", "blackout for 5500..7500: range6h=5500 range8h=7500"}},
		{"users", sensitivity.Question{Failed: []string{"a"}, After: time.Hour}, 400,
			[]string{"people access 300..500: range0.3=300 range0.5=500"}},
		{"users whose number is not known", sensitivity.Question{Failed: []string{"mains"}, Node: "lift", Of: result.SwingUsers, After: time.Hour}, math.NaN(),
			[]string{"lift 0..0: dropped=0"}},
		{"services", sensitivity.Question{Failed: []string{"mains"}, Of: result.SwingServices, After: 3 * time.Hour}, 2,
			[]string{"lift 1..2: dropped=1", "web holdup 1..2: range1h=2 range5h=1"}},
		{"for good", sensitivity.Question{Failed: []string{"mains"}, Node: "lift", Of: result.SwingOutage}, math.Inf(1),
			[]string{"lift 0..endless: dropped=0"}},
		{"a share", sensitivity.Question{Failed: []string{"a"}, Node: "till", After: time.Hour}, 0.4,
			[]string{"people access 0.3..0.5: range0.3=0.3 range0.5=0.5"}},
		{"users of one", sensitivity.Question{Failed: []string{"a"}, Node: "till", Of: result.SwingUsers, After: time.Hour}, 200,
			[]string{"people access 150..250: range0.3=150 range0.5=250", "till 160..240: reach+20%=240 reach-20%=160"}},
	} {
		a := ask(t, c, tt.q)
		base := math.NaN()
		if a.Base.Value != nil {
			base = *a.Base.Value
		} else if a.Base.Endless {
			base = math.Inf(1)
		}
		if base != tt.base && !(math.IsNaN(base) && math.IsNaN(tt.base)) && math.Abs(base-tt.base) > 1e-9 {
			t.Errorf("%s: %g, want %g", tt.name, base, tt.base)
		}
		if got := words(a); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n%s, want\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
	a := ask(t, c, sensitivity.Question{Incident: "blackout"})
	if want := []result.Unranged{{Of: "b", Key: "recovery", Value: "30m"}}; !slices.Equal(a.Unranged, want) || a.Uncounted != 1 {
		t.Errorf("%v, want %v; %d without figures", a.Unranged, want, a.Uncounted)
	}
}

// TestAdds has an outage that is a sum of three ranges: its indices are their variances'
// shares.
func TestAdds(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays 24,000 incidents")
	}
	a := ask(t, fixture.Compile(t, []byte(town)), sensitivity.Question{Incident: "blackout", Node: "web", Trials: trials.Plan{Count: 4000, Seed: 3}})
	x := a.Explained
	if x.Runs != 4000*6 || x.Trials.Seed != 3 {
		t.Errorf("%+v", x)
	}
	all := 16. + 9 + 4
	for i, want := range []struct {
		key  string
		part float64
	}{{"holdup", 16 / all}, {"recovery", 9 / all}, {"for", 4 / all}, {"access", 0}} {
		f := x.Figures[i]
		if f.Key != want.key || math.Abs(f.First.Value-want.part) > 0.03 || f.First.Low > want.part || f.First.High < want.part || math.Abs(f.Total.Value-want.part) > 0.03 {
			t.Errorf("%d: %+v, want %s %.3f", i, f, want.key, want.part)
		}
	}
	if mean := 6.5 * 3600; math.Abs(*x.Mean-mean) > 200 || math.Abs(*x.Deviation-math.Sqrt(all/12)*3600) > 100 {
		t.Errorf("%g ± %g", *x.Mean, *x.Deviation)
	}
}

// TestAgainstTwoLoops compares first-order indices with those of a slow method: for every
// value of one range the mean over all values of the others, and the variance of these.
// Ranges of whole seconds with few values make that exact.
func TestAgainstTwoLoops(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws many thousand figures")
	}
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 71))
		width := func() int { return 1 + rng.IntN(5) }
		hold, back, long, short := width(), width(), 6+width(), 3+width()
		text := func(from, to int) string {
			return models.FormatDuration(time.Duration(from)*time.Second) + ".." + models.FormatDuration(time.Duration(to)*time.Second)
		}
		doc := strings.NewReplacer("HOLD", text(0, hold), "BACK", text(1, 1+back), "LONG", text(6, long), "SWITCH", text(3, short)).Replace(`
[power.mains]
[carrier.a]
needs = [{ on = "mains", holdup = "HOLD" }]
recovery = "BACK"
[carrier.b]
[population.people]
size = 3_600
access = { a = 0.5, b = 0.5 }
[service.web]
population = "people"
needs = [{ any = ["a", "b"], failover = "SWITCH" }]
[incident.x]
events = [{ at = "0s", fail = ["mains"], for = "LONG" }]
`)
		c := fixture.Compile(t, []byte(doc))
		a := ask(t, c, sensitivity.Question{Incident: "x", Trials: trials.Plan{Count: 3000, Seed: seed}})
		for _, f := range a.Explained.Figures {
			want, ok := twoLoops(t, c, f.Key)
			if ok && (f.First.Low-0.02 > want || f.First.High+0.02 < want) {
				t.Errorf("seed %d: %s %+v, want %.4f\n%s", seed, f.Key, f.First, want, doc)
			}
		}
	}
}

// twoLoops returns the first-order index of a range by trying everything, each whole second
// with the weight that rounding gives it; ok is false where nothing varies.
func twoLoops(t *testing.T, c *compile.Compiled, key string) (index float64, ok bool) {
	t.Helper()
	s, err := timeline.Simulate(t.Context(), c, timeline.Script{Incident: &c.Model.Incidents[0]})
	if err != nil {
		t.Fatal(err)
	}
	d := c.Drawing()
	again, err := s.Redrawn(d)
	if err != nil {
		t.Fatal(err)
	}
	values := make([]float64, len(d.Facts))
	weighted := func(i int, f func(weight float64)) {
		r := d.Facts[i].Range
		for x := r.Least; x <= r.Most; x++ {
			weight := 1 / (r.Most - r.Least)
			if x == r.Least || x == r.Most {
				weight /= 2
			}
			values[i] = x
			f(weight)
		}
	}
	var sum func(i int, skip int) (mean, square float64)
	sum = func(i, skip int) (mean, square float64) {
		switch {
		case i == len(values):
			d.Set(values)
			run, failed := again(t.Context())
			if failed != nil {
				t.Fatal(failed)
			}
			lost, _, _ := run.UserHours(-1)
			return lost, lost * lost
		case i == skip:
			return sum(i+1, skip)
		}
		weighted(i, func(w float64) {
			m, q := sum(i+1, skip)
			mean, square = mean+w*m, square+w*q
		})
		return mean, square
	}
	mean, square := sum(0, -1)
	all := square - mean*mean
	at := slices.IndexFunc(d.Facts, func(f models.Fact) bool { return f.Key == key })
	alone := 0.0
	weighted(at, func(w float64) {
		m, _ := sum(0, at)
		alone += w * (m - mean) * (m - mean)
	})
	return alone / all, all > 1e-9
}

// TestSameOnAnyCores asks with one core and with several.
func TestSameOnAnyCores(t *testing.T) {
	c := fixture.Compile(t, []byte(town))
	q := sensitivity.Question{Incident: "blackout", Trials: trials.Plan{Count: 50, Seed: 9}}
	var want []byte
	for _, n := range []int{1, 2, 5} {
		was := runtime.GOMAXPROCS(n)
		got, err := json.Marshal(ask(t, c, q))
		runtime.GOMAXPROCS(was)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if string(got) != string(want) {
			t.Errorf("%d cores: %s, want %s", n, got, want)
		}
	}
}

// TestBaseIsTheAnswerOfOthers compares the model as it is with what whatif says: a
// small one, and with the long rounds the shipped one, which takes a run for each of
// its figures.
func TestBaseIsTheAnswerOfOthers(t *testing.T) {
	cases := map[string]*compile.Compiled{"a": fixture.Compile(t, []byte(town))}
	if rounds.Asked(t) {
		cases["kt-backbone"] = fixture.Korea(t)
	}
	for failed, c := range cases {
		w, err := whatif.Ask(t.Context(), c, whatif.Question{Failed: []string{failed}, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		a := ask(t, c, sensitivity.Question{Failed: []string{failed}, After: time.Hour})
		if *a.Base.Value != *w.Totals.UsersDown || *w.Totals.UsersDown == 0 || a.Uncounted != w.Totals.Uncounted || len(a.Swings) == 0 {
			t.Errorf("%s: %g and %d, want %g and %d; %d swings", failed, *a.Base.Value, a.Uncounted, *w.Totals.UsersDown, w.Totals.Uncounted, len(a.Swings))
		}
	}
}

// TestWithoutFigures tells runs without a figure, and estimates nothing then.
func TestWithoutFigures(t *testing.T) {
	c := fixture.Compile(t, []byte(town))
	plan := trials.Plan{Count: 20, Seed: 1}
	if a := ask(t, c, sensitivity.Question{Failed: []string{"mains"}, Of: result.SwingUserHours, Trials: plan}); a.Explained.Endless != a.Explained.Runs || a.Explained.Mean != nil || len(a.Explained.Figures) > 0 {
		t.Errorf("%+v", a.Explained)
	}
	if a := ask(t, c, sensitivity.Question{Failed: []string{"mains"}, Node: "lift", Of: result.SwingUsers, After: time.Hour, Trials: plan}); a.Explained.Unknown != a.Explained.Runs {
		t.Errorf("%+v", a.Explained)
	}
	if a := ask(t, c, sensitivity.Question{Failed: []string{"mains"}, Of: result.SwingNodes, After: 0, Trials: plan}); *a.Explained.Deviation != 0 || len(a.Explained.Figures) > 0 {
		t.Errorf("%+v", a.Explained)
	}
}

// TestWrongQuestions has what is wrong with questions.
func TestWrongQuestions(t *testing.T) {
	c := fixture.Compile(t, []byte(town))
	for _, tt := range []struct {
		q    sensitivity.Question
		want any
	}{
		{sensitivity.Question{}, &question.Missing{}},
		{sensitivity.Question{Incident: "x", Failed: []string{"a"}}, &question.Conflict{}},
		{sensitivity.Question{Incident: "x", For: time.Hour}, &question.Conflict{}},
		{sensitivity.Question{Incident: "x"}, &question.NoSuch{}},
		{sensitivity.Question{Failed: []string{"a"}, Of: "grief"}, &question.NotAmong{}},
		{sensitivity.Question{Failed: []string{"a"}, Of: "nodes", For: time.Hour}, &question.NotAmong{}},
		{sensitivity.Question{Failed: []string{"a"}, Of: "nodes", Node: "web"}, &question.NotAmong{}},
		{sensitivity.Question{Failed: []string{"a"}, Of: "outage"}, &question.Missing{}},
		{sensitivity.Question{Failed: []string{"a"}, For: time.Millisecond}, &question.OutOfRange{}},
		{sensitivity.Question{Failed: []string{"a"}, UnverifiedBefore: "soon"}, &question.NoDate{}},
		{sensitivity.Question{Failed: []string{"a"}, Trials: trials.Plan{Count: 1}}, &question.OutOfRange{}},
		{sensitivity.Question{Failed: []string{"a"}, Trials: trials.Plan{Count: trials.Most / 2}}, &question.OutOfRange{}},
		{sensitivity.Question{Failed: []string{"nobody"}}, new(*models.NameError)},
		{sensitivity.Question{Failed: []string{"a"}, Node: "kind:service"}, &question.NotOne{}},
	} {
		if _, err := sensitivity.Ask(t.Context(), c, tt.q); err == nil || !errors.As(err, tt.want) {
			t.Errorf("%+v: %v, want a %T", tt.q, err, tt.want)
		}
	}
}
