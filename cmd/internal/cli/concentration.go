package cli

import "github.com/meoktong/meoktong/graph/answer/concentration"

func concentrationCommand() *command {
	return &command{
		use:   "concentration",
		short: "Who depends on one carrier, operator, site or vendor",
		long: `Lets every carrier fail by itself, and all that has one operator, one site or one
vendor at once, and says of each sector which share of its users goes down with
that (no alternative), and which depends on it and stays, perhaps degraded (with
one), at the horizon (--after). The value on which sectors depend most comes first.

What no figure speaks of stands below the tables: nodes that do not say who runs,
houses or made them, services in no sector, services of unknown users.`,
		example: `  meoktong concentration
  meoktong concentration --after 1d --lang ko
  meoktong concentration --with variant:merchants-second-carrier
  meoktong concentration -o concentration.csv`,
		takes:   asking,
		formats: tabular(),
		run: func(r *run, _ []string) error {
			c, err := r.compile()
			if err != nil {
				return err
			}
			r.noteUnloaded(c.HasLoad())
			stop := r.progress("letting carriers, operators, sites and vendors fail")
			defer stop()
			x, err := concentration.Ask(r.ctx, c, concentration.Question{After: r.horizon(c.Model)})
			if stop(); err != nil {
				return err
			}
			if x.Truncated && r.format == formatCSV {
				r.note("the model is large: only the values with the most nodes were looked at")
			}
			return r.answer(x, c.Model)
		},
	}
}
