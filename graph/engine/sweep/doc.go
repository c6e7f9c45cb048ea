// Package sweep runs every single failure (N-1) and accounts for every pair
// (N-2): what each takes down, in users, services, sectors and nodes. It asks of
// "down" only, which follows from what is down alone.
//
// Singles. A failure is run with two kinds of counters, on top of another one
// that it takes down anyway, so that it costs what falls with the one and not
// with the other: along a chain one step each. Totals are kept as vertices fall
// and restored when they rise again; nothing passes over the model. The README has
// figures of 63,000 packages and of a million, under "Speed".
//
// It gets slow where many failures take down much that no other of them does
// outright: at worst the product of failures and members.
//
// Pairs. Two failures interact if together they take down a vertex, or make a
// sector fail, that neither does alone. The first vertex to fall so falls with a
// group that both have taken seats of, or else it would have fallen with either;
// the group stands under each alone, and so does its vertex. The union of the
// two takes enough of its seats. Such pairs are found by going through who takes
// which seat, those of a sector by who takes which weight of it; all others take
// down the union of what either does, no more.
//
// To be among the rows asked for, a pair must be large enough. The keys of two
// effects add up to no less than that of the union, since users, services and
// nodes count once each; so pairs that do not interact are tried from the largest
// sum on until none can do. What a pair takes down beyond the union lies within
// reach of the groups that fall by both, through any member of any requirement;
// pairs that interact are tried where that much more would be enough. Pairs that
// may interact and may not (groups within groups, services in common) are always
// tried. The search is in the manner of branch and bound (Land and Doig, An
// automatic method of solving discrete programming problems, Econometrica 28(3),
// 1960), without the branching.
//
// Unless. What holds while something is down is held as it is with nothing failed; what
// falls is monotone then, and right as long as nothing falls that an unless asks about, or
// what it lets stand is kept down by what it needs besides. Of any other single failure it
// is found near where it rises what stands after all, or by a cascade; and all its pairs
// are run on top of its own state, no bound being used, until MaxRelief is reached: then the
// answer is an error. Pairs of two that an unless asks about, and those that interact
// and reach something that it does, are run as well. What is down with nothing failed is no
// loss, what rises no gain; in a sector it weighs as long as it is down.
//
// The work is spread over the cores. Of two thousand million pairs of the 63,000
// packages one in 3,000 interacts, and two thirds of those are run, nearly all of them
// for sectors that two failures may make fail together. Memory: 8 bytes for each group that a failure touches without
// taking it down, and about 200 a failure; past MaxTouches the answer is an error.
// It gets slow where the sums of most pairs are above the worst pair, though most
// take down the same (a chain, or thousands of nodes that everything needs): then
// it looks at each of them, some nanoseconds each; and where most share a sector.
// It stops soon after its context does.
//
// The work is cut into blocks that depend on the question alone, and what blocks
// find is merged associatively: cores and cuts change no byte of an answer.
package sweep
