package why_test

import (
	"context"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// BenchmarkAsk proves why KakaoTalk went down, and finds all that would have
// saved it.
func BenchmarkAsk(b *testing.B) {
	m, err := models.Load(models.Request{})
	if err != nil {
		b.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := why.Ask(context.Background(), c, why.Question{Node: "kakaotalk-text", Failed: []string{"skcc-pangyo"}, After: time.Hour}); err != nil {
			b.Fatal(err)
		}
	}
}
