// Package whatif answers what fails if some nodes and parts fail at once, or with
// another demand: which nodes, users, populations and sectors, seen at one moment
// after the failures.
//
// A question costs one cascade (what falls, each member counted once) and passes
// over the services; where the model has demand or capacity, a cascade for each
// round of overloads and the loads of the nodes with a capacity.
package whatif
