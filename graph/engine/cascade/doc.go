// Package cascade computes who falls if something fails: the greatest fixed
// point of levels, what lost its redundancy on the way, and why each vertex
// fell.
//
// Cost: making a Cascade is linear in the graph; a run after that in the
// members of what falls. There is nothing to give up on: every run ends with
// the exact answer.
package cascade
