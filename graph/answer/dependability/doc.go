// Package dependability asks what must fail for a node to fail, and how likely
// that is, in the model's terms: minimal cut sets of nodes, availability by
// share of users, importance of nodes.
//
// Both are answered without load, whose overloads are not monotone, and at one
// horizon.
package dependability
