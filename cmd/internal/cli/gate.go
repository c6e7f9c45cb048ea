package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// The formats that a gate has beside those of every command.
const (
	formatJUnit = "junit"
	formatSARIF = "sarif"
)

func (a *app) gate() *cobra.Command {
	var policies []string
	var baseline string
	cmd := &cobra.Command{
		Use:   "gate",
		Short: "Whether the policies hold (for CI)",
		Long: `Runs every failure that the model's policies name, and says of each policy
whether it holds, what is the worst case, and which requirement is to blame. Exit
code 3 if a policy is violated. Beside the formats of every command there are
--format junit and --format sarif (2.1.0).

--baseline accepts the violations that an earlier answer (gate --json) has as well
and no milder, and reports those that are gone.`,
		Example: `  meoktong gate
  meoktong gate --policy payments-within-four-hours
  meoktong gate --json > baseline.json
  meoktong gate --baseline baseline.json --format sarif -o gate.sarif`,
		Args: cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			a.flags.more = []string{formatJUnit, formatSARIF}
			g, err := a.askGate(policies, baseline)
			if err != nil {
				return err
			}
			if err := a.showGate(g, baseline != ""); err != nil {
				return err
			}
			if g.New() > 0 {
				return errReported{exitViolated}
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&policies, "policy", nil, "only this policy: its `id` (repeatable)")
	cmd.Flags().StringVar(&baseline, "baseline", "", "accept the violations of this `file`, an earlier gate --json")
	_ = cmd.RegisterFlagCompletionFunc("policy", a.completePolicies)
	return cmd
}

func (a *app) askGate(policies []string, baseline string) (*result.Gate, error) {
	var accepted *result.Gate
	if baseline != "" {
		var err error
		if accepted, err = readBaseline(baseline); err != nil {
			return nil, err
		}
	}
	c, err := a.compile()
	if err != nil {
		return nil, err
	}
	if err := hasPolicies(c.Model, policies); err != nil {
		return nil, err
	}
	if len(c.Model.Policies) == 0 {
		a.note("the model has no policies, so there is nothing that could be violated")
	}
	a.noteUnloaded(c.HasLoad())
	stop := a.progress("running the failures that the policies name")
	defer stop()
	g, err := gate.Gate(c, gate.Question{Policies: policies, After: a.flags.horizon(c.Model), Lang: a.flags.lang, Version: Version})
	if err != nil {
		return nil, err
	}
	if accepted != nil {
		gate.Accept(g, accepted, func(id string) bool { return c.Model.Policy(id) != nil })
	}
	return g, nil
}

func (a *app) showGate(g *result.Gate, baseline bool) error {
	p := render.Gate{Answer: g, Lang: a.flags.lang}
	switch a.flags.format {
	case formatJUnit:
		return a.write(p.JUnit)
	case formatSARIF:
		return a.write(func(w io.Writer) error { return p.SARIF(w, baseline) })
	}
	return a.show(g, p)
}

// maxBaseline bounds a baseline file, in bytes.
const maxBaseline = 256 << 20

// readBaseline reads an earlier answer of gate.
func readBaseline(name string) (*result.Gate, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--baseline %s cannot be read: there is no such file, or it is not readable", name)
	}
	defer file.Close()
	var g result.Gate
	err = json.NewDecoder(io.LimitReader(file, maxBaseline)).Decode(&g)
	if err != nil || g.Schema != "meoktong.gate/1" {
		return nil, usagef("--baseline %s is no answer of gate: write one with meoktong gate --json", name)
	}
	return &g, nil
}

// hasPolicies checks ids of policies.
func hasPolicies(m *models.Model, ids []string) error {
	for _, id := range ids {
		if m.Policy(id) != nil {
			continue
		}
		hint := "it has none"
		if len(m.Policies) > 0 {
			hint = "it has"
			for _, p := range m.Policies {
				hint += " " + p.ID
			}
		}
		return &models.NameError{Message: fmt.Sprintf("the model has no policy %q", id), Hint: hint}
	}
	return nil
}

// completePolicies completes ids of policies.
func (a *app) completePolicies(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	a.flags.quiet = true
	m, err := a.load()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, p := range m.Policies {
		out = append(out, p.ID)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
