// Package availability asks how likely nodes are to be available: the exact
// probability, by share of users over the parts of a service, of not being down,
// or of being up; the hours lost a year; and how much each node's own failures
// matter to it.
//
// A shop that needs either of two lines, each down 1% of the time, is down 0.01%
// of it: 0.876 hours a year. See the example.
//
// It costs the decision diagrams of every node asked for (package cutset), on all
// processors. What is too large for these is estimated by seeded trials, with an
// interval: seconds for a model of a thousand nodes (package montecarlo).
package availability
