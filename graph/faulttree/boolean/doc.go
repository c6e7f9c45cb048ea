// Package boolean holds Boolean functions: a shared acyclic net of and-, or-,
// at-least- and not-gates over events, as fault tree analysis has them. Without
// not-gates they are monotone. It knows nothing of graphs or models.
//
// A Formula simplifies what it is given while it is built: constants vanish, a
// gate of one argument is its argument, equal gates become one. Simplify then
// joins gates of one kind and absorbs, Group makes one gate of what always stands
// together, and Modules finds the gates that can be analysed on their own. All of
// these walk the net in order of index, without recursion, so that its depth costs
// nothing.
package boolean
