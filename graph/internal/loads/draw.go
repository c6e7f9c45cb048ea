package loads

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// Features are what a drawn model may have, beside demand, capacity, needs and groups.
type Features struct {
	Balance  bool // groups that divide demand evenly
	Failover bool
	Holdup   bool
	Recovery bool
	Soft     bool // loss and accepts
	Spills   bool
	Own      bool // services with a capacity
	Lines    bool // populations with several splits and lines
	People   bool // populations
	Shed     bool // overload = "shed"
	Degrade  bool // overload = "degrade", or none
	Trip     bool // overload = "trip"
	Loops    bool // needs that go round, where nothing has a delay
}

// Everything is all of it.
func Everything() Features {
	return Features{true, true, true, true, true, true, true, true, true, true, true, true, true}
}

// drawer makes one model.
type drawer struct {
	rng *rand.Rand
	Features
	doc    Doc
	ids    []string // what may be needed, in order
	people []string
	loops  bool
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

func (d *drawer) chance(p float64) bool { return d.rng.Float64() < p }

// Draw makes a small random model, valid by the language: the same for the same numbers.
func Draw(rng *rand.Rand, f Features) Doc {
	d := &drawer{rng: rng, Features: f, doc: Doc{"model": map[string]any{"title": "drawn"}}}
	d.loops = f.Loops && d.chance(0.2)
	if f.People {
		for i := range 1 + rng.IntN(2) {
			d.population(i)
		}
	}
	for i := range 2 + rng.IntN(4) {
		kind := pick(rng, "equipment", "platform")
		d.node(kind, fmt.Sprintf("%s-%d", kind, i+1))
	}
	for i := range 2 + rng.IntN(4) {
		d.service(fmt.Sprintf("service-%d", i+1))
	}
	if d.Spills {
		d.spills()
	}
	d.capacities()
	return d.doc
}

func (d *drawer) put(kind, id string, keys map[string]any) {
	if d.doc[kind] == nil {
		d.doc[kind] = map[string]any{}
	}
	d.doc[kind].(map[string]any)[id] = keys
}

// population draws people by one line or by several.
func (d *drawer) population(i int) {
	id, keys := fmt.Sprintf("people-%d", i+1), map[string]any{"size": int64(1000)}
	line := func(name string) string {
		d.put("carrier", name, map[string]any{})
		return name
	}
	if d.Lines && d.chance(0.4) {
		share := float64(1+d.rng.IntN(9)) / 10
		keys["by"] = map[string]any{
			"home":   map[string]any{"red": share, "none": 1 - share},
			"mobile": map[string]any{"green": 0.25, "blue": 0.75},
		}
		fixed := line(fmt.Sprintf("red-%d", i+1))
		line(fmt.Sprintf("green-%d", i+1))
		line(fmt.Sprintf("blue-%d", i+1))
		keys["line"] = map[string]any{"fixed": map[string]any{"home": map[string]any{"red": fixed}}, "data": fmt.Sprintf("{mobile}-%d", i+1)}
	} else {
		access, left := map[string]any{}, 20
		for j := range 2 + d.rng.IntN(2) {
			share := 1 + d.rng.IntN(6)
			access[line(fmt.Sprintf("line-%d-%d", i+1, j+1))] = float64(share) / 20
			left -= share
		}
		access[line(fmt.Sprintf("line-%d-rest", i+1))] = float64(left) / 20
		keys["access"] = access
	}
	d.people = append(d.people, id)
	d.put("population", id, keys)
}

func (d *drawer) node(kind, id string) {
	keys := map[string]any{}
	if needs := d.list(d.ids, d.rng.IntN(3), 2); len(needs) > 0 {
		keys["needs"] = needs
	}
	d.recovery(keys)
	d.put(kind, id, keys)
	d.ids = append(d.ids, id)
}

func (d *drawer) recovery(keys map[string]any) {
	if d.Recovery && !d.loops && d.chance(0.25) {
		keys["recovery"] = pick(d.rng, "10m", "1h", "2h")
	}
}

func (d *drawer) service(id string) {
	keys := map[string]any{}
	if len(d.people) > 0 && d.chance(0.6) {
		keys["population"] = pick(d.rng, d.people...)
		keys["reach"] = pick(d.rng, 0.5, 1.0)
	} else if d.chance(0.8) {
		keys["users"] = int64(1000)
	}
	if d.chance(0.75) {
		keys["demand"] = pick[any](d.rng, int64(100), int64(40), 250.5)
	}
	if d.chance(0.3) {
		keys["tolerance"] = pick(d.rng, "30m", "2h")
	}
	needs := d.list(d.ids, 1+d.rng.IntN(2), 2)
	if lines := d.byLines(keys["population"]); lines != nil {
		needs = append(needs, lines)
	}
	if len(needs) > 0 {
		keys["needs"] = needs
	}
	d.recovery(keys)
	d.put("service", id, keys)
	d.ids = append(d.ids, id)
}

// spills lets services spill to one another.
func (d *drawer) spills() {
	services := slices.Sorted(maps.Keys(d.doc["service"].(map[string]any)))
	for _, id := range services {
		to, left := map[string]any{}, 4
		for range d.rng.IntN(3) {
			other, quarters := pick(d.rng, services...), pick(d.rng, 1, 2, 4)
			if other != id && to[other] == nil && quarters <= left {
				to[other] = float64(quarters) / 4
				left -= quarters
			}
		}
		if len(to) > 0 {
			d.doc["service"].(map[string]any)[id].(map[string]any)["spills_to"] = to
		}
	}
}

// capacities draws them in view of what comes with nothing failed, and closes loops.
func (d *drawer) capacities() {
	if d.loops {
		d.close()
	}
	limited := map[string]map[string]any{}
	for _, kind := range []string{"carrier", "equipment", "platform", "service"} {
		elements, _ := d.doc[kind].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(elements)) {
			if (kind != "service" || d.Own) && d.chance(0.4) {
				limited[id] = elements[id].(map[string]any)
				limited[id]["capacity"] = 1e12
			}
		}
	}
	if len(limited) == 0 {
		return
	}
	load := Play(d.doc, Script{}).Before.Load
	for _, id := range slices.Sorted(maps.Keys(limited)) {
		room := pick(d.rng, 0.5, 0.8, 0.9, 1, 1, 1.1, 1.2, 1.3, 1.6, 2.5)
		limited[id]["capacity"] = room * load[id]
		if load[id] == 0 {
			limited[id]["capacity"] = pick(d.rng, 0.0, 20, 60, 150)
		}
		if kind := d.overload(); kind != "" {
			limited[id]["overload"] = kind
		}
	}
}

func (d *drawer) overload() string {
	var kinds []string
	if d.Trip {
		kinds = append(kinds, "trip")
	}
	if d.Shed {
		kinds = append(kinds, "shed", "shed")
	}
	if d.Degrade {
		kinds = append(kinds, "degrade", "")
	}
	return pick(d.rng, kinds...)
}

// close lets nodes that need nothing need two others, one of which may need them.
func (d *drawer) close() {
	for _, kind := range []string{"equipment", "platform"} {
		elements, _ := d.doc[kind].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(elements)) {
			keys := elements[id].(map[string]any)
			others := slices.DeleteFunc(slices.Clone(d.ids), func(other string) bool { return other == id })
			if keys["needs"] == nil && len(others) > 1 && d.chance(0.6) {
				i := d.rng.IntN(len(others) - 1)
				keys["needs"] = []any{map[string]any{"any": []any{others[i+1], others[i]}}}
			}
		}
	}
}
