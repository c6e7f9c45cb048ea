package gen

import (
	"math/rand/v2"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Loaded is RandomSize for models with load.
func Loaded(rng *rand.Rand) Size { return withLoad(rng, RandomSize(rng)) }

// LoadedTimed is Timed for models with load.
func LoadedTimed(rng *rand.Rand) Size { return withLoad(rng, Timed(rng)) }

func withLoad(rng *rand.Rand, size Size) Size {
	size.Nodes = max(size.Nodes, 4)
	size.Demand = pick(rng, 0.5, 0.8, 1)
	size.Capacity = pick(rng, 0.2, 0.4, 0.7)
	size.Balance = pick(rng, 0, 0.2, 0.5)
	size.Spills = pick(rng, 0, 0.3, 0.6)
	return size
}

// loads gives the nodes of a document demands, capacities and places to spill
// to, after all else has been drawn: where none is wanted, nothing is.
func (m *maker) loads(doc oracle.Doc) {
	if m.size.Demand == 0 && m.size.Capacity == 0 {
		return
	}
	unit := m.chance(0.7)
	for i, n := range m.nodes {
		if n.kind != "service" {
			continue
		}
		if m.chance(m.size.Demand) {
			n.keys["demand"] = pick[any](m.rng, int64(100), int64(500), 37.5, int64(20), int64(0))
		}
		if m.chance(m.size.Spills) {
			m.spills(i)
		}
		if unit {
			n.keys["unit"] = "sessions"
		}
	}
	m.capacities(doc, unit)
}

// spills lets a service spill to one to three others, which it may be that
// spill back.
func (m *maker) spills(i int) {
	to, left := map[string]any{}, 20
	for range 1 + m.rng.IntN(3) {
		other := m.nodes[m.rng.IntN(len(m.nodes))]
		share := pick(m.rng, 5, 6, 10, 20)
		if other.kind == "service" && other.id != m.nodes[i].id && to[other.id] == nil && share <= left {
			to[other.id] = float64(share) / 20
			left -= share
		}
	}
	if len(to) > 0 {
		m.nodes[i].keys["spills_to"] = to
	}
}

// capacities draws capacities in view of the load that comes when nothing has
// failed: some are too small for that, some are just enough, and most leave
// some room, which what comes over from elsewhere may use up.
func (m *maker) capacities(doc oracle.Doc, unit bool) {
	var limited []node
	for _, n := range m.nodes {
		if m.chance(m.size.Capacity) {
			n.keys["capacity"] = 1e12
			limited = append(limited, n)
			if unit {
				n.keys["unit"] = "sessions"
			}
		}
	}
	loads := oracle.WhatIf(doc, oracle.Question{}).Loads
	for _, n := range limited {
		n.keys["capacity"] = pick(m.rng, 0.4, 0.6, 0.8, 0.9, 1, 1, 1.1, 1.25, 1.6, 2.5) * loads[n.id]
		if loads[n.id] == 0 {
			n.keys["capacity"] = pick[any](m.rng, int64(0), int64(5), int64(10), int64(50), 200.5)
		}
		if kind := pick(m.rng, "trip", "trip", "shed", "shed", "degrade", ""); kind != "" {
			n.keys["overload"] = kind
		}
	}
}

// hasLoad says whether anything in a document speaks of demand or capacity.
func hasLoad(doc oracle.Doc) bool { return len(having(doc, "demand"))+len(having(doc, "capacity")) > 0 }

// having are the nodes of a document that have a key.
func having(doc oracle.Doc, key string) []string {
	return nodesWhere(doc, func(_ string, keys map[string]any) bool { return keys[key] != nil })
}

// services are the services of a document.
func services(doc oracle.Doc) []string {
	return nodesWhere(doc, func(table string, _ map[string]any) bool { return table == "service" })
}

func nodesWhere(doc oracle.Doc, holds func(table string, keys map[string]any) bool) []string {
	var ids []string
	doc = oracle.Plain(doc)
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			if holds(table, elements[id].(map[string]any)) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// demands draws another demand for one or two services of a document with load,
// some of which had none; mostly nothing.
func demands(rng *rand.Rand, doc oracle.Doc) map[string]float64 {
	all := services(doc)
	if !hasLoad(doc) || len(all) == 0 || rng.Float64() < 0.6 {
		return nil
	}
	return drawn(rng, all, 0, 15, 120, 600, 1500)
}

// amounts are up to three events of load at different times, none of them the
// first moment.
func amounts(rng *rand.Rand, doc oracle.Doc) []oracle.Event {
	var events []oracle.Event
	for _, ten := range rng.Perm(18)[:rng.IntN(4)] {
		e := amountsAt(rng, doc)
		e.At = (1 + ten) * 10 * minute
		if rng.Float64() < 0.5 {
			e.For = pick(rng, 10*minute, 30*minute, hour, 2*hour, 10*hour)
		}
		events = append(events, e)
	}
	return events
}

// amountsAt draws what changes at a moment: capacities most often of nodes that
// have one, but now and then of any.
func amountsAt(rng *rand.Rand, doc oracle.Doc) oracle.Event {
	var e oracle.Event
	limited, services := having(doc, "capacity"), services(doc)
	if len(limited) > 0 && rng.Float64() < 0.3 {
		e.Repair = some(rng, limited)
	}
	if len(limited) == 0 || rng.Float64() < 0.2 {
		limited = nodesWhere(doc, func(string, map[string]any) bool { return true })
	}
	if len(services) > 0 && rng.Float64() < 0.7 {
		e.Demand = drawn(rng, services, 0, 15, 120, 600, 1500)
	}
	if e.Demand == nil && e.Repair == nil || rng.Float64() < 0.4 {
		e.Capacity = drawn(rng, limited, 0, 25, 150, 400, 1000, 5000)
	}
	return e
}

// drawn gives one or two of several nodes one of several amounts.
func drawn(rng *rand.Rand, nodes []string, from ...float64) map[string]float64 {
	to := map[string]float64{}
	for _, node := range some(rng, nodes) {
		to[node] = pick(rng, from...)
	}
	return to
}
