package boolean

import "math/bits"

// Lanes evaluates a formula for 64 sets of events at a time.
type Lanes struct {
	f     *Formula
	value []uint64 // by Ref: a bit a set
}

// NewLanes returns a Lanes of a formula that does not change any more.
func NewLanes(f *Formula) *Lanes { return &Lanes{f, make([]uint64, f.Len())} }

// Eval returns the value of a function: in each bit that where exactly those events are
// true for which holds says so in this bit. Linear in the net up to the function.
func (l *Lanes) Eval(root Ref, holds func(event int32) uint64) uint64 {
	for r := Ref(0); r <= root; r++ {
		l.value[r] = l.one(r, holds)
	}
	return l.value[root]
}

func (l *Lanes) one(r Ref, holds func(event int32) uint64) uint64 {
	args, v := l.f.Args(r), uint64(0)
	switch l.f.op[r] {
	case Constant:
		return -uint64(r) // True is 1
	case Event:
		return holds(l.f.num[r])
	case Not:
		return ^l.value[args[0]]
	case Or:
		for _, a := range args {
			v |= l.value[a]
		}
		return v
	case And:
		v = ^v
		for _, a := range args {
			v &= l.value[a]
		}
		return v
	}
	return l.atLeast(args, l.f.K(r))
}

// atLeast counts in all bits at once, in binary, from so far below a power of two that the
// carry out of the last digit says that enough were true (Knuth, The Art of Computer
// Programming 4A, section 7.1.3).
func (l *Lanes) atLeast(args []Ref, k int) (out uint64) {
	var digits [32]uint64
	width := bits.Len32(uint32(k - 1))
	for d := range width {
		if (1<<width-k)>>d&1 == 1 {
			digits[d] = ^uint64(0)
		}
	}
	for _, a := range args {
		carry := l.value[a]
		for d := 0; d < width && carry != 0; d++ {
			digits[d], carry = digits[d]^carry, digits[d]&carry
		}
		out |= carry
	}
	return out
}
