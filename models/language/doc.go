// Package language is the table of keys of the model language: what a model file
// may say, where, in what form and in which unit, what is taken where it says
// nothing, and what that means, in English and in Korean.
//
// Decoding and its messages, overlays, show, diff, redaction, the JSON Schema and
// the reference in models/REFERENCE.md read this table. None of them has a list of
// keys of its own: a new key is a row here, a field of the model that keeps it, and
// what an answer makes of it.
//
// The table is plain data, and the package imports nothing of the program.
package language
