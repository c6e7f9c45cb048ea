package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/present"
	"github.com/meoktong/meoktong/graph/impact"
)

func (a *app) whatIf() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "whatif SELECTOR...",
		Short: "Which nodes, users and sectors fail if these all fail at once",
		Long: `Which nodes, users and sectors fail if these all fail at once, seen at one moment
after the failures, the horizon (--after).

A SELECTOR is a node (kt-backbone), a part of a service (pos-terminals@kt-internet),
a pattern ('kt-*'), or kind:, operator:, vendor:, site:, region:, sector: or tag:
with a value. A comma unites, ! in front takes away.`,
		Example: `  meoktong whatif kt-backbone
  meoktong whatif skcc-pangyo --after 12h --lang ko
  meoktong whatif 'kind:carrier,!skt-mobile' --json`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: a.completeNodes,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.compile()
			if err != nil {
				return err
			}
			failed, err := failures(c.Model, args)
			if err != nil {
				return err
			}
			w, err := impact.WhatIf(c, impact.Question{Failed: failed, After: a.flags.horizon(c.Model), Lang: a.flags.lang, All: all, Version: Version})
			if err != nil {
				return err
			}
			return a.show(w, present.WhatIf{Answer: w, Lang: a.flags.lang, Draw: a.drawCommand(args), HasLoad: hasLoad(c.Model)})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "every node, not only those that change")
	return cmd
}

// drawCommand returns the command that draws what was asked.
func (a *app) drawCommand(args []string) string {
	words := []string{"meoktong", "draw", "--if", shellWord(strings.Join(args, ","))}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, shellWord(value))
		}
	}
	add("-m", a.flags.model)
	for _, w := range a.flags.with {
		add("--with", w)
	}
	add("--after", a.flags.after)
	if a.flags.lang != "en" {
		add("--lang", a.flags.lang)
	}
	return strings.Join(append(words, "-o", fileFor(args)), " ")
}

// shellWord quotes a word for a shell where it needs it.
func shellWord(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:@/") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(oneLine(s), "'", `'\''`) + "'"
}

// fileFor proposes a file name for a picture.
func fileFor(args []string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, strings.Join(args, "-"))
	name = strings.Trim(name, "-")
	name = name[:min(len(name), 60)] + ".svg"
	if info, err := os.Stat("out"); err == nil && info.IsDir() {
		return "out/" + name
	}
	return name
}

// completeNodes completes ids of nodes.
func (a *app) completeNodes(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	a.flags.quiet = true
	m, err := a.load()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for i := range m.Nodes {
		if strings.HasPrefix(m.Nodes[i].ID, prefix) {
			out = append(out, m.Nodes[i].ID)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
