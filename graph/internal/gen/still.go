package gen

import "github.com/meoktong/meoktong/graph/internal/oracle"

// Still is a document that has no fail-overs where the language does not settle what is in
// use by the horizon of a question.
func Still(doc oracle.Doc, q oracle.Question) oracle.Doc {
	if oracle.WaversAfter(doc, q) {
		return FilterDelays(doc, func(_, key string) bool { return key != "failover" })
	}
	return doc
}
