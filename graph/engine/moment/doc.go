// Package moment answers for one moment after failures, the horizon: the state of a
// timeline in which they begin at once and last, with all that happens at that moment done.
//
// Where no path carries more than one delay that is what a cascade finds by comparing each
// delay with the horizon. Where delays follow on each other (a battery of eight hours, then
// a fail-over of two: down from 8 h until 10 h) a simulation finds where each of them
// stands, and the cascade goes on from there.
package moment
