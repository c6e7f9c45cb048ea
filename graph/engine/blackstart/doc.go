// Package blackstart tells how a graph comes back from black, with everything off:
// in which order, which loops sustain themselves and yet cannot start, and where
// one independent start would break them. It knows indices, no names.
//
// Batteries are empty then, and every group may use any of its members.
package blackstart
