package gate_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model whether its policies hold.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	g, err := gate.Ask(context.Background(), c, gate.Question{After: m.Horizon})
	if err != nil {
		panic(err)
	}
	for _, p := range g.Policies {
		fmt.Println(p.ID, "holds:", p.Holds, "worst:", p.Worst.Failed, p.Worst.Node, p.Worst.Level)
	}
	// Output:
	// banking-survives-any-pair holds: true worst: [kt-backbone skt-backbone] internet-banking degraded
	// emergency-calls-survive-any-pair holds: false worst: [kt-voice skt-voice] emergency-119 degraded
	// hospitals-survive-any-carrier holds: false worst: [kt-backbone] clinic-care degraded
	// no-site-takes-messages holds: false worst: [skcc-pangyo] kakaotalk-text down
	// payments-within-four-hours holds: false worst: [naver-chuncheon] naver-pay down
}
