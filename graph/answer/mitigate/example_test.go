package mitigate_test

import (
	"context"
	"fmt"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model what would keep messages up whatever
// site fails.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	x, err := mitigate.Ask(context.Background(), c, mitigate.Question{Policies: []string{"no-site-takes-messages"}, After: m.Horizon})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%v for %.0f million won, exact: %v\n", x.Choice.Options, x.Choice.Cost/1e6, x.Choice.Exact)
	// Output: [kakao-messages-drill] for 2000 million won, exact: true
}
