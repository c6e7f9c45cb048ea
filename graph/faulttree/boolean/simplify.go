package boolean

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/models/work/pace"
)

// Simplify returns a formula of its own that holds nothing but the root, and the
// root in it. Gates of one kind that stand directly in each other are joined
// where nothing else names the inner one, and an argument that another one
// implies is absorbed: a or (a and b) is a. It repeats that until nothing
// shrinks, at most maxPasses times; each pass is linear in the net, apart from
// absorption, which looks at the arguments of each argument. The error is the
// context's.
func Simplify(ctx context.Context, f *Formula, root Ref) (*Formula, Ref, error) {
	p := pace.New(ctx)
	for range maxPasses {
		before := f.NumArgs() + f.Len()
		if f, root = rebuild(p, f, root); p.Err() != nil {
			return nil, False, p.Err()
		}
		if f.NumArgs()+f.Len() == before {
			break
		}
	}
	return f, root, ctx.Err()
}

const maxPasses = 8

// rebuild makes one pass, arguments first. What it returns once its time is over
// means nothing.
func rebuild(p *pace.Pace, f *Formula, root Ref) (*Formula, Ref) {
	in := f.Cone(root)
	s := &simplifier{old: f, out: New(), to: make([]Ref, f.Len()), parents: make([]int32, f.Len()), joined: make([]bool, f.Len())}
	for r := Ref(0); int(r) < f.Len() && !p.Over(); r++ {
		if in[r] {
			for _, a := range f.Args(r) {
				s.parents[a]++
			}
		}
	}
	for r := Ref(0); int(r) < f.Len() && !p.Over(); r++ {
		for _, a := range f.Args(r) {
			if in[r] && s.parents[a] == 1 && f.Op(a) == f.Op(r) && f.Op(r) < AtLeast {
				s.joined[a] = true
			}
		}
	}
	for r := Ref(0); int(r) < f.Len() && !p.Over(); r++ {
		if in[r] && !s.joined[r] {
			s.to[r] = s.one(r)
		}
	}
	return s.out, s.to[root]
}

type simplifier struct {
	old, out *Formula
	to       []Ref // what an old function became
	parents  []int32
	joined   []bool // by old Ref: a gate whose arguments become those of the gate around it
	stack    []Ref
	args     []Ref
	met      []uint32 // by new Ref: the last gate that has it as an argument
	gates    uint32
}

// one copies a function.
func (s *simplifier) one(r Ref) Ref {
	switch op := s.old.Op(r); op {
	case Constant:
		return r
	case Event:
		return s.out.Event(s.old.Number(r))
	case AtLeast:
		s.args = s.args[:0]
		for _, a := range s.old.Args(r) {
			s.args = append(s.args, s.to[a])
		}
		return s.out.AtLeast(s.old.K(r), s.args...)
	case Not:
		return s.out.Not(s.to[s.old.Args(r)[0]])
	default:
		s.join(r)
		s.absorb(op)
		if op == And {
			return s.out.And(s.args...)
		}
		return s.out.Or(s.args...)
	}
}

// join collects the arguments of an and- or or-gate, those of inner gates of the
// same kind in place of these.
func (s *simplifier) join(r Ref) {
	s.args, s.stack = s.args[:0], append(s.stack[:0], r)
	for len(s.stack) > 0 {
		a := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		if a != r && !s.joined[a] {
			s.args = append(s.args, s.to[a])
			continue
		}
		for _, b := range slices.Backward(s.old.Args(a)) {
			s.stack = append(s.stack, b)
		}
	}
}

// absorb drops the arguments that are gates of the other kind and have an
// argument in common with the gate: (a and b) within a or …, (a or b) within a
// and ….
func (s *simplifier) absorb(op Op) {
	s.gates++
	for len(s.met) < s.out.Len() {
		s.met = append(s.met, 0)
	}
	for _, a := range s.args {
		s.met[a] = s.gates
	}
	kept := s.args[:0]
	for _, a := range s.args {
		if !s.implied(a, op) {
			kept = append(kept, a)
		}
	}
	s.args = kept
}

func (s *simplifier) implied(a Ref, op Op) bool {
	if inner := s.out.Op(a); inner < And || inner >= AtLeast || inner == op {
		return false
	}
	for _, b := range s.out.Args(a) {
		if s.met[b] == s.gates {
			return true
		}
	}
	return false
}
