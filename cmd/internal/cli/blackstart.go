package cli

import "github.com/meoktong/meoktong/graph/answer/blackstart"

func blackStartCommand() *command {
	return &command{
		use:   "blackstart",
		short: "What can come back from black, and in which order",
		long: `Turns everything off, with empty batteries, and says what comes back in which
round: first what needs nothing, then what needs only that, and so on. A service
comes back with its first part, for the users of that part.

Loops that sustain themselves and cannot start again stand first, with the nodes
where one independent start (a diesel, a satellite link) would break them, and those
that start and stay degraded.`,
		example: `  meoktong blackstart
  meoktong blackstart -m my-model.toml --lang ko
  meoktong blackstart --with option:kakao-second-tools
  meoktong blackstart -o black.csv`,
		takes:   asking &^ withHorizon,
		formats: tabular(),
		run: func(r *run, _ []string) error {
			c, err := r.compile()
			if err != nil {
				return err
			}
			stop := r.progress("starting from black")
			defer stop()
			x, err := blackstart.Ask(r.ctx, c, blackstart.Question{})
			if stop(); err != nil {
				return err
			}
			if x.Truncated && r.format == formatCSV {
				r.note("the model is large: not every node of a loop was tried, so that others may break it, too")
			}
			return r.answer(x, c.Model)
		},
	}
}
