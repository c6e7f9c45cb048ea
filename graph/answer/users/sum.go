package users

import "cmp"

// Sum is how many users lose something, as far as that is known.
type Sum struct {
	Users     float64 // whole people: the upper end of what is known, whatever they are
	Hit       int     // services
	Uncounted int     // of these, those without figures
}

// Known says whether anything is known: nothing is hit, or something of which there
// are figures.
func (s Sum) Known() bool { return s.Hit == 0 || s.Uncounted < s.Hit }

// Value returns the users; nil where nothing is known.
func (s Sum) Value() *float64 {
	if !s.Known() {
		return nil
	}
	return &s.Users
}

// Order puts first what loses more users that are known, and of equals what hits more
// services of whose users there is no figure: 0 where both are the same.
func (s Sum) Order(other Sum) int {
	return cmp.Or(cmp.Compare(other.Users, s.Users), cmp.Compare(other.Uncounted, s.Uncounted))
}

// Less returns what of it another does not have.
func (s Sum) Less(other Sum) Sum {
	return Sum{s.Users - other.Users, s.Hit - other.Hit, s.Uncounted - other.Uncounted}
}

// Plus adds up what two failures lose, one after the other.
func (s Sum) Plus(other Sum) Sum {
	return Sum{s.Users + other.Users, s.Hit + other.Hit, s.Uncounted + other.Uncounted}
}

// Interval is how many of some people lose something, whole ones: the ends of what is
// known.
type Interval struct {
	Least, Most float64
	Hit         int // services of theirs
	Uncounted   int // of these, those without figures
}

// Known says whether anything is known, as [Sum.Known] does.
func (x Interval) Known() bool { return x.Hit == 0 || x.Uncounted < x.Hit }

// Sum adds up all that is counted, whatever it is. Unlike Counted it tells no
// interval.
func (c *Counter) Sum() Sum {
	out := Sum{Users: c.own.most, Hit: len(c.hits)}
	for _, s := range c.hits {
		if !c.t.Services[s].Counted {
			out.Uncounted++
		}
	}
	if len(c.lose) == 0 {
		return out
	}
	for i, s := range c.people() {
		if c.t.Populations[i].Of < 0 {
			out.Users += People(s.most)
		}
	}
	return out
}

// Counted returns how many of each thing of the table lose something. Populations
// that are some of no other may overlap, and so may the users of services without
// one.
func (c *Counter) Counted() []Interval {
	out := make([]Interval, len(c.t.Things))
	out[0].Least, out[0].Most = c.own.least, c.own.most // they are people
	for i, s := range c.people() {
		if p := &c.t.Populations[i]; p.Of < 0 {
			x := &out[p.Thing]
			x.Least, x.Most = max(x.Least, People(s.least)), x.Most+People(s.most)
		}
	}
	for _, s := range c.hits {
		out[c.t.Services[s].Thing].count(&c.t.Services[s])
	}
	return out
}

// Lost is how many of a population lose something.
type Lost struct {
	Interval
	Share float64 // of it, at the most, 0 to 1
}

// Populations returns how many of each population lose something, those among them
// who are another, too. It costs the populations and their cells.
func (c *Counter) Populations() []Lost {
	out := make([]Lost, len(c.t.Populations))
	for _, s := range c.hits {
		if of := &c.t.Services[s]; of.Population >= 0 {
			out[of.Population].count(of)
		}
	}
	people := c.people()
	for _, i := range c.t.inward {
		p, x := &c.t.Populations[i], &out[i]
		x.Least, x.Most = People(people[i].least), People(people[i].most)
		if x.Share = c.share(i).most; p.Sized && p.Size > 0 {
			x.Share = people[i].most / p.Size
		}
		if p.Of >= 0 {
			out[p.Of].Hit += x.Hit
			out[p.Of].Uncounted += x.Uncounted
		}
	}
	return out
}

// count counts a service that is hit.
func (x *Interval) count(s *Service) {
	if x.Hit++; !s.Counted {
		x.Uncounted++
	}
}
