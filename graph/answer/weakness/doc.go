// Package weakness finds what is weak in a model as it stands, in the model's
// terms: redundancy that is none, and loops that cannot start from black.
package weakness
