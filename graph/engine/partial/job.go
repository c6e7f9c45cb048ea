package partial

import "github.com/meoktong/meoktong/graph/engine/timeline"

// job is one run: the cases of a batch with a number.
type job struct{ batch, number int }

// Runs of no batch: of those who find everything that anyone finds, and of those who lose
// everything that anyone loses.
const (
	luckiest   = -1
	unluckiest = -2
)

// jobs returns all runs, the luckiest first, and last the unluckiest where that is asked
// about.
func (p *plan) jobs(most int, load bool) ([]job, error) {
	jobs := []job{}
	for b := range p.batches {
		if len(jobs)+p.batches[b].runs > most {
			return nil, p.tooMany(most, load)
		}
		for r := range p.batches[b].runs {
			jobs = append(jobs, job{b, r})
		}
	}
	if len(jobs) == 0 { // nobody fares differently from others
		jobs = append(jobs, job{luckiest, 0})
	}
	if p.rough() {
		jobs = append(jobs, job{unluckiest, 0})
	}
	return jobs, nil
}

// tooMany names the curves of the largest group.
func (p *plan) tooMany(most int, load bool) error {
	e := &CasesError{Most: most, Load: load}
	for _, g := range p.groups {
		if n := p.casesOf(g.curves); n > e.Cases {
			e.Cases, e.Vertices = n, nil
			for _, i := range g.curves {
				e.Vertices = append(e.Vertices, p.curves[i].Vertex)
			}
		}
	}
	return e
}

// classesOf returns which class of each curve a run tells of: the luckiest of those that
// its batch does not vary.
func (p *plan) classesOf(j job) []int {
	out := make([]int, len(p.curves))
	switch j.batch {
	case luckiest:
		return out
	case unluckiest:
		for i := range out {
			out[i] = len(p.classes[i]) - 1
		}
		return out
	}
	for _, i := range p.batches[j.batch].groups {
		g := &p.groups[i]
		if j.number >= g.cases {
			continue
		}
		n := j.number
		for _, c := range g.curves {
			out[c] = n % len(p.classes[c])
			n /= len(p.classes[c])
		}
	}
	return out
}

// sharesOf returns, by group, the share of those who come of whom a run tells.
func (p *plan) sharesOf(j job) map[int]float64 {
	out := map[int]float64{}
	if j.batch < 0 {
		return out
	}
	for _, i := range p.batches[j.batch].groups {
		if j.number < p.groups[i].cases {
			out[i] = p.shareOf(i, j.number)
		}
	}
	return out
}

// shareOf returns the share of those who come that are of a case of a group.
func (p *plan) shareOf(group, number int) float64 {
	share := 1.0
	for _, c := range p.groups[group].curves {
		share *= p.classes[c][number%len(p.classes[c])].share
		number /= len(p.classes[c])
	}
	return share
}

// eventsOf adds to events what some classes find and lose.
func (p *plan) eventsOf(events []timeline.Event, classes []int) []timeline.Event {
	out := append([]timeline.Event(nil), events...)
	for c, k := range classes {
		out = append(out, p.classes[c][k].events...)
	}
	return out
}
