package models_test

import (
	"github.com/meoktong/meoktong/models/internal/modeltest"
)

// tour is a model that uses everything that the language has.
const tour = modeltest.Tour

// tourLines is a model in JSON Lines.
const tourLines = `{"id": "people", "kind": "population", "size": 10, "access": {"kt": 0.4, "lgu": 0.6}}
{"id": "retail", "kind": "sector"}
{"id": "kt", "kind": "carrier", "tags": ["core"]}
{"id": "lgu", "kind": "carrier", "mtbf": "300d", "mttr": "4h"}

{"id": "web", "kind": "service", "sector": "retail", "population": "people", "needs": ["shop", {"any": ["@access", {"all": ["kt", "lgu"]}], "failover": "1h"}]}
{"id": "shop", "kind": "service", "sector": "retail", "users": 1e1, "needs": [{"at_least": 1, "of": ["kt", "web@lgu"]}]}
`

// What tests of models and of their formats share.
var (
	loadText     = modeltest.Text
	load         = modeltest.Load
	problemsOf   = modeltest.Problems
	checkProblem = modeltest.CheckProblem
)
