package oracle

import (
	"cmp"
	"slices"
)

// Row is what failures cost that was not so with nothing failed.
type Row struct {
	Failed                    []string
	Users                     float64
	Sectors, Nodes, Uncounted int
}

// Ranking runs every failure of one of some nodes, or of as many of them at once as is
// asked, and puts the worst first.
func Ranking(doc Doc, against []string, failures int, after string) []Row {
	still := WhatIf(doc, Question{After: "ever"})
	var rows []Row
	answer := WhatIf
	if failures > 1 {
		answer = Together
	}
	for _, failed := range choose(against, failures) {
		row := RowOf(answer(doc, Question{Failed: failed, After: after}), still)
		row.Failed = failed
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Users, a.Users), cmp.Compare(b.Uncounted, a.Uncounted), cmp.Compare(b.Sectors, a.Sectors),
			cmp.Compare(b.Nodes, a.Nodes), slices.Compare(a.Failed, b.Failed))
	})
	return rows
}

// RowOf is what an answer costs that was not so with nothing failed.
func RowOf(a, still Answer) Row {
	row := Row{}
	for _, x := range a.Things {
		row.Users, row.Uncounted = row.Users+x.Most, row.Uncounted+x.Uncounted
	}
	for id, sector := range a.Sectors {
		if sector.Fails && !still.Sectors[id].Fails {
			row.Sectors++
		}
	}
	for vertex, level := range a.Levels {
		if _, access := split(vertex); access == "" && level == "down" && a.Before[vertex] != "down" {
			row.Nodes++
		}
	}
	return row
}

// choose are all sets of so many of some names, each in their order.
func choose(names []string, count int) [][]string {
	if count == 0 {
		return [][]string{nil}
	}
	var sets [][]string
	for i := range names {
		for _, rest := range choose(names[i+1:], count-1) {
			sets = append(sets, append([]string{names[i]}, rest...))
		}
	}
	return sets
}
