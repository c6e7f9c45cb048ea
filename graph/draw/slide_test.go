package draw

import (
	"testing"
	"time"

	asks "github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestKTFitsASlide: what falls with KT's backbone is a slide of 16:9 on which every word
// can be read, with every node that is hit named in it, and what is untouched in few
// boxes.
func TestKTFitsASlide(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws the shipped model")
	}
	c := fixture.Load(t, "")
	d, err := asks.Ask(t.Context(), c, asks.Question{Failed: []string{"kt-backbone"}, After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"ko", "en"} {
		pic, err := picture.Of(t.Context(), c.Model, d, lang)
		if err != nil {
			t.Fatal(err)
		}
		s, err := place(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		seen := min(seenWidth/s.width, seenHeight/s.height) // at 0.8 the smallest words are 9 px high
		if seen < 0.8 || s.width/s.height < 1.4 || s.width/s.height > 2.1 {
			t.Errorf("%s: %.0f by %.0f, seen at %.2f", lang, s.width, s.height, seen)
		}
		named, untouched := 0, 0
		for _, n := range pic.Nodes {
			switch {
			case n.State == result.StateUp:
				untouched++
			case n.Folded == 0:
				named++
			}
			named += len(n.Members)
		}
		hit := 0
		for i := range d.Answer.Nodes {
			if d.Answer.Nodes[i].State() != result.StateUp {
				hit++
			}
		}
		if named != hit || untouched > 3 || len(pic.Nodes) > 30 {
			t.Errorf("%s: %d boxes name %d of %d that are hit, %d are untouched", lang, len(pic.Nodes), named, hit, untouched)
		}
	}
}
