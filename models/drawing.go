package models

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/models/language"
)

// Drawing is a copy of a model to whose ranges values are given, again and again. It is
// for one goroutine at a time.
type Drawing struct {
	Model *Model
	Facts []Fact // the ranges, as Model.Facts has them

	set    []func(x float64) // by fact
	splits []*drawnSplit
}

// drawnSplit is a split with ranges, whose shares are scaled anew.
type drawnSplit struct {
	figures []float64 // as they are drawn, or given
	ranges  []*Range
	shares  []*float64
}

// Drawing returns a copy of the model that shares with it all that no range touches. What
// requirements say of themselves stays in it as it is: the graph has their times. It
// costs a pass over the model.
func (m *Model) Drawing() *Drawing {
	out := *m
	out.Nodes, out.Populations, out.Incidents = slices.Clone(m.Nodes), slices.Clone(m.Populations), slices.Clone(m.Incidents)
	out.loader = nil
	d := &Drawing{Model: &out}
	splits := map[[2]int]*drawnSplit{}
	own := map[[2]int]bool{} // copies made: of a node, or of an incident's events
	m.eachFact(func(f Fact, at place) {
		d.Facts = append(d.Facts, f)
		switch f.Sort {
		case FactShare:
			key := [2]int{at.population, at.split}
			if splits[key] == nil {
				splits[key] = out.Populations[at.population].ownSplit(at.split)
				d.splits = append(d.splits, splits[key])
			}
			figure := &splits[key].figures[at.share]
			d.set = append(d.set, func(x float64) { *figure = x })
		case FactDelay:
			d.set = append(d.set, func(float64) {})
		case FactEvent:
			in := &out.Incidents[at.incident]
			if !own[[2]int{1, at.incident}] {
				own[[2]int{1, at.incident}] = true
				in.ownEvents()
			}
			e := &in.Events[at.event]
			if f.Range.Share {
				served := &e.Serve[at.share].Value
				d.set = append(d.set, func(x float64) { *served = x })
			} else {
				d.set = append(d.set, setterOf(e, f.Key))
			}
		default:
			n := &out.Nodes[at.node]
			if !own[[2]int{0, at.node}] {
				own[[2]int{0, at.node}] = true
				n.ownTimes()
			}
			d.set = append(d.set, setterOf(n, f.Key))
		}
	})
	return d
}

// ownEvents copies what happens in an incident.
func (in *Incident) ownEvents() {
	in.Events = slices.Clone(in.Events)
	for i := range in.Events {
		in.Events[i].Serve = slices.Clone(in.Events[i].Serve)
	}
}

// ownTimes copies what holds a node's times.
func (n *Node) ownTimes() {
	if n.Time != nil {
		t := *n.Time
		n.Time = &t
	}
	if n.Chance != nil {
		c := *n.Chance
		n.Chance = &c
	}
}

// setterOf returns what gives a key of an element another duration.
func setterOf(element any, key string) func(x float64) {
	var s *slot
	switch element.(type) {
	case *Requirement:
		s = bindings[language.Requirement].named[key]
	case *Node:
		s = bindings[language.Node].named[key]
	case *Event:
		s = bindings[language.Event].named[key]
	}
	to := s.of(element).(*time.Duration)
	return func(x float64) { *to = time.Duration(x) * time.Second }
}

// ownSplit copies a split of the population that has ranges, or its access for -1.
func (p *Population) ownSplit(split int) *drawnSplit {
	d := &drawnSplit{}
	add := func(share *float64, r *Range) {
		d.figures, d.ranges, d.shares = append(d.figures, r.Likeliest), append(d.ranges, r), append(d.shares, share)
	}
	if split < 0 {
		p.Access = slices.Clone(p.Access)
		for i := range p.Access {
			add(&p.Access[i].Share, p.Access[i].Range)
		}
		return d
	}
	p.By = slices.Clone(p.By)
	values := slices.Clone(p.By[split].Values)
	for i := range values {
		add(&values[i].Share, values[i].Range)
	}
	p.By[split].Values = values
	return d
}

// scale gives all shares of the split what follows from their figures.
func (d *drawnSplit) scale() {
	for i, x := range Scale(slices.Clone(d.figures), d.ranges) {
		*d.shares[i] = x
	}
}

// Set gives every fact a value, in seconds or as a share. It costs the facts, and where
// shares are among them that of laying out their people anew.
func (d *Drawing) Set(values []float64) {
	for i, x := range values {
		d.set[i](x)
	}
	for _, s := range d.splits {
		s.scale()
	}
	if len(d.splits) > 0 {
		d.Model.lay = &layout{}
	}
}
