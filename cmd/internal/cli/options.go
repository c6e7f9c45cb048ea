package cli

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
)

// shared is a set of flags that several commands have, before or after their name.
type shared uint16

// The shared flags.
const (
	withModel shared = 1 << iota // --model
	withOverlays
	withAsof
	withHorizon
	withLang
	withFormat // --format and --json, or --as
	withOutput
	withColor
	withQuiet
	withLoad // --no-load
)

// asking are those of a command that asks a model for one moment.
const asking = withModel | withOverlays | withAsof | withHorizon | withLang | withFormat | withOutput | withColor | withQuiet

// options are the shared flags as they were given, checked. They do not change.
type options struct {
	models []string // as given; none for the usual one
	with   []string
	asof   string // as given; "" for the latest facts
	after  string // as given; "" for the model's
	lang   string
	format format
	output string
	color  string
	quiet  bool
	noLoad bool
	excel  bool // CSV with a byte order mark
}

// given are the shared flags while they are parsed.
type given struct {
	options
	named string // what --format or --as says
	json  bool
}

// register adds the flags that a command takes.
func (g *given) register(set *pflag.FlagSet, takes shared, c *command) {
	for _, f := range []struct {
		is  shared
		add func()
	}{
		{withModel, func() {
			set.StringArrayVarP(&g.models, "model", "m", nil, "the `model`: "+formats.Files()+"; - for standard input (several make one)")
		}},
		{withOverlays, func() {
			set.StringArrayVar(&g.with, "with", nil, "an `overlay` on it: a file, variant:NAME or option:ID (repeatable)")
		}},
		{withAsof, func() {
			set.StringVar(&g.asof, "asof", "", "facts by date as of this `date`: 2023, 2023-09 or 2023-09-30 (default: the latest; of an incident, its start)")
		}},
		{withHorizon, func() {
			set.StringVar(&g.after, "after", "", "the horizon: how long after the failures, as `1h25m` or ever (default: the model's, else 1h)")
		}},
		{withLang, func() {
			set.StringVar(&g.lang, "lang", "en", "`language` of names and of the program's words: ko or en")
		}},
		{withFormat, func() { g.registerFormat(set, c) }},
		{withOutput, func() {
			set.StringVarP(&g.output, "output", "o", "", "write to this `file`, whole or not at all")
		}},
		{withColor, func() {
			set.StringVar(&g.color, "color", "auto", "`when` to colour: auto, always or never")
		}},
		{withLoad, func() { set.BoolVar(&g.noLoad, "no-load", false, "leave demand and capacity out, and say so") }},
		{withQuiet, func() { set.BoolVarP(&g.quiet, "quiet", "q", false, "no notes on stderr") }},
	} {
		if takes&f.is != 0 {
			f.add()
		}
	}
}

func (g *given) registerFormat(set *pflag.FlagSet, c *command) {
	takes := sentence(words(c.named()))
	if c.as {
		set.StringVar(&g.named, "as", words(c.formats)[0], "the `format`: "+takes+"; the ending of -o names it, too")
		return
	}
	set.StringVar(&g.named, "format", "text", "`format` of the result: "+takes+"; the ending of -o names it, too")
	set.BoolVar(&g.json, "json", false, "short for --format json")
	if slices.Contains(c.formats, formatCSV) {
		set.BoolVar(&g.excel, "excel", false, "CSV with a byte order mark, so that Excel reads Hangul")
	}
}

// sentence joins words as a sentence does: "text, json or csv".
func sentence(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func langs() []string  { return []string{"en", "ko"} }
func colors() []string { return []string{"auto", "always", "never"} }

// parsed checks what was given, and returns it as it stays.
func (g *given) parsed(cmd *cobra.Command, c *command) (options, error) {
	o := g.options
	o.models, o.with = slices.Clone(g.models), slices.Clone(g.with)
	if err := refuseNothing(cmd.Flags()); err != nil {
		return o, err
	}
	for _, x := range []struct {
		is          shared
		name, value string
		words       []string
	}{{withLang, "lang", o.lang, langs()}, {withColor, "color", o.color, colors()}} {
		if c.takes&x.is != 0 && !slices.Contains(x.words, x.value) {
			return o, usagef("--%s %q: it takes %s", x.name, x.value, strings.Join(x.words, ", "))
		}
	}
	if o.asof != "" && !models.IsDate(o.asof) {
		return o, usagef("--asof %q: a date is written like 2023, 2023-09 or 2023-09-30", o.asof)
	}
	if o.after != "" {
		if _, err := models.ParseHorizon(o.after); err != nil {
			return o, usagef("--after %q: %v", o.after, err)
		}
	}
	return o, g.decide(&o, cmd, c)
}

// decide settles the format.
func (g *given) decide(o *options, cmd *cobra.Command, c *command) (err error) {
	if len(c.formats) == 0 {
		return nil
	}
	flag, named := "format", format("")
	switch {
	case c.as:
		if flag = "as"; cmd.Flags().Changed(flag) {
			named = format(g.named)
		}
	case cmd.Flags().Changed(flag):
		named = format(g.named)
	}
	if g.json {
		if named != "" && named != formatJSON {
			return usagef("--json and --format %s exclude each other", named)
		}
		flag, named = "format", formatJSON
	}
	o.format, err = decide(c, flag, named, o.output)
	if err == nil && o.excel && o.format != formatCSV {
		return usagef("--excel is for --format csv, and this is %s", o.format)
	}
	return err
}

// horizon returns the horizon asked for, else the model's.
func (o *options) horizon(m *models.Model) time.Duration {
	if o.after == "" {
		return m.Horizon
	}
	t, _ := models.ParseHorizon(o.after) // checked before
	return t
}
