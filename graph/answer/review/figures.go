package review

import (
	"context"
	"strconv"
	"time"

	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

// Figures returns what to draw of a review: the model folded by sector, the worst
// single failure, what proves the worst case of each
// violated policy, and a chart of every incident in which anything was out, all in
// one language, "ko" or "en". Cost: two cascades and passes over the model. The
// error is the context's, or that of load that takes too much work.
func Figures(ctx context.Context, c *compile.Compiled, r *result.Review, q Question, lang string) ([]result.Figure, error) {
	d := drawer{ctx: ctx, c: c, after: q.After, lang: lang}
	whole, err := d.picture(draw.Question{Fold: result.FoldSector})
	if err != nil {
		return nil, err
	}
	out := []result.Figure{{ID: "figure-model", Chapter: "nodes", Ask: result.Command{"draw", "--fold", "sector"}, Picture: whole}}
	if len(r.Singles.Rows) > 0 {
		failed := r.Singles.Rows[0].Failed
		pic, err := d.picture(draw.Question{Failed: failed})
		if err != nil {
			return nil, err
		}
		out = append(out, result.Figure{ID: "figure-worst", Chapter: "singles", Ask: result.Command{"draw", "--if", failed[0]}, Picture: pic})
	}
	for i := range r.Proofs {
		p := &r.Proofs[i]
		if p.Why == nil {
			continue
		}
		pic := picture.OfProof(c.Model, p.Why, lang)
		out = append(out, result.Figure{ID: "figure-why-" + strconv.Itoa(i+1), Chapter: "proofs:" + p.Policy, Ask: r.Proves(p).And("-o", "why.svg"), Picture: &pic})
	}
	for i := range r.Timelines {
		t := &r.Timelines[i]
		if len(t.Spans) == 0 {
			continue
		}
		chart := picture.OfTimeline(c.Model, t, lang)
		out = append(out, result.Figure{ID: "figure-timeline-" + strconv.Itoa(i+1), Chapter: "timelines:" + t.Incident,
			Ask: result.Command{"timeline", t.Incident}, Chart: &chart})
	}
	return out, nil
}

// drawer draws what a review has no answer of.
type drawer struct {
	ctx   context.Context
	c     *compile.Compiled
	after time.Duration
	lang  string
}

func (d drawer) picture(what draw.Question) (*result.Picture, error) {
	what.After = d.after
	answer, err := draw.Ask(d.ctx, d.c, what)
	if err != nil {
		return nil, err
	}
	pic, err := picture.Of(d.ctx, d.c.Model, answer, d.lang)
	return &pic, err
}
