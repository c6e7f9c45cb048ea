package loads

import "math/rand/v2"

// Happen draws what happens to a model: something fails, degrades and is repaired, and
// demand or capacity changes.
func Happen(rng *rand.Rand, doc Doc) Script {
	m, script := read(doc), Script{End: Ever}
	var names, services, limited []string
	for _, node := range m.nodes {
		names = append(names, node)
		if m.kind[node] == "service" {
			services = append(services, node)
		}
		if m.keys[node]["capacity"] != nil {
			limited = append(limited, node)
		}
	}
	at := 0
	for i := range 1 + rng.IntN(3) {
		e := Event{At: at, For: pick(rng, 0, 600, 3600, 9000)}
		switch kind := rng.IntN(6); {
		case kind < 3 || i == 0 && kind == 5:
			e.Fail = []string{pick(rng, names...)}
		case kind == 3:
			e.Demand = map[string]float64{pick(rng, services...): pick(rng, 0, 30, 150, 400.5)}
		case kind == 4 && len(limited) > 0:
			e.Capacity = map[string]float64{pick(rng, limited...): pick(rng, 10, 100, 1000.0)}
		case kind == 5:
			e.Repair, e.For = []string{pick(rng, names...)}, 0
		default:
			e.Degrade = []string{pick(rng, names...)}
		}
		script.Events = append(script.Events, e)
		at += pick(rng, 0, 60, 1200, 3600, 7200)
	}
	return script
}
