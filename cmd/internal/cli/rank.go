package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
)

func (a *app) rank() *cobra.Command {
	q := rank.Question{Version: Version}
	cmd := &cobra.Command{
		Use:   "rank",
		Short: "The worst single failures and pairs",
		Long: `Ranks every single failure, or with --failures 2 every pair, by what it takes down
at the horizon (--after): users, then sectors, nodes and names. A row says what
whatif says of that failure. --against chooses what may fail.

Pairs are all accounted for, though few have to be run. Beside the worst pairs
stand those that take something down together that neither takes down alone.`,
		Example: `  meoktong rank
  meoktong rank --by sectors --against kind:carrier
  meoktong rank --failures 2 --top 50 --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkRank(&q); err != nil {
				return err
			}
			c, err := a.compile()
			if err != nil {
				return err
			}
			a.noteUnloaded(c.HasLoad())
			q.After, q.Lang = a.flags.horizon(c.Model), a.flags.lang
			r, err := a.ranked(cmd.Context(), func(ctx context.Context) (*result.Rank, error) { return rank.Rank(ctx, c, q) })
			if err != nil {
				return err
			}
			return a.show(r, render.Rank{Answer: r, Lang: a.flags.lang})
		},
	}
	cmd.Flags().IntVar(&q.Failures, "failures", 1, "how many fail at once: 1 or 2")
	cmd.Flags().StringVar(&q.Against, "against", "", "what may fail: a `selector` as for whatif (default: every node that can)")
	cmd.Flags().StringVar(&q.By, "by", "users", "what to rank by `first`: users, services, sectors or nodes")
	cmd.Flags().IntVar(&q.Top, "top", 20, "how many rows; 0 for all")
	_ = cmd.RegisterFlagCompletionFunc("against", a.completeNodes)
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(rank.Orders(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("failures", cobra.FixedCompletions([]string{"1", "2"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
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
func (a *app) ranked(ctx context.Context, run func(context.Context) (*result.Rank, error)) (*result.Rank, error) {
	stop := a.progress("ranking failures")
	defer stop()
	r, err := run(ctx)
	var many rank.TooManyRows
	switch {
	case errors.As(err, &many):
		return nil, usagef("--top 0: %v; ask for fewer, or for less with --against", err)
	case errors.Is(err, sweep.TooManyTouches{}):
		return nil, fmt.Errorf("%w: ask for less with --against", err)
	case errors.Is(err, context.Canceled):
		return nil, errors.New("interrupted")
	}
	return r, err
}
