package models

import (
	"math"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
)

// jointRows checks joint shares: all rows name the same splits, and what they sum to
// for each value is what its split says.
func (d *decoder) jointRows(e *raw.Element, p *Population) {
	if len(p.Joint) == 0 {
		return
	}
	first, wrong := p.Joint[0].splitNames(), false
	seen := map[string]bool{}
	for i := range p.Joint {
		row := &p.Joint[i]
		at := &decoder{log: d.log, at: e.Item("joint", i)}
		if names := row.splitNames(); !slices.Equal(names, first) {
			at.errorf("joint", "name "+listWords(first)+" here", "this row names other splits than the first")
			wrong = true
			continue
		}
		for _, v := range row.Values {
			wrong = at.jointValue(p, v) || wrong
		}
		if key := row.toKey(); seen[key] {
			at.errorf("joint", "add the shares up", "another row has the same values")
		} else {
			seen[key] = true
		}
	}
	if !wrong {
		d.jointSums(e, p, first)
	}
}

// jointValue says whether a value of a row is wrong.
func (d *decoder) jointValue(p *Population, v SplitValue) (wrong bool) {
	s := p.split(v.Split)
	d.in(v.Split, func() {
		switch {
		case s == nil:
			d.keyErrorf("unknown-split", p.splitHint(v.Split), "population %s has no split %s", quote(p.ID), quote(v.Split))
		case v.Value != "" && s.Value(v.Value) < 0:
			d.errorf("unknown-value", s.valueHint(v.Value), "split %s has no value %s", quote(s.Name), quote(v.Value))
		default:
			return
		}
		wrong = true
	})
	return wrong
}

func (d *decoder) jointSums(e *raw.Element, p *Population, names []string) {
	at := &decoder{log: d.log, at: e.Item("joint", 0)}
	if v, said := e.Keys["joint"]; said {
		at.at = v.At
	}
	if len(names) == 0 {
		at.keyErrorf("joint", `such as { mobile = "kt", home = "kt", share = 0.25 }`, "joint shares name the values of splits")
	}
	for k, name := range names {
		s := p.split(name)
		sums := make([]float64, len(s.Values))
		for i := range p.Joint {
			if x := s.Value(p.Joint[i].Values[k].Value); x >= 0 {
				sums[x] += p.Joint[i].Share
			}
		}
		if s.isRanged() {
			at.keyErrorf("no-range", "give the shares of by."+name+" as numbers, or leave joint out", "joint fixes the shares of split %s, which are a range in by.%s", quote(name), name)
			continue
		}
		for x := range sums {
			if math.Abs(sums[x]-s.Share(x)) > shareTolerance+1e-9 {
				at.keyErrorf("shares", "", "the joint shares of %s = %s sum to %.4g, but by.%s says %.4g", name, quote(s.Values[x].ID), sums[x], name, s.Share(x))
			}
		}
	}
}

func (j *Joint) splitNames() []string {
	out := make([]string, len(j.Values))
	for i := range j.Values {
		out[i] = j.Values[i].Split
	}
	return out
}

func (j *Joint) toKey() string {
	out := make([]string, len(j.Values))
	for i := range j.Values {
		out[i] = j.Values[i].Value
	}
	return strings.Join(out, "@")
}
