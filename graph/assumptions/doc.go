// Package assumptions tells which unverified facts of a model its answers rest
// on: it changes each by itself and looks which answers flip.
package assumptions
