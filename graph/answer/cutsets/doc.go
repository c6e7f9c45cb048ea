// Package cutsets asks which minimal sets of failures take a node down: sets whose
// failure does, and none of whose smaller sets.
//
// Cards at Korean tills fail in the embedded model with each of four nodes alone,
// and with a pair of data centres: see the example.
//
// It costs the decision diagrams of what fails the node, a few nodes a failure as
// a rule and exponential at worst; past a budget (about a gigabyte, and a minute)
// sets are found by size as far as it goes, and the answer says how far. Package
// cutset has more.
//
// Where a requirement holds while something is down, a failure may help: then a set takes
// the node down with nothing else failed, and its prime implicants say besides what has to
// work.
package cutsets
