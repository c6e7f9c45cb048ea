package why_test

import (
	"context"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Example asks the embedded Korean model why KakaoTalk went down with the data
// centre, and what alone would have kept it up.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	w, err := why.Ask(context.Background(), c, why.Question{Node: "kakaotalk-text", Failed: []string{"skcc-pangyo"}, After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, s := range w.Proof {
		fmt.Println(s.Step, s.Node, s.Proves)
	}
	fmt.Println("saved by", w.SavedBy.Nodes.Sets)
	// Output:
	// 1 kakaotalk-text down
	// 2 kakaotalk-servers down
	// 3 kakao down
	// 4 kakao-pangyo down
	// 5 skcc-power down
	// 6 skcc-pangyo down
	// 7 redundancy-kakao down
	// saved by [[kakao] [kakao-pangyo] [kakaotalk-servers] [redundancy-kakao] [skcc-pangyo] [skcc-power]]
}
