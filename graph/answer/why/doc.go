// Package why answers why a node fails if others do, in the model's terms: which
// requirement broke, through which members, and what would have saved it.
package why
