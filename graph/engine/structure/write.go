package structure

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
)

// function writes what fails a key: its own failure, or any of its requirements,
// and likewise those of all that it stands for. That it needs itself does not
// count: the least fixed point of f(x) is f(false).
func (w *writer) function(k key) boolean.Ref {
	return w.write(k, func(_ int32, m key) boolean.Ref {
		if m = w.of(m); m == k {
			return boolean.False
		}
		return w.value[m]
	})
}

// reader returns what fails the member at a slot, a key.
type reader func(slot int32, member key) boolean.Ref

// write writes what fails a key from what fails its members.
func (w *writer) write(k key, read reader) boolean.Ref {
	var fails []boolean.Ref
	for _, one := range w.group(k) {
		if w.downForGood(one) {
			return boolean.True // as with nothing failed, whatever still lasts or has not switched
		}
		if e := w.q.Event(one.vertex()); e >= 0 {
			fails = append(fails, w.f.Event(e))
		}
		first, end := w.g.Gates(one.vertex())
		for gate := first; gate < end; gate++ {
			if w.g.Parent(gate) < 0 {
				fails = append(fails, w.gate(gate, one.level(), read))
			}
		}
	}
	return w.f.Or(fails...)
}

// downForGood says whether a key has failed with nothing failed, and with anything: a
// failure may raise what an unless holds down.
func (w *writer) downForGood(k key) bool {
	return w.base != nil && len(w.g.Unless()) == 0 && w.base.Before(k.vertex()) < k.level()
}

func (w *writer) gate(gate int32, level graph.Level, read reader) boolean.Ref {
	fall, ok := w.fall(gate, level-1)
	if !ok {
		return boolean.False
	}
	fails := make([]boolean.Ref, 0, fall.End-fall.First)
	for slot := fall.First; slot < fall.End; slot++ {
		if m := w.g.Member(slot); m < 0 {
			fails = append(fails, w.gate(^m, fall.Members+1, read))
		} else {
			fails = append(fails, read(slot, keyOf(m, fall.Members+1)))
		}
	}
	if fall.Unless {
		return w.f.Not(fails[0])
	}
	return w.f.AtLeast(int(fall.Needed), fails...)
}
