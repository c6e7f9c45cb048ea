// Package concentration tells how much of each sector depends on single carriers,
// operators, sites and vendors, with an alternative and without. Of shops of which
// four in ten have one line, all on one carrier, it says that the carrier takes
// down 40 % of retail alone; where each shop has a second line, that it takes none,
// and that 40 % are covered.
package concentration
