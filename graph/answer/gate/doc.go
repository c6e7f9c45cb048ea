// Package gate answers whether a model's policies hold: for each of them it
// runs every failure that the policy names, one by one and exactly.
package gate
