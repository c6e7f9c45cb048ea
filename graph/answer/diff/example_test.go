package diff_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example shows what an option of the embedded Korean model changes.
func Example() {
	var c [2]*compile.Compiled
	for i, with := range [][]string{nil, {"option:kakao-second-tools"}} {
		m, err := models.Load(models.Request{With: with})
		if err != nil {
			panic(err)
		}
		if c[i], err = compile.Compile(m); err != nil {
			panic(err)
		}
	}
	d, err := diff.Ask(context.Background(), c[0], c[1], diff.Question{After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, x := range d.Impacts {
		fmt.Printf("%s: %+.0f users\n", x.Node, x.Users())
	}
	for _, p := range d.Policies {
		fmt.Println(p.ID, p.New, "gone:", len(p.GoneViolations))
	}
	// Output:
	// skcc-pangyo: -41120000 users
	// skcc-power: -41120000 users
	// no-site-takes-messages holds gone: 2
	// payments-within-four-hours violated gone: 1
}
