// Package montecarlo estimates how often each vertex is down, or not up, by
// sampling what fails of itself: 64 trials to a word, in two words a vertex, one
// for each of the two monotone systems "not down" and "up".
//
// Trials are numbered, and what fails in a trial follows from the seed and its
// number alone. So a run is a pure function of its input and a range of trials:
// ranges add up to the same counts however they are cut, on however many cores.
//
// Cost: a trial takes the same for each member, whatever fails (the README has
// figures, under "Speed"); memory 85 bytes a vertex for each core, 60 a fault and
// about 4 a member once. Within a cycle a vertex is worked again when its members
// lose more: a failure that runs round a long one against the order of its vertices
// costs a visit of each. There is nothing to give up on but precision: the interval
// of a small probability p is about 4·√(p/trials) wide, so one far below 1/trials is seen as 0 (the upper
// end of its interval still holds).
package montecarlo
