// Package mitigate asks what would help: the cheapest set of a model's options under
// which its policies hold, with the proof that no cheaper one does; without
// policies, what each sum of money buys.
//
// In the embedded Korean model messages stay up whatever site fails if a drill is
// paid for, at 2,000 million won, and no set of options that costs less does it: see
// the example.
//
// In the worst case it runs the policies for 2²⁰ sets: where most options make a
// difference to one and the same node, and only timelines tell which. What cannot
// help is cut off first, each set that was run rules others out, and a set is
// compiled only once levels and shares have been found to hold. Twenty options take
// milliseconds to a second. Where what is protected may rest on something's being down,
// only sets that were run rule others out, and the search is bounded above sixteen options.
package mitigate
