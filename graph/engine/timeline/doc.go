// Package timeline computes who is out from when to when: a discrete-event
// simulation of faults, hold-up, fail-over and recovery over the compiled graph.
package timeline
