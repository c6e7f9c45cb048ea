package models

import "strings"

// hidden warns of a service of unknown users that needs one whose users are known:
// whoever loses the first is in no figure.
func (w *warner) hidden(n *Node) {
	if of := w.hides(n); of != "" {
		w.warn(n.at, true, "users-hidden", "give it a population or users",
			"service %s has neither population nor users, and needs %s, which has: who loses %s is in no figure", quote(n.ID), quote(of), quote(n.ID))
	}
}

// hides returns the first service of known users that one of unknown users needs, or "".
func (w *warner) hides(n *Node) string {
	if n.Kind != KindService || hasUsers(n) {
		return ""
	}
	return w.leansOn(n, func(_ string, of *Node) bool { return hasUsers(of) })
}

// protectsHidden warns of a policy that protects a service without a population that needs
// one with: it sees all users of that together, and is not down before the last of them has
// lost it.
func (w *warner) protectsHidden(p *Policy, protected []string) {
	for _, id := range protected {
		n := w.m.Node(id)
		if n == nil || n.Kind != KindService || n.populationID() != "" {
			continue // a part or a service with parts, or none
		}
		of := w.leansOn(n, func(ref string, of *Node) bool { return ref == of.ID && of.populationID() != "" })
		if of != "" {
			w.warn(p.at, true, "policy-users-hidden", "give it a population, and its users' line",
				"policy %s protects %s, which leans on %s as a whole: what takes that from some of its users takes %s from none of them, however many they are", quote(p.ID), quote(id), quote(of), quote(id))
		}
	}
}

// leansOn returns the first that a node needs of some sort, or "".
func (w *warner) leansOn(n *Node, is func(ref string, of *Node) bool) string {
	for i := range n.Needs {
		if of := w.memberBelow(&n.Needs[i], is); of != "" {
			return of
		}
	}
	return ""
}

// memberBelow returns the first member of a requirement that is of some sort, or "".
func (w *warner) memberBelow(r *Requirement, is func(ref string, of *Node) bool) string {
	id, _, _ := strings.Cut(r.On, "@")
	if n := w.m.Node(id); n != nil && is(r.On, n) {
		return r.On
	}
	for i := range r.Of {
		if of := w.memberBelow(&r.Of[i], is); of != "" {
			return of
		}
	}
	return ""
}

// hasUsers says whether a service has a population or gives its users.
func hasUsers(n *Node) bool { return n.Use != nil && (n.Use.Population != "" || n.Use.Users != nil) }
