package mitigate

import (
	"math/bits"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
)

// lessons are what sets that were run have taught of one policy. Whether a node
// that it protects fares well depends on few options as a rule; so a set under
// which it does not rules out all those that are the same in these options.
type lessons struct {
	influence map[string]uint64 // node -> the options that can make a difference to it
	always    cheapest.Set      // those that can make a difference to every node
	learned   []lesson
}

// lesson is which combinations of a few options break the policy, whatever the
// others are.
type lesson struct {
	scope  cheapest.Set
	broken map[cheapest.Set]bool // subsets of scope
}

// maxOpen bounds how many options may be open in a lesson for it to be asked: it
// costs two to the power of that.
const maxOpen = 6

// learn notes the protected vertices that a set leaves broken.
func (l *lessons) learn(c *compile.Compiled, broken []int32, set cheapest.Set) {
	for _, v := range broken {
		scope := cheapest.Set(l.influence[c.Model.Nodes[c.NodeOf(v)].ID]) | l.always
		l.about(scope).broken[set&scope] = true
	}
}

func (l *lessons) about(scope cheapest.Set) *lesson {
	for i := range l.learned {
		if l.learned[i].scope == scope {
			return &l.learned[i]
		}
	}
	l.learned = append(l.learned, lesson{scope, map[cheapest.Set]bool{}})
	return &l.learned[len(l.learned)-1]
}

// refute says whether every set with all of in and none of out is known to break
// the policy.
func (l *lessons) refute(in, out cheapest.Set) bool {
	for i := range l.learned {
		if l.learned[i].refutes(in, out) {
			return true
		}
	}
	return false
}

func (l *lesson) refutes(in, out cheapest.Set) bool {
	open := l.scope &^ (in | out)
	n := bits.OnesCount64(uint64(open))
	if n > maxOpen || len(l.broken) < 1<<n {
		return false
	}
	for s := open; ; s = (s - 1) & open { // every subset of what is open
		if !l.broken[in&l.scope|s] {
			return false
		}
		if s == 0 {
			return true
		}
	}
}
