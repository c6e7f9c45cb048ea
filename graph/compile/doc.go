// Package compile turns a model into a graph, and finds the way back: from a
// vertex to the model's name for it.
package compile
