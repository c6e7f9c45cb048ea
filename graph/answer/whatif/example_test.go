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
			seen := map[string]bool{}
			for _, p := range n.Parts { // one a region; they fare alike
				if line := fmt.Sprint(p.Lines["fixed"], " ", p.Level); !seen[line] {
					seen[line] = true
					fmt.Println(line)
				}
			}
		}
	}
	// Output:
	// kt-chain-line up
	// kt-internet down
	// lgu-chain-line up
	// lgu-internet up
	// other-chain-line up
	// other-internet up
	// skb-chain-line up
	// skb-internet up
}
