package picture_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/models"
)

// Example draws what hospital reception loses with KT's backbone: within a step
// of it, and what failed, which reaches it through what is not shown.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	d, err := draw.Ask(context.Background(), c, draw.Question{Failed: []string{"kt-routing"}, After: time.Hour, Focus: "hospital-reception", Depth: 1})
	if err != nil {
		panic(err)
	}
	pic, err := picture.Of(context.Background(), m, d, "en")
	if err != nil {
		panic(err)
	}
	for _, e := range pic.Edges {
		if e.Carried {
			fmt.Println(e.From, e.To, e.Style, e.Indirect)
		}
	}
	// Output:
	// hospital-reception emergency-room soft false
	// kt-internet hospital-reception soft false
	// kt-routing kt-internet hard true
}
