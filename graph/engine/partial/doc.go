// Package partial computes who is out from when to when while nodes serve some only of
// those who come to them.
//
// Each user has for each such node a threshold of his own, drawn from 0 to 1: he finds
// the node while it serves a larger share than that. So a recovery curve from 0 over 0.3
// and 0.7 to 1 brings three tenths back first, and keeps them. Between two neighbouring
// shares of a curve all thresholds are alike: users fall into classes, and into a case
// for each class of each node that what they use can reach. In a case every node is found
// in some stretches and lost in others, and hold-ups, switches and recoveries act as in
// any timeline; the chance of a case is the product of those of its classes, since users
// find nodes independently of each other.
package partial
