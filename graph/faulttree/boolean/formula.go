package boolean

import "slices"

// Ref is a function of a Formula: a constant, an event or a gate. Arguments
// have smaller references than the gates that name them.
type Ref int32

// The constants, the same in every Formula.
const (
	False Ref = 0
	True  Ref = 1
)

// Op is what a Ref stands for.
type Op uint8

// The kinds of function. An at-least-gate is true if at least K of its arguments
// are; an argument named twice counts twice. A not-gate is true while its one
// argument is not.
const (
	Constant Op = iota
	Event
	And
	Or
	AtLeast
	Not
)

// Formula is a net of gates. The zero value is not ready; see New. It takes
// about 40 bytes a gate and 4 an argument. It is not safe for concurrent
// change, but for concurrent reading.
type Formula struct {
	op     []Op
	num    []int32 // of an event its number, of an at-least-gate its K
	first  []int32 // the first argument; one more at the end
	args   []Ref
	events map[int32]Ref

	hash   []uint64
	unique []Ref    // open addressing by hash; 0 is an empty place
	stamp  []uint32 // by Ref: the last gate in which it was met
	clock  uint32
}

// New returns a Formula with the two constants and nothing else.
func New() *Formula {
	f := &Formula{events: map[int32]Ref{}, unique: make([]Ref, 64), first: []int32{0}}
	for range 2 {
		f.add(Constant, 0, nil, 0)
	}
	return f
}

// Len returns the number of functions, the two constants among them.
func (f *Formula) Len() int { return len(f.op) }

// NumArgs returns the number of arguments of all gates.
func (f *Formula) NumArgs() int { return len(f.args) }

// Op returns what a function is.
func (f *Formula) Op(r Ref) Op { return f.op[r] }

// Args returns a gate's arguments in the order in which they were first given;
// none for an event. The slice must not be changed.
func (f *Formula) Args(r Ref) []Ref { return f.args[f.first[r]:f.first[r+1]] }

// K returns how many arguments of a gate have to be true.
func (f *Formula) K(r Ref) int {
	switch f.op[r] {
	case And:
		return len(f.Args(r))
	case AtLeast:
		return int(f.num[r])
	}
	return 1
}

// Number returns the number of an event.
func (f *Formula) Number(r Ref) int32 { return f.num[r] }

// Event returns the event of a number of the caller's choice.
func (f *Formula) Event(number int32) Ref {
	r, ok := f.events[number]
	if !ok {
		r = f.add(Event, number, nil, 0)
		f.events[number] = r
	}
	return r
}

// And returns the function that is true if all arguments are.
func (f *Formula) And(args ...Ref) Ref { return f.lattice(And, False, True, args) }

// Or returns the function that is true if some argument is.
func (f *Formula) Or(args ...Ref) Ref { return f.lattice(Or, True, False, args) }

// lattice is And or Or: one constant decides, the other does nothing, and what
// is named twice counts once. Cost: linear in the arguments.
func (f *Formula) lattice(op Op, decides, neutral Ref, args []Ref) Ref {
	f.clock++
	kept := make([]Ref, 0, len(args))
	for _, a := range args {
		switch {
		case a == decides:
			return decides
		case a == neutral || f.stamp[a] == f.clock:
		default:
			f.stamp[a] = f.clock
			kept = append(kept, a)
		}
	}
	switch len(kept) {
	case 0:
		return neutral
	case 1:
		return kept[0]
	}
	return f.gate(op, 0, kept)
}

// AtLeast returns the function that is true if at least k arguments are.
func (f *Formula) AtLeast(k int, args ...Ref) Ref {
	kept := make([]Ref, 0, len(args))
	for _, a := range args {
		switch a {
		case True:
			k--
		case False:
		default:
			kept = append(kept, a)
		}
	}
	switch {
	case k <= 0:
		return True
	case k > len(kept):
		return False
	case k == 1:
		return f.Or(kept...)
	case k == len(kept):
		return f.And(kept...)
	}
	return f.gate(AtLeast, int32(k), kept)
}

// Not returns the function that is true where another is not.
func (f *Formula) Not(a Ref) Ref {
	switch {
	case a <= True:
		return True - a
	case f.op[a] == Not:
		return f.args[f.first[a]]
	}
	return f.gate(Not, 0, []Ref{a})
}

// gate returns the gate of that kind over these arguments in any order, a new
// one where there is none yet.
func (f *Formula) gate(op Op, k int32, args []Ref) Ref {
	sum := uint64(op)<<32 + uint64(k)
	for _, a := range args {
		sum += mix(uint64(a))
	}
	sum = mix(sum)
	i := sum & uint64(len(f.unique)-1)
	for ; f.unique[i] != 0; i = (i + 1) & uint64(len(f.unique)-1) {
		if r := f.unique[i]; f.hash[r] == sum && f.op[r] == op && f.num[r] == k && sameArgs(f.Args(r), args) {
			return r
		}
	}
	r := f.add(op, k, args, sum)
	f.unique[i] = r
	if 2*len(f.op) > len(f.unique) {
		f.grow()
	}
	return r
}

func sameArgs(a, b []Ref) bool {
	if len(a) != len(b) {
		return false
	}
	if slices.Equal(a, b) {
		return true
	}
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func (f *Formula) add(op Op, num int32, args []Ref, hash uint64) Ref {
	r := Ref(len(f.op))
	f.op = append(f.op, op)
	f.num = append(f.num, num)
	f.args = append(f.args, args...)
	f.first = append(f.first, int32(len(f.args)))
	f.hash = append(f.hash, hash)
	f.stamp = append(f.stamp, 0)
	return r
}

func (f *Formula) grow() {
	f.unique = make([]Ref, 2*len(f.unique))
	for r, op := range f.op {
		if op < And {
			continue
		}
		i := f.hash[r] & uint64(len(f.unique)-1)
		for f.unique[i] != 0 {
			i = (i + 1) & uint64(len(f.unique)-1)
		}
		f.unique[i] = Ref(r)
	}
}

// mix spreads a number over 64 bits (the finalizer of SplitMix64, Steele and
// others, OOPSLA 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Cone marks the functions that some of the roots depend on, themselves among
// them. Linear in the net.
func (f *Formula) Cone(roots ...Ref) []bool {
	in := make([]bool, f.Len())
	top := Ref(-1)
	for _, r := range roots {
		in[r] = true
		top = max(top, r)
	}
	for r := top; r >= 0; r-- {
		if in[r] {
			for _, a := range f.Args(r) {
				in[a] = true
			}
		}
	}
	return in
}

// Monotone says whether no function that a root depends on is a not-gate: then more
// events never make it false. Linear in the net.
func (f *Formula) Monotone(root Ref) bool {
	for r, in := range f.Cone(root) {
		if in && f.op[r] == Not {
			return false
		}
	}
	return true
}

// Eval returns the value of every function where exactly those events are true
// for which holds says so. Linear in the net.
func (f *Formula) Eval(holds func(event int32) bool) []bool {
	value := make([]bool, f.Len())
	for r := range Ref(f.Len()) {
		switch f.op[r] {
		case Constant:
			value[r] = r == True
		case Event:
			value[r] = holds(f.num[r])
		case Not:
			value[r] = !value[f.args[f.first[r]]]
		default:
			n := 0
			for _, a := range f.Args(r) {
				if value[a] {
					n++
				}
			}
			value[r] = n >= f.K(r)
		}
	}
	return value
}
