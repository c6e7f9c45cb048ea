package gen

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// OneDelay keeps a single delay of a node without parts, if there is one: a
// hold-up, or in a model without cycles a fail-over. Nothing is there for it to
// add up with.
func OneDelay(seed uint64, doc oracle.Doc) (oracle.Doc, bool) {
	parts := map[string]bool{}
	for _, vertex := range canFail(doc) {
		if service := serviceOf(vertex); service != vertex {
			parts[service] = true
		}
	}
	acyclic := !slices.Contains(slices.Collect(maps.Values(oracle.WhatIf(doc, oracle.Question{}).InCycle)), true)
	fits := func(node, key string) bool {
		return !parts[node] && (key == "holdup" || key == "failover" && acyclic)
	}
	number := 0
	FilterDelays(doc, func(node, key string) bool {
		if fits(node, key) {
			number++
		}
		return true
	})
	if number == 0 {
		return nil, false
	}
	wanted := int(seed) % number
	return FilterDelays(doc, func(node, key string) bool {
		if !fits(node, key) {
			return false
		}
		wanted--
		return wanted == -1
	}), true
}
