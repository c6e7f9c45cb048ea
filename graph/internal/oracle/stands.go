package oracle

// stands says whether a part, or a node without parts, is a yes at the horizon.
func (w *world) stands(vertex string, r reading) bool {
	yes := r.reaches(w.own(vertex))
	for _, entry := range w.needs(vertex) {
		yes = yes && w.holds(entry, vertex, w.brings(vertex), r)
	}
	return yes
}

// holds says whether a member or a requirement is a yes, where the list or the
// group that it stands in is supply, or is not.
func (w *world) holds(entry any, speaker string, supply bool, r reading) bool {
	name, ok := entry.(string)
	if ok {
		return r.has(w.model, w.resolve(speaker, name), supply)
	}
	q := entry.(requirement)
	switch {
	case q.holdup > 0 && q.holdup > w.after && r.reaches(w.stoodValue(q, speaker)):
		return true
	case q.loss && !r.up:
		return true
	case q.accepts && r.up:
		r = r.first()
	}
	if q.unless {
		return w.inhibits(q, speaker, supply, r)
	}
	count := 0
	for _, member := range w.inReach(q, speaker) {
		if w.holds(member, speaker, q.within(supply), r) {
			count++
		}
	}
	return count >= q.k
}

// calm is the model with nothing failed and no delay still running.
func (m *model) calm() *world { return newWorld(m, Question{After: "ever"}) }

// stoodValue is what a requirement was before the failures.
func (w *world) stoodValue(r requirement, speaker string) string {
	if w.stood == nil {
		return "up"
	}
	calm := *w
	calm.after = ever
	return calm.value(r, speaker, w.stood)
}

// served are how many of a group's members serve without a switch: those up to
// the last one that was in use before the failures.
func (w *world) served(r requirement, speaker string) int {
	if w.stood == nil {
		return r.k
	}
	calm := *w
	calm.after = ever
	var offers []string
	for _, member := range r.members {
		offers = append(offers, calm.value(member, speaker, w.stood))
	}
	return len(atHand(best(r.k, offers)))
}
