package result

// Drawing is what to draw of a model: how everything fares if some nodes fail, or
// the model as it stands, and which of it to show. It becomes a Picture in one
// language.
type Drawing struct {
	Header
	Answer   *WhatIf  `json:"answer"`           // with every node; without a failure it is the model as it stands
	Before   *WhatIf  `json:"before,omitempty"` // the same failure without the overlays, with every node; null: nothing is compared
	Overlays []string `json:"overlays,omitempty"`
	All      bool     `json:"all,omitempty"`   // every node, not only those that are affected
	Focus    string   `json:"focus,omitempty"` // id of a node: only what reaches it and what it reaches
	Depth    int      `json:"depth,omitempty"` // with Focus: how many steps from it; 0: any number
	Fold     Fold     `json:"fold,omitempty"`
}

// Fold says which nodes share a box of a picture.
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
