package hindsight

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// readEvents turns what events name into ids, and notes them.
func (t *taker) readEvents() error {
	in, err := t.m.Resolved(t.in)
	if err != nil {
		return err
	}
	out := *in
	out.Events = slices.Clone(in.Events)
	for i := range out.Events {
		e := &out.Events[i]
		if err := t.readEvent(e); err != nil {
			return err
		}
		eachTarget(e, func(ref string) bool {
			id, _, isPart := strings.Cut(ref, "@")
			t.named[id] = true
			t.split[id] = t.split[id] || isPart
			return false
		})
	}
	t.in = &out
	return nil
}

func (t *taker) readEvent(e *models.Event) error {
	for _, x := range []struct {
		list   *[]string
		choose func(string) ([]string, error)
	}{{&e.Fail, t.m.SelectFailures}, {&e.Degrade, t.m.SelectFailures}, {&e.Repair, t.m.Select}} {
		if len(*x.list) == 0 {
			continue
		}
		ids, err := x.choose(strings.Join(*x.list, ","))
		if err != nil {
			return err
		}
		*x.list = ids
	}
	return t.readServe(e)
}

// readServe gives what a selector serves to each node that it names.
func (t *taker) readServe(e *models.Event) error {
	var out []models.Setting
	for _, s := range e.Serve {
		ids, err := t.m.SelectFailures(s.Node)
		if err != nil {
			return err
		}
		for _, id := range ids {
			one := s
			one.Node = id
			out = append(out, one)
		}
	}
	e.Serve = out
	return nil
}

// eachTarget calls f with all that an event names, and leaves out what it says.
func eachTarget(e *models.Event, drop func(ref string) bool) {
	for _, list := range []*[]string{&e.Fail, &e.Degrade, &e.Repair} {
		*list = slices.DeleteFunc(slices.Clone(*list), drop)
	}
	for _, list := range []*[]models.Setting{&e.Serve, &e.Demand, &e.Capacity} {
		*list = slices.DeleteFunc(slices.Clone(*list), func(s models.Setting) bool { return drop(s.Node) })
	}
}

// events returns the events without the parts that can no longer be told apart.
func (t *taker) events(m *models.Model) []models.Event {
	out := slices.Clone(t.in.Events)
	for i := range out {
		eachTarget(&out[i], func(ref string) bool {
			_, _, err := m.PartsNamed(ref)
			if err != nil {
				t.take(models.TableIncident, t.in.ID, "events", ref, Names, nil)
			}
			return err != nil
		})
	}
	return out
}

// terms returns the terms that were known, with what is left of what they cover.
func (t *taker) terms(m *models.Model) []models.Terms {
	var out []models.Terms
	for _, x := range t.m.Terms {
		if why := t.why(x.Provenance); why != "" {
			t.take(models.TableTerms, x.ID, "", "", why, x.Provenance)
			continue
		}
		ids, err := t.m.Select(strings.Join(x.Covers, ","))
		ids = slices.DeleteFunc(ids, func(ref string) bool {
			id, _, _ := strings.Cut(ref, "@")
			_, _, missing := m.PartsNamed(ref)
			return t.gone[id] || missing != nil
		})
		if err != nil || len(ids) == 0 {
			t.take(models.TableTerms, x.ID, "", "", Names, x.Provenance)
			continue
		}
		x.Covers = ids
		out = append(out, x)
	}
	return out
}
