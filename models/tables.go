package models

import (
	"github.com/meoktong/meoktong/models/internal/id"
	"github.com/meoktong/meoktong/models/language"
)

func validID(s string) bool { return id.Valid(s) }

// Tables that options may change, besides those of nodes, which are their kinds; and those
// of what a replay looks at.
const (
	TablePopulation = string(language.Population)
	TableSector     = string(language.Sector)
	TableIncident   = string(language.Incident)
	TableTerms      = string(language.Terms)
)

// The tables of a model file that are not kinds of node.
const (
	tableModel      = string(language.Model)
	tableOverlay    = string(language.Overlay)
	tableKind       = string(language.Kind)
	tablePopulation = TablePopulation
	tableSector     = TableSector
	tableSource     = string(language.Source)
	tableIncident   = TableIncident
	tableTerms      = TableTerms
	tablePolicy     = string(language.Policy)
	tableOption     = string(language.Option)
)

func otherTables() []string { return language.Elements() }
