package picture

import "github.com/meoktong/meoktong/graph/result"

// choose decides which nodes the picture speaks of: what is affected, with or
// without the overlays, and what feeds that directly; all nodes where that was
// asked or nothing fails; of these with a focus only its surroundings. What
// failed, the focus and what an overlay adds are always among them.
func (b *builder) choose() []bool {
	all := b.d.All || len(b.w.Failed) == 0
	shown := make([]bool, len(b.w.Nodes))
	for i := range b.w.Nodes {
		if all {
			shown[i] = true
		}
		if !b.affected(i) {
			continue
		}
		shown[i] = true
		if b.w.Nodes[i].Failed { // what a failed node stood on no longer matters
			continue
		}
		for _, l := range b.net.into(int32(i)) {
			shown[l.from] = true
		}
	}
	for i := range shown {
		if b.far != nil && b.far[i] < 0 {
			shown[i] = false
		}
		if b.always(int32(i)) {
			shown[i] = true
		}
	}
	return shown
}

// affected says whether a node is not as it was, with or without the overlays.
func (b *builder) affected(i int) bool {
	s := b.w.Nodes[i].State()
	return s != result.StateUp && s != result.StateHeld || b.changes != nil && b.changes[i] != ""
}

// always says whether a node is shown, and in a box of its own, come what may.
func (b *builder) always(i int32) bool {
	return b.w.Nodes[i].Failed || b.isFocus(i) || b.added(i)
}

func (b *builder) isFocus(i int32) bool { return b.far != nil && b.far[i] == 0 }
