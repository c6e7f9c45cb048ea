// Package source knows the files of a model as they stand: their text and what keeps
// it from being read, where each key and value stands in them, and what is found
// wrong at such a place. It does not know what keys mean.
package source
