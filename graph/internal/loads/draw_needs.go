package loads

import (
	"maps"
	"slices"
)

// byLines is what a service says of the lines of its population, or nil.
func (d *drawer) byLines(population any) any {
	name, has := population.(string)
	if !has {
		return nil
	}
	if d.doc["population"].(map[string]any)[name].(map[string]any)["by"] != nil {
		return pick[any](d.rng, "@data", map[string]any{"any": []any{"@fixed", "@data"}}, map[string]any{"on": "@fixed"})
	}
	other := d.doc["equipment"]
	if other == nil || d.chance(0.7) {
		return nil
	}
	way := slices.Sorted(maps.Keys(other.(map[string]any)))[0]
	return pick[any](d.rng, "@access", map[string]any{"any": []any{"@access", way}}, map[string]any{"on": "@access", "loss": "degraded"})
}

// list draws some entries or members, no name twice.
func (d *drawer) list(from []string, count, depth int) []any {
	var list []any
	names := slices.Clone(from)
	d.rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for range count {
		if len(names) == 0 {
			break
		}
		if depth > 0 && len(names) > 1 && d.chance(0.55) {
			n := min(len(names), 2+d.rng.IntN(2))
			list = append(list, d.group(names[:n], depth))
			names = names[n:]
			continue
		}
		list = append(list, d.modified(map[string]any{"on": names[0]}))
		names = names[1:]
	}
	return list
}

func (d *drawer) group(names []string, depth int) any {
	members := d.list(names, len(names), depth-1)
	group := map[string]any{}
	switch {
	case d.chance(0.15):
		group["all"] = members
		return d.modified(group)
	case d.chance(0.3) && len(members) > 1:
		group["at_least"], group["of"] = int64(1+d.rng.IntN(len(members))), members
	default:
		group["any"] = members
	}
	switch {
	case d.Balance && d.chance(0.5):
		group["balance"] = "even"
	case d.Failover && !d.loops && d.chance(0.4):
		group["failover"] = pick(d.rng, "10m", "1h")
	}
	return d.modified(group)
}

// modified adds what changes the value of an entry; a name with nothing is left bare.
func (d *drawer) modified(keys map[string]any) any {
	if d.Soft && d.chance(0.15) {
		keys["loss"] = "degraded"
	}
	if d.Soft && d.chance(0.1) {
		keys["accepts"] = "degraded"
	}
	if d.Holdup && !d.loops && d.chance(0.12) {
		keys["holdup"] = pick(d.rng, "30m", "2h", "5h")
	}
	if name, one := keys["on"].(string); one && len(keys) == 1 {
		return name
	}
	return keys
}
