package models

// hidden warns of a service of unknown users that needs one whose users are known, itself
// or through what serves others: whoever loses the first is in no figure.
func (w *warner) hidden(n *Node) {
	if n.Kind != KindService || hasUsers(n) {
		return
	}
	if w.onUsers == nil {
		w.onUsers = w.m.leanOnUsers()
	}
	if of := w.onUsers[n.ID]; of != "" {
		w.warn(n.at, true, "users-hidden", "give it a population or users",
			"service %s has neither population nor users, and needs %s, which has: who loses %s is in no figure", quote(n.ID), quote(of), quote(n.ID))
	}
}

// protectsHidden warns of a policy that protects a service without a population that needs
// one with: it sees all users of that together, and is not down before the last of them has
// lost it.
func (w *warner) protectsHidden(p *Policy, protected []string) {
	if w.onPeople == nil {
		w.onPeople = w.m.leanOnPeople()
	}
	for _, x := range w.m.blindOf(protected, w.onPeople) {
		id, of := quote(x.Node), quote(x.On)
		w.warn(p.at, true, "policy-users-hidden", "give it a population, and its users' line",
			"policy %s protects %s, which leans on %s as a whole: what takes that from some of its users takes %s from none of them, however many they are", quote(p.ID), id, of, id)
	}
}
