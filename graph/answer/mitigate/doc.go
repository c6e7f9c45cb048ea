// Package mitigate answers what would help: the cheapest set of options under
// which the policies hold, what each sum of money buys, and which single change
// saves most.
package mitigate
