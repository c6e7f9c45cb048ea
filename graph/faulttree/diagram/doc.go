// Package diagram holds decision diagrams: binary ones (Bryant, Graph-based
// algorithms for Boolean function manipulation, IEEE Trans. Computers C-35(8),
// 1986) for monotone functions, and zero-suppressed ones (Minato, DAC 1993) for
// families of minimal sets.
//
// A diagram lives in a table, which is bounded: past its budget of nodes, or
// when its context ends, every operation returns at once and Err says why. No
// node is ever freed; the budget is that of all nodes made. A node takes 20 to 32
// bytes with its place in the index, and each operation's cache up to 24 more, 200
// megabytes at most.
//
// Operations recurse as deep as the diagram has levels. Callers keep that below
// MaxLevels.
package diagram
