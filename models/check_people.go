package models

import "strings"

// hidden warns of a service of unknown users that needs one whose users are known:
// whoever loses the first is in no figure.
func (w *warner) hidden(n *Node) {
	if n.Kind != KindService || hasUsers(n) {
		return
	}
	for i := range n.Needs {
		if of := w.usedBelow(&n.Needs[i]); of != "" {
			w.warn(n.at, true, "users-hidden", "give it a population or users",
				"service %s has neither population nor users, and needs %s, which has: who loses %s is in no figure", quote(n.ID), quote(of), quote(n.ID))
			return
		}
	}
}

// usedBelow returns the first member of a requirement that has a population or
// users, or "".
func (w *warner) usedBelow(r *Requirement) string {
	id, _, _ := strings.Cut(r.On, "@")
	if n := w.m.Node(id); n != nil && hasUsers(n) {
		return r.On
	}
	for i := range r.Of {
		if of := w.usedBelow(&r.Of[i]); of != "" {
			return of
		}
	}
	return ""
}

// hasUsers says whether a service has a population or gives its users.
func hasUsers(n *Node) bool { return n.Use != nil && (n.Use.Population != "" || n.Use.Users != nil) }
