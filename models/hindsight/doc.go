// Package hindsight takes out of a model what nobody could know before an incident, so
// that a replay can say how much it owes to being told.
//
// A fact is hindsight to an incident if it is not dated before the day on which that
// began (its own asof, else that of its source, else the model's), or if it cites a
// source that the incident or one of its observations cites. What goes is what the fact
// says, and nothing is put in its place:
//
//   - A key goes as if its file did not have it: users and population, recovery, demand,
//     capacity, size, a split with the lines that speak of it, a line, joint shares.
//   - A requirement goes whole, out of a group too, which asks for the others then: an
//     alternative that nobody knew of is none. at_least asks for no more than are left. A
//     group that is left empty goes.
//   - A node or a population goes if nothing that is said of it was known: neither the
//     element itself, nor a requirement or a value by date with grounds of its own.
//   - What still asks for a node that is gone, for a line or for a part, finds it up: nothing
//     that was known can break it. A switch to it takes its time. An unless that names it
//     goes.
//   - Terms go with their own grounds, and those that cover nothing any more.
//
// Events are no facts of the model: what they name is there, if only by its name, with
// the population of a service of which they name a part. So are the nodes on which lines
// end that were known. Of an observation of a node or part that is gone, the model has
// nothing to say.
//
// Nothing that is taken makes anything worse: without load and unless, no level of what is
// left is lower than it was. Kinds, sectors, policies and options are left alone, as are the keys
// that no replay looks at.
package hindsight
