package picture

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// shareAt writes for how many of those who come a line's node is down at a moment; nothing
// where it is the same for all.
func (b *charter) shareAt(l *line, at int64) string {
	for _, s := range l.spans {
		if s.Node == l.id && s.ShareDown != nil && *s.ShareDown > 0 && (window{s.FromS, end(s.ToS)}).has(at) {
			return b.t.Percent(*s.ShareDown)
		}
	}
	return ""
}

// stateAt returns a line's state at a moment and, of a service that is partial,
// the access nodes of the parts that are down.
func (b *charter) stateAt(l *line, at int64) (state result.State, down []string) {
	state = result.StateUp
	whole, partial := false, false
	for _, s := range l.spans {
		if !(window{s.FromS, end(s.ToS)}).has(at) {
			continue
		}
		_, access, isPart := strings.Cut(s.Node, "@")
		switch {
		case s.ShareDown != nil && *s.ShareDown > 0:
			partial = true
		case s.Level == result.LevelDown && isPart:
			down = append(down, access)
		case s.Level == result.LevelDown:
			whole = true
		case state == result.StateUp:
			state = result.StateDegraded
		}
	}
	switch {
	case whole && slices.ContainsFunc(b.struck[l.id], func(w window) bool { return w.has(at) }):
		return result.StateFailed, nil
	case whole:
		return result.StateDown, nil
	case len(down) > 0 || partial:
		return result.StatePartial, down
	}
	return state, nil
}
