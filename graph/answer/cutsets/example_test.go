package cutsets_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model what must fail for KakaoTalk to be silent.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	x, err := cutsets.Ask(context.Background(), c, cutsets.Question{Node: "kakaotalk-text", Level: "down", Order: 2, Against: []string{"!kind:service"}, After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, set := range x.Sets {
		fmt.Println(set)
	}
	// Output:
	// [kakao]
	// [kakaotalk-servers]
	// [skcc-pangyo]
	// [skcc-power]
	// [kakao-other-sites kakao-pangyo]
	// [kakao-pangyo redundancy-kakao]
}
