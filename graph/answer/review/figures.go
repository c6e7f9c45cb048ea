package review

import (
	"context"
	"strconv"

	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

// Figures returns what to draw of a review: the model folded by sector, the worst
// single failure of what services stand on, what proves the worst case of each
// violated policy, and a chart of every incident in which anything was out. Cost:
// two cascades and passes over the model.
func Figures(c *compile.Compiled, r *result.Review, q Question) ([]result.Figure, error) {
	whole, err := pictureOf(c, draw.Question{Fold: result.FoldSector}, q)
	if err != nil {
		return nil, err
	}
	out := []result.Figure{{ID: "figure-model", Chapter: "nodes", Ask: result.Command{"draw", "--fold", "sector"}, Picture: whole}}
	chapter, worst := "singles", r.Singles
	if r.Underlying != nil {
		chapter, worst = "underlying", r.Underlying
	}
	if len(worst.Rows) > 0 {
		failed := worst.Rows[0].Failed
		pic, err := pictureOf(c, draw.Question{Failed: failed}, q)
		if err != nil {
			return nil, err
		}
		out = append(out, result.Figure{ID: "figure-worst", Chapter: chapter, Ask: result.Command{"draw", "--if", failed[0]}, Picture: pic})
	}
	for i := range r.Proofs {
		p := &r.Proofs[i]
		if p.Why == nil {
			continue
		}
		pic := picture.OfProof(c.Model, p.Why, q.Lang)
		out = append(out, result.Figure{ID: "figure-why-" + strconv.Itoa(i+1), Chapter: "proofs:" + p.Policy, Ask: r.Proves(p).And("-o", "why.svg"), Picture: &pic})
	}
	for i := range r.Timelines {
		t := &r.Timelines[i]
		if len(t.Spans) == 0 {
			continue
		}
		chart := picture.OfTimeline(c.Model, t, q.Lang)
		out = append(out, result.Figure{ID: "figure-timeline-" + strconv.Itoa(i+1), Chapter: "timelines:" + t.Incident,
			Ask: result.Command{"timeline", t.Incident}, Chart: &chart})
	}
	return out, nil
}

func pictureOf(c *compile.Compiled, what draw.Question, q Question) (*result.Picture, error) {
	what.After = q.After
	d, err := draw.Ask(context.TODO(), c, what)
	if err != nil {
		return nil, err
	}
	pic, err := picture.Of(context.TODO(), c.Model, d, q.Lang)
	return &pic, err
}
