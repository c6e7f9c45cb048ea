// Package diagram is the table in which decision diagrams live: packages bdd and zbdd
// give its nodes their meaning.
//
// A table is bounded: past its budget of nodes, or when its context ends, every
// operation returns at once and Err says why. No node is ever freed; the budget is
// that of all nodes made. A node takes 20 to 32 bytes with its place in the index,
// and each operation's cache up to 24 more, 200 megabytes at most.
//
// Operations recurse as deep as the diagram has levels. Callers keep that below
// MaxLevels.
package diagram
