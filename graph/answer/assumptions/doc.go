// Package assumptions tells which unverified facts of a model the answers of its
// review rest on: it changes each by itself and looks which answers flip.
package assumptions
