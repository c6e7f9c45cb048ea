// Package concentration tells how much of each sector depends on single carriers,
// operators, sites and vendors, with an alternative and without.
package concentration
