package draw_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/models"
)

// Example finds what a picture shows of the embedded Korean model if SK C&C's
// data centre fails, within a step of KakaoTalk.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	d, err := draw.Ask(ctx, c, draw.Question{Failed: []string{"skcc-pangyo"}, After: time.Hour, Focus: "kakaotalk-text", Depth: 1})
	if err != nil {
		panic(err)
	}
	pic, err := picture.Of(ctx, m, d, "en")
	if err != nil {
		panic(err)
	}
	for _, e := range pic.Edges {
		if e.Carried && e.To == "kakaotalk-text" {
			fmt.Println(e.From, "->", e.To)
		}
	}
	fmt.Println(len(pic.Nodes), "boxes:", pic.Notes[0])
	// Output:
	// kakaotalk-servers -> kakaotalk-text
	// 11 boxes: further nodes left out: 510
}
