package review

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// page gathers from the answers what stands on the first page. It asks one whatif more.
func (r *reviewer) page() error {
	broken, err := r.broken()
	if err != nil {
		return err
	}
	r.out.Page = result.FirstPage{Asked: r.asked(), Broken: broken, First: r.remedy(), RestsOn: r.restsOn(), NotCovered: r.notCovered()}
	return nil
}

func (r *reviewer) asked() result.Asked {
	m := r.c.Model
	out := result.Asked{Owners: result.Names(m.Owner), Asof: m.Asof, FactsOf: r.q.Asof, Overlays: m.Overlays(), After: r.out.After,
		Nodes: len(m.Nodes), Failures: r.out.Singles.Scenarios, MayFail: r.out.Singles.MayFail}
	for i := range m.Nodes {
		if m.Nodes[i].Kind == models.KindService {
			out.Services++
		}
	}
	if p := r.out.Pairs; p != nil {
		out.Pairs = &p.Scenarios
	}
	if g := r.out.Gate; g != nil {
		out.Policies = len(g.Policies)
		for i := range g.Policies {
			out.Cases += g.Policies[i].Scenarios
		}
	}
	if x := r.out.Replay; x != nil {
		out.Coverage = x.Total.Coverage
	}
	return out
}

func (r *reviewer) broken() (out result.Broken, err error) {
	if g := r.out.Gate; g != nil {
		for i := range g.Policies {
			if p := &g.Policies[i]; !p.Holds {
				out.Policies++
				out.Violations += p.Violated
			}
		}
	}
	if m := r.out.Mitigate; m != nil {
		for i := range m.Policies {
			if u := m.Policies[i].Unmendable; u != nil {
				out.Unmendable += u.Count
			}
		}
	}
	if rows := r.out.Singles.Rows; len(rows) > 0 {
		out.Worst = &rows[0]
		out.Sectors, err = r.sectors(rows[0].Failed)
	}
	return out, err
}

// sectors says how sectors fare by a failure, the worst hit first.
func (r *reviewer) sectors(failed []string) ([]result.Sector, error) {
	w, err := whatif.Of(r.ctx, r.c, whatif.Question{Failed: failed, After: r.q.After})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(w.Sectors, func(a, b result.Sector) int {
		return cmp.Or(-compareBool(a.Fails, b.Fails), -cmp.Compare(a.ShareDown, b.ShareDown))
	})
	return w.Sectors, nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// remedy says what to do first: the options that make the policies hold, else what saves
// most of itself.
func (r *reviewer) remedy() result.Remedy {
	out := result.Remedy{Currency: r.c.Model.Currency, Steps: []result.Step{}}
	if m := r.out.Mitigate; m != nil && len(m.Steps) > 0 {
		out.Steps = m.Steps
		out.Cost = m.Choice.Cost
		for _, o := range m.Options {
			if o.Assumed && slices.Contains(m.Choice.Options, o.ID) {
				out.Assumed++
			}
		}
		return out
	}
	s := r.out.Suggest
	if s == nil {
		return out
	}
	out.Of = s.Lost
	switch {
	case len(s.Redundancy) > 0:
		out.Change, out.Changes = &s.Redundancy[0], "redundancy"
	case len(s.Harden) > 0:
		out.Change, out.Changes = &s.Harden[0], "harden"
	}
	return out
}

func (r *reviewer) restsOn() (out result.RestsOn) {
	if a := r.out.Assumptions; a != nil {
		out.Facts, out.Unverified, out.Examined, out.Flipping = a.All, a.Unverified, a.Examined, len(a.Facts)
	}
	if x := r.out.Replay; x != nil {
		out.Predicted = x.Total.ByBasis[result.BasisPredicted]
	}
	return out
}

func (r *reviewer) notCovered() result.NotCovered {
	out := result.NotCovered{Load: r.c.StatesLoad(), Bounds: len(r.out.Bounded())}
	for _, s := range users.New(r.c).Services {
		if !s.Counted {
			out.Uncounted++
		}
	}
	if x := r.out.Replay; x != nil {
		out.NotInModel = x.Total.NotInModel
	}
	return out
}
