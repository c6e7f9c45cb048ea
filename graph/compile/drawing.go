package compile

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models"
)

// Drawing is a compiled model to whose ranges values are given, again and again: which
// needs which stays, only times and shares change. It is for one goroutine at a time.
type Drawing struct {
	*Compiled
	Facts []models.Fact

	of *models.Drawing
}

// Drawing returns a copy of the compiled model that shares with it all that no range
// touches. It costs a pass over the model.
func (c *Compiled) Drawing() *Drawing {
	of, own := c.Model.Drawing(), *c
	own.Model, own.Graph = of.Model, c.Graph.Timed()
	return &Drawing{Compiled: &own, Facts: of.Facts, of: of}
}

// Set gives every fact a value, in seconds or as a share. It costs the facts, and where
// shares are among them that of laying out their people anew.
func (d *Drawing) Set(values []float64) {
	d.of.Set(values)
	d.Graph.SetTimes(func(fact int32) time.Duration { return time.Duration(values[fact-1]) * time.Second })
}

// delays are from which facts the times of a requirement are drawn, counted from 1.
type delays struct{ failover, holdup int32 }

// delaysOf returns those of all requirements that have ranges.
func delaysOf(m *models.Model) map[*models.Modifiers]delays {
	var out map[*models.Modifiers]delays
	for i, f := range m.Facts() {
		of := f.Modifiers()
		if of == nil {
			continue
		}
		if out == nil {
			out = map[*models.Modifiers]delays{}
		}
		d := out[of]
		if f.Key == "failover" {
			d.failover = int32(i + 1)
		} else {
			d.holdup = int32(i + 1)
		}
		out[of] = d
	}
	return out
}

// mods returns what modifies a requirement; supply is what holds where it does not say.
func (c *compiler) mods(m *models.Modifiers, supply bool) graph.Mods {
	if m == nil {
		return graph.Mods{Supply: supply}
	}
	if m.Supply != nil {
		supply = *m.Supply
	}
	out := graph.Mods{Failover: m.Failover, Holdup: m.Holdup, Accepts: m.Accepts, Loss: m.Loss, Balanced: m.Balanced, Supply: supply}
	if len(m.Ranges) > 0 {
		d := c.delays[m]
		out.FailoverFact, out.HoldupFact = d.failover, d.holdup
	}
	return out
}
