// Package rounds says how many random cases a test tries: few while one works,
// many before a change is merged, and as many as one has time for at a release.
package rounds

import (
	"math"
	"os"
	"strconv"
	"testing"
)

// Variable is the environment variable that asks for the long rounds: 1 for what
// every change has to stand, 10 for ten times that.
const Variable = "MEOKTONG_LONG"

// Rounds is how many random cases a test tries, and how many it does at length.
type Rounds struct {
	n, long int
	few     bool // too few to count anything in them
}

// Of returns the long rounds, multiplied, where the environment asks for them, and
// the normal ones where it does not; a thirtieth of these with -short. A value of the
// variable that is no whole number ends the test.
func Of(t testing.TB, normal, long int) Rounds {
	t.Helper()
	if testing.Short() {
		return Rounds{n: (normal + 29) / 30, long: long, few: true}
	}
	r := Rounds{n: normal, long: long}
	value := os.Getenv(Variable)
	if value == "" {
		return r
	}
	factor, err := strconv.Atoi(value)
	if err != nil || factor < 0 {
		t.Fatalf("%s=%s: it takes how many times the long rounds are wanted: 1, 10", Variable, value)
	}
	if factor > 0 {
		r.n = factor * long
	}
	return r
}

// Seeds is how many cases there are; a case's number is the seed it is drawn with.
func (r Rounds) Seeds() uint64 { return uint64(r.n) }

// Least is what a count that has to reach a number in the long rounds has to reach
// in these: as many for each case. Where cases are fewer, chance bears harder on the
// count, and it may fall short by a standard deviation; where they are a thirtieth of
// the normal ones, nothing can be said.
func (r Rounds) Least(long int) int {
	if r.few {
		return 0
	}
	least := float64(long) * float64(r.n) / float64(r.long)
	if r.n < r.long {
		least -= math.Sqrt(least)
	}
	return int(least)
}

// AtLength leaves a test out, or a case of one, unless the environment asks for the
// long rounds: what takes seconds, and where a change seldom breaks anything.
func AtLength(t testing.TB) {
	t.Helper()
	if !Asked(t) {
		t.Skip(Variable + "=1 runs it")
	}
}

// Asked says whether the environment asks for the long rounds.
func Asked(t testing.TB) bool {
	t.Helper()
	return Of(t, 1, 2).n > 1
}

// Size is how large a test's one case is: the normal size, or, with the long rounds,
// whatever their number, the other. A thirtieth of the normal one with -short.
func Size(t testing.TB, normal, long int) int {
	t.Helper()
	r := Of(t, normal, long)
	return min(r.n, long)
}
