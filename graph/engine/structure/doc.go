// Package structure writes down what fails a vertex of a graph as a Boolean
// function of the failures of single vertices: its structure function (Barlow
// and Proschan, Statistical Theory of Reliability and Life Testing, 1975), seen
// from the side of failure.
//
// A graph may have loops, a function may not. As everything is up unless a
// failure forces it down, the function of a vertex in a loop is the least fixed
// point of its component's equations, and these are unrolled: from "nothing has
// failed", as many rounds as there are vertices that close a loop. In each
// scenario every round but the last fails one of these more, so that many are
// enough. What needs each other without any redundancy is taken for one vertex
// first, so that only loops through redundancy are left. One round
// is enough for a single one, since f(x) = a or (b and x)
// has the least fixed point f(false).
//
// What holds only while something is down is the negation of a function that is settled
// before: no loop leads through it. The function of what can reach such a requirement is
// not monotone.
package structure
