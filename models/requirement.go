package models

import (
	"fmt"
	"strconv"
	"strings"
)

// String returns the requirement as a model file has it: "kt-internet", or
// { any = ["a", "b"], failover = "10m" }. Where a fact comes from is left out. It
// costs its length.
func (r Requirement) String() string {
	var b strings.Builder
	r.write(&b)
	return b.String()
}

func (r *Requirement) write(b *strings.Builder) {
	mods := r.Mods.words()
	if r.On != "" && mods == "" {
		b.WriteString(strconv.Quote(r.On))
		return
	}
	b.WriteString("{ ")
	switch {
	case r.On != "":
		b.WriteString("on = " + strconv.Quote(r.On))
	case r.Form == AtLeast:
		fmt.Fprintf(b, "at_least = %d, of = [", r.K)
	case r.Form == Any:
		b.WriteString("any = [")
	default:
		b.WriteString("all = [")
	}
	for i := range r.Of {
		if i > 0 {
			b.WriteString(", ")
		}
		r.Of[i].write(b)
	}
	if r.On == "" {
		b.WriteString("]")
	}
	b.WriteString(mods + " }")
}

// words returns what modifiers say, each with a comma before it.
func (m *Modifiers) words() string {
	if m == nil {
		return ""
	}
	out := ""
	if m.Failover > 0 {
		out += fmt.Sprintf(", failover = %q", FormatDuration(m.Failover))
	}
	if m.Accepts {
		out += `, accepts = "degraded"`
	}
	if m.Loss {
		out += `, loss = "degraded"`
	}
	if m.Holdup > 0 {
		out += fmt.Sprintf(", holdup = %q", FormatDuration(m.Holdup))
	}
	if m.Balanced {
		out += `, balance = "even"`
	}
	return out
}
