package draw

import (
	"testing"
	"time"

	asks "github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestKoreaFitsInABrowser: the whole shipped model, as the program draws it.
func TestKoreaFitsInABrowser(t *testing.T) {
	ctx := browser(t)
	m, err := models.Load(models.Request{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	d, err := asks.Ask(t.Context(), c, asks.Question{Failed: []string{"kt-backbone"}, After: time.Hour, All: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"ko", "en"}[:rounds.Size(t, 1, 2)] {
		pic, err := picture.Of(t.Context(), m, d, lang)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := SVG(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkInBrowser(t, ctx, "Korea "+lang, svg, 100)
	}
}
