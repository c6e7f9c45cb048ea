// Package rank asks which failures are the worst: every single one (N-1) or every
// pair (N-2), by users, services, sectors or nodes.
//
// In the embedded Korean model, of all pairs of carriers those two backbones are
// worst together that take 16 nodes down, two of which survive either alone: see
// the example. What a row says is what whatif says of that failure: what is down with
// nothing failed is no loss, and what a failure lets rise no gain. Where something holds
// only while something else is down, a pair may take down less than one of the two.
//
// Singles cost what falls with each. Of pairs few are run; the cost is that of
// finding those that interact. The README has figures, under "Speed".
package rank
