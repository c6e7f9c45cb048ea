// Package raw has the elements of a model before their keys are understood: what a
// file defines ([KIND.ID] with its keys, or a line of JSON Lines), and what overlays
// and options make of it.
package raw
