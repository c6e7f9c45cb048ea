package replay

import "github.com/meoktong/meoktong/graph/result"

// tally sums up scored observations.
type tally struct {
	all         []judged
	unconfirmed int
}

func (t *tally) add(o judged) { t.all = append(t.all, o) }

func (t *tally) join(o tally) {
	t.all = append(t.all, o.all...)
	t.unconfirmed += o.unconfirmed
}

func (t *tally) score() result.Score {
	s := result.Score{Unconfirmed: t.unconfirmed, ByBasis: map[result.Basis]result.Verdict{}}
	var hit, up, naiveHit, naiveUp, decided ratio
	var timing mean
	for _, o := range t.all {
		s.Coverage.Of++
		told(&s, &o)
		if o.Verdict == result.JudgedNotInModel {
			s.NotInModel++
			continue
		}
		s.Coverage.Modelled++
		if o.Covered != nil {
			if s.Covered == nil {
				s.Covered = &result.Covered{}
			}
			if s.Covered.Of++; *o.Covered {
				s.Covered.Within++
			}
		}
		if o.Basis == result.BasisPredicted && o.Decides {
			decided.add(o.Verdict == result.JudgedMatched)
		}
		v := s.ByBasis[o.Basis]
		count(&v, o.Verdict)
		s.ByBasis[o.Basis] = v
		count(&s.Naive.Verdict, o.Naive)
		if o.hit {
			hit.add(o.Verdict != result.JudgedMissed)
			naiveHit.add(o.Naive == result.JudgedMatched)
		} else {
			up.add(o.Verdict == result.JudgedMatched)
			naiveUp.add(o.Naive == result.JudgedMatched)
		}
		timing.add(o.timing)
	}
	for _, v := range s.ByBasis {
		s.Matched, s.Missed, s.Contradicted = s.Matched+v.Matched, s.Missed+v.Missed, s.Contradicted+v.Contradicted
	}
	s.Decided = result.Decided{Of: decided.all, Right: decided.yes}
	s.Recall, s.Specificity, s.TimingErrorS = hit.value(), up.value(), timing.value()
	s.Naive.Recall, s.Naive.Specificity = naiveHit.value(), naiveUp.value()
	return s
}

// told counts an observation of how much.
func told(s *result.Score, o *judged) {
	if o.Amount == nil {
		return
	}
	if s.Amounts == nil {
		s.Amounts = map[result.Sighting]result.Told{}
	}
	x := s.Amounts[o.Expected]
	x.Of++
	if o.Verdict != result.JudgedNotInModel {
		x.Modelled++
	}
	if o.Verdict == result.JudgedMatched {
		x.Right++
	}
	s.Amounts[o.Expected] = x
}

func count(v *result.Verdict, verdict result.Judgement) {
	switch verdict {
	case result.JudgedMatched:
		v.Matched++
	case result.JudgedMissed:
		v.Missed++
	default:
		v.Contradicted++
	}
}

type ratio struct{ yes, all int }

func (r *ratio) add(yes bool) {
	r.all++
	if yes {
		r.yes++
	}
}

func (r *ratio) value() *float64 {
	if r.all == 0 {
		return nil
	}
	x := float64(r.yes) / float64(r.all)
	return &x
}

type mean struct {
	sum float64
	n   int
}

func (m *mean) add(x *float64) {
	if x != nil {
		m.sum, m.n = m.sum+*x, m.n+1
	}
}

func (m *mean) value() *float64 {
	if m.n == 0 {
		return nil
	}
	x := m.sum / float64(m.n)
	return &x
}
