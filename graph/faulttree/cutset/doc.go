// Package cutset analyses a Boolean function of independent events, as fault tree
// analysis does: its minimal cut sets, its exact probability, and how much each event
// matters.
//
// A function that negates is not coherent: a further event may make it false. Its cut
// sets are then the minimal sets of events that make it true if nothing else happens.
// Its prime implicants also say what must not happen.
//
// A Tree is the function cut into modules. Each module gets a binary decision
// diagram, from which probability and importance follow by one pass, and a
// zero-suppressed one of its minimal cut sets, from which they are counted and
// listed. Neither is ever expanded into a list of products on the way.
//
// What it costs is the size of these diagrams. That is a few nodes an event
// where the function is a tree or nearly one, and exponential in the events at
// worst: there is no way round it, as counting cut sets and computing
// probabilities are #P-hard. So both have a budget of nodes. Past it there is no
// probability (ErrBudget), and cut sets are found by size as far as the budget
// lasts: all of one event, all of two, and so on.
package cutset
