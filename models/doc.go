// Package models reads models of what people depend on: nodes, what each of
// them needs, who uses it, and what counts together. Load reads a file, a folder
// or the embedded Korean model, and says all that is wrong with it in one go.
package models
