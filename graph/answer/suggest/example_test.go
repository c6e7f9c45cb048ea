package suggest_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model which redundancy would save most.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	s, err := suggest.Ask(context.Background(), c, suggest.Question{After: m.Horizon})
	if err != nil {
		panic(err)
	}
	for _, x := range s.Redundancy[:2] {
		fmt.Printf("%s: a way beside %s saves %.0f users, most in the failure of %s\n", x.Node, x.Blame.Requirement, *x.Saved, x.Worst)
	}
	// Output:
	// kakaotalk-text: a way beside "kakaotalk-servers" saves 164480000 users, most in the failure of kakaotalk-servers
	// mobile-internet: a way beside "@data" saves 134054180 users, most in the failure of skt-backbone
}
