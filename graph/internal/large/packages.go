package large

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// Per node: how many requirements it has on average, and of a hundred
// requirements how many are any-of.
const (
	requirements = 4.2
	anyOf        = 3
	spread       = 0.56 // of the mean: where the heavy tail of degrees starts
)

// Packages writes a model of so many nodes as JSON Lines whose degrees are like
// those of a distribution's packages: about 4.2 requirements a node, of which
// three in a hundred are any-of groups of two or three; most nodes have few, some
// dozens; a few libraries are needed by almost all, directly or over others, and
// most nodes by none. One node in ten is a service with users, in one of twenty
// sectors. Of a hundred nodes one needs a node that comes after it, which closes
// cycles. The same seed gives the same bytes.
func Packages(w io.Writer, nodes int, seed uint64) error {
	p := &packages{rng: rand.New(rand.NewPCG(seed, uint64(nodes))), nodes: nodes}
	for s := range 20 {
		p.line = fmt.Appendf(p.line, `{"id":"sector-%d","kind":"sector"}`+"\n", s)
	}
	for i := range nodes {
		p.line = fmt.Appendf(p.line, `{"id":%q,`, ID(i))
		if p.rng.IntN(10) == 0 {
			users := math.Floor(10 / math.Pow(1-p.rng.Float64(), 0.9))
			p.line = fmt.Appendf(p.line, `"kind":"service","sector":"sector-%d","users":%.0f,`, p.rng.IntN(20), min(users, 1e6))
		} else {
			p.line = append(p.line, `"kind":"platform",`...)
		}
		p.needs(i)
		p.line = append(p.line, "}\n"...)
		if _, err := w.Write(p.line); err != nil {
			return err
		}
		p.line = p.line[:0]
	}
	return nil
}

type packages struct {
	rng   *rand.Rand
	nodes int
	line  []byte
}

func (p *packages) needs(i int) {
	p.line = append(p.line, `"needs":[`...)
	seen := map[int]bool{i: true}
	fresh := func() int {
		for range 20 {
			if m := p.member(i); !seen[m] {
				seen[m] = true
				return m
			}
		}
		return -1
	}
	first := true
	for range min(p.degree(), i/2) {
		m := fresh()
		if m < 0 {
			break
		}
		if !first {
			p.line = append(p.line, ',')
		}
		first = false
		other := -1
		if p.rng.IntN(100) < anyOf {
			other = fresh()
		}
		if other < 0 {
			p.line = fmt.Appendf(p.line, "%q", ID(m))
			continue
		}
		p.line = fmt.Appendf(p.line, `{"any":[%q,%q`, ID(m), ID(other))
		if third := fresh(); third >= 0 && p.rng.IntN(4) == 0 {
			p.line = fmt.Appendf(p.line, ",%q", ID(third))
		}
		p.line = append(p.line, "]}"...)
	}
	p.line = append(p.line, ']')
}

// degree draws how many requirements a node has: a heavy tail above one.
func (p *packages) degree() int {
	return min(int(requirements*spread/math.Pow(1-p.rng.Float64(), 0.5)), 200)
}

// member draws what node i needs: a library by a power law of its rank, one of
// the nodes just before (packages of one source), or one that comes later.
func (p *packages) member(i int) int {
	switch r := p.rng.IntN(1000); {
	case r < 1 && i+1 < p.nodes:
		return i + 1 + p.rng.IntN(min(100, p.nodes-i-1))
	case r < 200 && i > 0:
		return i - 1 - p.rng.IntN(min(i, 8))
	}
	libraries := float64(max(1, i/3))
	return int(math.Pow(libraries, math.Pow(p.rng.Float64(), 1.5))) - 1
}
