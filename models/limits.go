package models

import (
	"github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/internal/source"
)

// Limits of what a model may be. A file over them is refused with a message
// that names them.
const (
	MaxTOMLBytes = toml.MaxBytes       // of one TOML file; larger models come as JSON Lines
	MaxLineBytes = source.MaxLineBytes // of one line of JSON Lines
	MaxFiles     = 2000                // of one folder
	MaxDepth     = source.MaxDepth     // of nested lists, tables and dotted keys

	MaxRequirement = 10_000 // members of one requirement that nests groups or names parts; plain groups are not limited
)
