package load

// agenda is a binary heap of vertices by component, within one in order of coming: without
// an interface, since most of the time goes by here.
type agenda []entry

type entry struct {
	component int32
	order     int
	vertex    int32
}

func (e entry) before(other entry) bool {
	return e.component < other.component || e.component == other.component && e.order < other.order
}

func (a *agenda) push(e entry) {
	h := append(*a, e)
	i := len(h) - 1
	for i > 0 && e.before(h[(i-1)/2]) {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i], *a = e, h
}

func (a *agenda) pop() entry {
	h := *a
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*a = h
	if len(h) == 0 {
		return first
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(last) {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = last
	return first
}
