// Package diff asks what changed between two models: in what they say, and in what
// follows from it: failures that cost more or less, single points of failure that
// are new or gone, policies that no longer hold or do again.
//
// With its option kakao-second-tools taken, in the embedded Korean model two
// failures cost 41,120,000 users less each, and one more policy holds: see the
// example.
//
// It costs every single failure of both models, and their policies, as rank and gate
// run them.
package diff
