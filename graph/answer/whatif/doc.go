// Package whatif answers "what if" in the model's terms: nodes, parts, users,
// populations and sectors.
package whatif
