package whatif_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model who loses the card tills with KT's
// backbone.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	w, err := whatif.Ask(context.Background(), c, whatif.Question{Failed: []string{"kt-backbone"}, After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, n := range w.Nodes {
		if n.ID == "pos-terminals" {
			for _, p := range n.Parts {
				fmt.Println(p.Access, p.Level)
			}
		}
	}
	// Output:
	// kt-internet down
	// lgu-internet up
	// other-internet up
	// skb-internet up
}
