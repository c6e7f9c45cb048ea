// Package commoncause finds redundancy that is none: groups of which one failure
// takes too many members at once, because these share something further down. It
// knows a graph and indices, no names.
package commoncause
