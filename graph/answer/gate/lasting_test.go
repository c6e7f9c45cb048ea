package gate

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// timed returns a policy that bounds outages of all nodes of a random model under
// all failures, and its timer. In half of the models little depends on little.
func timed(t *testing.T, seed uint64) *timer {
	return timedAs(t, seed, func(rng *rand.Rand, size gen.Size) oracle.Doc { return gen.Doc(rng, size) })
}

func timedAs(t *testing.T, seed uint64, doc func(*rand.Rand, gen.Size) oracle.Doc) *timer {
	rng := rand.New(rand.NewPCG(seed, 41))
	size := gen.Timed(rng)
	if seed%2 == 0 {
		size.Nodes, size.Entries, size.Depth, size.Failover = 20, 1, 1, 0.5
	}
	c := fixture.CompileDoc(t, doc(rng, size))
	var protect, against []string
	for i := range c.Model.Nodes {
		id := c.Model.Nodes[i].ID
		if protect = append(protect, id); c.Model.Nodes[i].Fails {
			against = append(against, id)
		}
		for v := range c.Parts(int32(i)).All() {
			protect = append(protect, c.Name(v))
			if c.Model.Nodes[i].Fails && rng.IntN(2) == 0 {
				against = append(against, c.Name(v))
			}
		}
	}
	limit := time.Hour
	for i := range c.Model.Nodes {
		if n := &c.Model.Nodes[i]; n.Kind == models.KindService && i%2 == 0 {
			if n.Time == nil {
				n.Time = &models.Timing{}
			}
			n.Time.ToleranceDegraded = time.Hour
		}
	}
	p := &models.Policy{ID: "p", Failures: 2, MaxOutage: &limit, Tolerance: seed%3 == 0, For: []time.Duration{20 * time.Minute, time.Hour, 5 * time.Hour}[rng.IntN(3)]}
	e, err := newEvaluator(t.Context(), c, p, time.Hour, protect, against)
	if err != nil {
		t.Fatal(err)
	}
	timer, err := newTimer(e)
	if err != nil {
		t.Fatal(err)
	}
	return timer
}

// TestOutagesNeedNoTimeline compares with a timeline of every failure and every
// pair.
func TestOutagesNeedNoTimeline(t *testing.T) {
	all, apart, ran := needNone(t, rounds.Of(t, 30, 300), timed)
	if apart < all/20 || ran < all/20 || ran > all*19/20 {
		t.Errorf("of %d failures and pairs %d were apart, %d took a timeline", all, apart, ran)
	}
}

// TestOutagesWithUnless does so where a failure may be what keeps something up: more of
// them take a timeline, and not all.
func TestOutagesWithUnless(t *testing.T) {
	all, apart, ran := needNone(t, rounds.Of(t, 20, 300), func(t *testing.T, seed uint64) *timer { return timedAs(t, seed, fixture.Inhibited) })
	if apart < all/40 || ran < all/20 || ran > all*19/20 {
		t.Errorf("of %d failures and pairs %d were apart, %d took a timeline", all, apart, ran)
	}
}

func needNone(t *testing.T, cases rounds.Rounds, timed func(*testing.T, uint64) *timer) (all, apart, ran int) {
	for seed := range cases.Seeds() {
		x := timed(t, seed)
		check := func(which []int) {
			before := x.ran
			got, err := x.longest(which)
			if err != nil {
				t.Fatal(err)
			}
			ran += x.ran - before
			want, err := x.timeline(which)
			if err != nil {
				t.Fatal(err)
			}
			all++
			for i, v := range x.e.protect {
				if got[i] != want[i] && !x.e.own(which, i) {
					t.Fatalf("seed %d: %v takes %s out for %v, want %v", seed, which, x.e.c.Name(v), got[i], want[i])
				}
			}
		}
		n := min(len(x.e.against), 12)
		for i := range n {
			check([]int{i})
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				if check([]int{i, j}); x.apart(i, j) {
					apart++
				}
			}
		}
	}
	return all, apart, ran
}

func TestTooManyTimelines(t *testing.T) {
	x := timed(t, 0)
	x.ran = maxTimelineWork / x.e.c.Graph.Len()
	_, err := x.timeline([]int{0})
	want := question.TooMuch{What: "timelines", Of: "p", Most: int64(x.ran - 1)}
	if !reflect.DeepEqual(err, want) {
		t.Errorf("the error is %#v, want %#v", err, want)
	}
}

// TestApartTouchesNothing has what fails touch itself, and be down at worst.
func TestApartTouchesNothing(t *testing.T) {
	x := timed(t, 2)
	for i := range x.e.against {
		if _, err := x.longest([]int{i}); err != nil {
			t.Fatal(err)
		}
		if x.apart(i, i) {
			t.Errorf("%s is apart from itself", x.e.against[i].id)
		}
		x.threatens([]int{i})
		if !slices.ContainsFunc(x.run.Fallen(), func(v int32) bool { return x.run.Level(v) == graph.Down }) {
			t.Errorf("%s is not down at worst", x.e.against[i].id)
		}
	}
}
