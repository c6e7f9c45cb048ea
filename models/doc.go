// Package models reads models of what people depend on: nodes, what each of
// them needs, who uses it, and what counts together. Load reads a file, a folder
// or the embedded Korean model, and says all that is wrong with it in one go.
//
// A model goes through these files: files*.go find the files, load*.go gather their
// elements and what overlays make of them, decode*.go turn keys into the types of
// model.go and plans.go (by the table in language), link*.go check what elements say
// of each other, check.go what is legal and doubtful. Of a loaded model, selector*.go
// find nodes, take_option.go reads anew what options change.
//
// Below it: formats of others (formats), texts and places (internal/source), elements
// before their keys are understood (internal/raw). Above it: what options do (change),
// pseudonyms (redact).
package models
