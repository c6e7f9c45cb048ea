package render

import (
	"fmt"
	"math"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// band writes the percentiles of trials, "10h (6h to 14h)", each as text has it; one that
// has no end as endless says. Without any it writes what is plain.
func band(p *result.Percentiles, t *i18n.Catalogue, text func(x float64) string, endless, plain string) string {
	middle, ends := bandParts(p, t, text, endless, plain)
	if ends == "" {
		return middle
	}
	return middle + " (" + ends + ")"
}

// bandParts are the two sides of a band: the median, and from where to where; "" where
// these are the same.
func bandParts(p *result.Percentiles, t *i18n.Catalogue, text func(x float64) string, endless, plain string) (middle, ends string) {
	if p == nil {
		return plain, ""
	}
	each := [3]string{}
	for i, x := range []*float64{p.P50, p.P5, p.P95} {
		if each[i] = endless; x != nil {
			each[i] = text(*x)
		}
	}
	if each[1] == each[2] {
		return each[0], ""
	}
	return each[0], fmt.Sprintf(t.Band, each[1], each[2])
}

// about rounds seconds of an hour and more to minutes, where they are not known to the
// second anyway.
func about(p *result.Percentiles) *result.Percentiles {
	if p == nil || p.P5 == nil || p.P95 != nil && *p.P5 == *p.P95 {
		return p
	}
	out := *p
	for _, x := range []**float64{&out.P5, &out.P50, &out.P95} {
		if *x != nil && **x >= 3600 {
			rounded := math.Round(**x/60) * 60
			*x = &rounded
		}
	}
	return &out
}

// lastingAbout writes a duration in seconds.
func lastingAbout(s float64) string { return result.Lasting(int64(math.Round(s))) }

// inTrials says in how many of the trials there was something; "" where in all.
func inTrials(p *result.Percentiles, of *result.Trials, t *i18n.Catalogue) string {
	if p == nil || of == nil || p.In == of.Count {
		return ""
	}
	return fmt.Sprintf(t.InTrials, t.Percent(float64(p.In)/float64(of.Count)))
}

// drawn says that an answer's ranges were drawn, if they were.
func (r *report) drawn(x *result.Trials, t *i18n.Catalogue) {
	if x != nil {
		r.lead = append(r.lead, t.Drawn.With(x.Count, x.Seed))
	}
}
