package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
)

func rankCommand() *command {
	q := rank.Question{Version: Version}
	return &command{
		use:   "rank",
		short: "The worst single failures and pairs",
		long: `Ranks every single failure, or with --failures 2 every pair, by what it takes down
at the horizon (--after): users, then sectors, nodes and names. A row says what
whatif says of that failure. --against chooses what may fail.

Pairs are all accounted for, though few have to be run. Beside the worst pairs
stand those that take something down together that neither takes down alone.`,
		example: `  meoktong rank
  meoktong rank --by sectors --against kind:carrier
  meoktong rank --failures 2 --top 50 --json`,

		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().IntVar(&q.Failures, "failures", 1, "how many fail at once: 1 or 2")
			cmd.Flags().StringVar(&q.Against, "against", "", "what may fail: a `selector` as for whatif (default: every node that can)")
			cmd.Flags().StringVar(&q.By, "by", "users", "what to rank by `first`: users, services, sectors or nodes")
			cmd.Flags().IntVar(&q.Top, "top", 20, "how many rows; 0 for all")
			hint(cmd, "against", hintNodes())
			hint(cmd, "by", fixed(rank.Orders()))
			hint(cmd, "failures", fixed([]string{"1", "2"}))
		},
		run: func(r *run, _ []string) error {
			if err := checkRank(&q); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			r.noteUnloaded(c.HasLoad())
			q.After, q.Lang = r.horizon(c.Model), r.lang
			x, err := r.ranked(r.ctx, func(ctx context.Context) (*result.Rank, error) { return rank.Rank(ctx, c, q) })
			if err != nil {
				return err
			}
			return r.answer(x, c.Model)
		},
	}
}

// checkRank finds flags that cannot be.
func checkRank(q *rank.Question) error {
	switch {
	case q.Failures != 1 && q.Failures != 2:
		return usagef("--failures %d: it takes 1 or 2", q.Failures)
	case !slices.Contains(rank.Orders(), q.By):
		return usagef("--by %q: it takes %s", q.By, strings.Join(rank.Orders(), ", "))
	case q.Top < 0 || q.Top > rank.MaxRows:
		return usagef("--top %d: it takes 1 to %d, or 0 for all", q.Top, rank.MaxRows)
	}
	return nil
}

// ranked runs the sweep under a sign of life.
func (r *run) ranked(ctx context.Context, run func(context.Context) (*result.Rank, error)) (*result.Rank, error) {
	stop := r.progress("ranking failures")
	defer stop()
	x, err := run(ctx)
	var many rank.TooManyRows
	switch {
	case errors.As(err, &many):
		return nil, usagef("--top 0: %v; ask for fewer, or for less with --against", err)
	case errors.Is(err, sweep.TooManyTouches{}):
		return nil, fmt.Errorf("%w: ask for less with --against", err)
	case errors.Is(err, context.Canceled):
		return nil, errors.New("interrupted")
	}
	return x, err
}
