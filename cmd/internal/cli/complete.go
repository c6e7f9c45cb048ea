package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// fixed completes a flag, or arguments, with some words.
func fixed(words []string) cobra.CompletionFunc {
	return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
}

// hint lets the shell complete what a flag takes. The only error is a flag that
// does not exist, which would be a defect.
func hint(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err)
	}
}

// completeShared lets the shell complete what the shared flags of a command take.
func completeShared(cmd *cobra.Command, c *command) {
	for flag, f := range map[string]cobra.CompletionFunc{
		"lang": fixed(langs()), "color": fixed(colors()), "after": fixed([]string{"0s", "1h", "1d", "ever"}),
		"format": fixed(words(c.named())), "as": fixed(words(c.named())), "with": overlays,
	} {
		if cmd.Flags().Lookup(flag) != nil {
			hint(cmd, flag, f)
		}
	}
}

// ofModel completes from the model that the command line names so far.
func ofModel(words func(m *models.Model, typed string) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		m, err := models.Load(requestOf(flagTexts(cmd, "model"), flagTexts(cmd, "with")))
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		out := words(m, typed)
		if slices.ContainsFunc(out, func(w string) bool { return strings.HasSuffix(w, ":") || strings.HasSuffix(w, "@") }) {
			return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

func flagTexts(cmd *cobra.Command, name string) []string {
	out, err := cmd.Flags().GetStringArray(name)
	if err != nil { // it has no such flag
		return nil
	}
	return out
}

// hintNodes completes a selector: the term behind the last comma, by ids of nodes
// and parts, by names, and by attributes with their values.
func hintNodes() cobra.CompletionFunc { return ofModel(selectorWords) }

func selectorWords(m *models.Model, typed string) []string {
	at := strings.LastIndex(typed, ",") + 1
	before, term := typed[:at], typed[at:]
	if rest, away := strings.CutPrefix(term, "!"); away {
		before, term = before+"!", rest
	}
	var out []string
	for _, w := range termWords(m, term) {
		out = append(out, before+w)
	}
	return out
}

// termWords returns what a term may become, each with a name behind a tab.
func termWords(m *models.Model, term string) []string {
	var out []string
	service, _, isPart := strings.Cut(term, "@")
	if attribute, _, ok := strings.Cut(term, ":"); ok && !isPart {
		return startingWith(attributeWords(m, attribute), term)
	}
	for _, name := range models.Attributes() {
		out = append(out, name+":")
	}
	out = startingWith(out, term)
	for i := range m.Nodes {
		n := &m.Nodes[i]
		switch p := m.PopulationOf(n); {
		case isPart && p != nil && n.ID == service:
			out = append(out, startingWith(partWords(m, i), term)...)
		case isPart:
		case strings.HasPrefix(n.ID, term) || term != "" && named(n.Name, term):
			out = append(out, described(n.ID, n.Name))
			if n.ID == term && p != nil {
				out = append(out, n.ID+"@")
			}
		}
	}
	return out
}

// mostParts is how many parts of a service a shell is offered.
const mostParts = 1000

// partWords returns the names of parts of a service, and those of all that have one
// value of a split.
func partWords(m *models.Model, node int) []string {
	parts, id := m.PartsOf(node), m.Nodes[node].ID
	var out []string
	for k := range min(parts.Len(), mostParts) {
		out = append(out, m.PartName(node, k))
	}
	if parts.Plain() {
		return out
	}
	for _, s := range parts.Segments.Splits {
		for _, v := range s.Values {
			out = append(out, id+"@"+s.Name+":"+v.ID)
		}
	}
	return out
}

// named says whether a name, or a word of it, starts so in any language.
func named(name models.Text, typed string) bool {
	typed = strings.ToLower(typed)
	for _, text := range name {
		text = strings.ToLower(text)
		if strings.HasPrefix(text, typed) || strings.Contains(text, " "+typed) {
			return true
		}
	}
	return false
}

func described(id string, name models.Text) string {
	if text := result.Names(name).In("en", ""); text != "" {
		return id + "\t" + oneLine(text)
	}
	return id
}

// attributeWords returns "kind:carrier" and so on, for the values that there are.
func attributeWords(m *models.Model, attribute string) []string {
	values := map[string]bool{}
	for i := range m.Nodes {
		for _, v := range m.Nodes[i].Attribute(attribute) {
			values[v] = v != ""
		}
	}
	var out []string
	for _, v := range slices.Sorted(maps.Keys(values)) {
		if values[v] {
			out = append(out, attribute+":"+v)
		}
	}
	return out
}

func startingWith(words []string, typed string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, typed) })
}

// overlays completes an overlay by its name; files are the shell's.
func overlays(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var out []string
	paths := flagTexts(cmd, "model")
	if variants, err := models.Variants(paths...); err == nil {
		for _, v := range variants {
			out = append(out, "variant:"+v)
		}
	}
	if m, err := models.Load(requestOf(paths, nil)); err == nil {
		for i := range m.Options {
			out = append(out, described("option:"+m.Options[i].ID, m.Options[i].Name))
		}
	}
	return startingWith(out, typed), cobra.ShellCompDirectiveDefault
}

// hintIncidents and hintPolicies complete ids.
func hintIncidents() cobra.CompletionFunc {
	return ofModel(func(m *models.Model, typed string) []string {
		var out []string
		for i := range m.Incidents {
			out = append(out, described(m.Incidents[i].ID, m.Incidents[i].Name))
		}
		return startingWith(out, typed)
	})
}

func hintPolicies() cobra.CompletionFunc { return ofModel(policyWords) }

func policyWords(m *models.Model, typed string) []string {
	var out []string
	for i := range m.Policies {
		out = append(out, described(m.Policies[i].ID, m.Policies[i].Name))
	}
	return startingWith(out, typed)
}
