// Package load says how much demand reaches which node: demand of services flows
// along their needs, spills over to substitutes, and is held against capacities.
// What a node then turns away is lost by those who need it.
//
// A view gives the levels of one moment; this package changes none. Whoever
// asks turns what is over its capacity into a mark (tripped, shedding,
// degraded), settles the levels anew and asks again. Within one moment marks are
// only ever added, at least one a round: that is why it ends.
//
// What is modelled: demand as a steady amount, members in use or balanced, each
// node reached once, offered demand at a node that is down. What is not: queues
// and retries, demand that grows with an outage, what a degraded node still
// serves, and users who give up.
package load
