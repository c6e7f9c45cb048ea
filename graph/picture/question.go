package picture

import (
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to draw.
type Question struct {
	Model    *models.Model
	Answer   *result.WhatIf // about Model, with every node (impact.Question.All); without a failure it is the model as it stands
	Before   *result.WhatIf // the same failure without the overlays, with every node; nil: nothing is compared
	Overlays []string       // what the overlays are called, for the title
	All      bool           // every node, not only those that are affected
	Focus    string         // id of a node: only what reaches it and what it reaches; or ""
	Depth    int            // with Focus: how many steps from it; 0: any number
	Fold     Fold
	Lang     string // "ko" or "en"
}

// Fold says which nodes share a box.
type Fold string

// The folds. A node that has none of what they fold by keeps a box of its own.
const (
	FoldAuto     Fold = ""     // none, or as much as the budget asks for
	FoldNone     Fold = "none" // never
	FoldSector   Fold = "sector"
	FoldSite     Fold = "site"
	FoldOperator Fold = "operator"
	FoldKind     Fold = "kind"
)

// Folds lists what can be asked for by name.
func Folds() []Fold { return []Fold{FoldSector, FoldSite, FoldOperator, FoldKind, FoldNone} }

// The budget of a picture that is not told never to fold. The whole shipped
// model (133 nodes, 250 lines) is about what a reader can take in; and 150 boxes
// tangled by 400 random lines are laid out in 3 s, by 600 in 11 s.
const (
	MaxBoxes = 150
	MaxLines = 400
)
