package models

import (
	"errors"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// serves checks the nodes and parts of which an event says how many they serve, each
// named once at most: what cannot fail of itself cannot fail some of those who come.
func (k *linker) serves(list []Setting, at source.Place) {
	given := map[string]string{} // by id: under which name it has its share
	for _, s := range list {
		key := at.With(s.Node)
		for _, id := range k.failing(s.Node, key) {
			if by, twice := given[id]; twice {
				k.log.Add(Problem{Code: "twice", Message: fmt.Sprintf("%s is given two shares: by %s, too", quote(id), quote(by))}, key, true)
				break
			}
			given[id] = s.Node
		}
	}
}

// failing returns what a selector that is a key names of what can fail, and says what is
// wrong with it.
func (k *linker) failing(text string, at source.Place) []string {
	if !k.affordable(text, at) || k.pace.Over() {
		return nil
	}
	ids, err := matcher{m: k.m, log: k.log, pace: k.pace, refused: k.refused}.failures(text)
	var ne *NameError
	if errors.As(err, &ne) {
		k.log.Add(Problem{Code: "selector", Hint: ne.Hint, Message: strings.TrimSuffix(ne.Message, ".")}, at, true)
	}
	return ids
}
