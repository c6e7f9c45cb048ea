// Package result holds what an analysis hands to a presenter: plain values,
// with nothing left to compute. Every output format is made from the same
// value, the exit code too.
package result
