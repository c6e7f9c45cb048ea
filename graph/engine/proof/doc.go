// Package proof proves why a vertex fell, finds what would have saved it, and
// tells what carries one that stands. It knows a graph and indices, no names.
package proof
