package models

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// readPopulation reads a split, a line or joint shares. Splits and lines come one by
// one, the place of each below its key.
func (d *decoder) readPopulation(s *slot, p *Population, v any) {
	if s.Type == language.Rows {
		d.list(v, func(v any) { p.Joint = append(p.Joint, d.joint(s, v)) })
		return
	}
	name := d.at.Path[len(d.at.Path)-1]
	if name == s.Name && !slices.Contains(d.at.Path[:len(d.at.Path)-1], s.Name) {
		if _, isTable := v.(map[string]any); !isTable {
			d.typeError(v, either(s.Type == language.Splits, "a table of splits, such as by.mobile = { kt = 0.4, skt = 0.6 }", `a table of lines, such as line.data = "{mobile}-mobile"`))
		}
		return // with nothing in it
	}
	if !validID(name) {
		d.keyErrorf("bad-id", idHint, "%s cannot name a %s", quote(name), either(s.Type == language.Splits, "split", "line"))
	}
	if s.Type == language.Splits {
		p.By = append(p.By, d.split(s, name, v))
	} else {
		p.Line = append(p.Line, Line{name, d.end(v)})
	}
}

const idHint = `names are written in small letters, digits and "-", such as "kt"`

// split reads shares, or whole counts, by value.
func (d *decoder) split(s *slot, name string, v any) Split {
	out, sum := Split{Name: name}, 0.0
	out.Values, sum, _ = d.figures(v, s, func(id string) {
		if !validID(id) {
			d.keyErrorf("bad-id", idHint, "%s cannot be a value of split %s", quote(id), quote(name))
		}
	})
	whole := !slices.ContainsFunc(out.Values, func(x Share) bool { return x.Share != math.Trunc(x.Share) })
	switch _, isTable := v.(map[string]any); {
	case !isTable:
	case len(out.Values) == 0:
		d.keyErrorf("empty", "such as { kt = 0.4, skt = 0.6 }", "split %s has no values", quote(name))
	case d.scale(out.Values):
	case math.Abs(sum-1) <= shareTolerance+1e-9:
	case whole && sum > 1:
		out.Whole = sum
	default:
		d.keyErrorf("shares", "give shares that sum to 1, or whole counts", "the shares of split %s sum to %.4g, not to 1", quote(name), sum)
	}
	return out
}

// end reads where a line ends.
func (d *decoder) end(v any) (out End) {
	if text, ok := v.(string); ok {
		out.Template = d.attribute(text)
		if problem := templateProblem(out.Template); problem != "" {
			d.errorf("template", `such as "{mobile}-mobile"`, "%s in %s", problem, quote(out.Template))
		}
		return out
	}
	bySplit, ok := v.(map[string]any)
	if !ok || len(bySplit) != 1 {
		d.typeError(v, `a template such as "{mobile}-mobile", or a table of these by the values of one split`)
		return out
	}
	for split, values := range bySplit {
		out.By = split
		byValue, ok := values.(map[string]any)
		d.in(split, func() {
			if !ok {
				d.typeError(values, `a table of templates by value, such as { kt = "kt-mobile" }`)
			}
			for _, value := range slices.Sorted(maps.Keys(byValue)) {
				d.in(value, func() { out.Of = append(out.Of, EndOf{value, d.end(byValue[value])}) })
			}
		})
	}
	return out
}

// templateProblem says what is wrong with the braces of a template, or "".
func templateProblem(template string) string {
	for rest := template; ; {
		open, shut := strings.IndexByte(rest, '{'), strings.IndexByte(rest, '}')
		switch {
		case open < 0 && shut < 0:
			return ""
		case shut < 0:
			return "a { without its }"
		case shut < open || open < 0:
			return "a } without its {"
		case strings.Contains(rest[open+1:shut], "{"):
			return "a { within a {"
		case shut == open+1:
			return "{} names no split"
		}
		rest = rest[shut+1:]
	}
}

// templateSplits returns the splits that a template names, in order.
func templateSplits(template string) []string {
	var out []string
	for {
		_, rest, found := strings.Cut(template, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return out
		}
		out, template = append(out, name), after
	}
}

// joint reads one row of joint shares.
func (d *decoder) joint(s *slot, v any) Joint {
	row, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, `a table such as { mobile = "kt", home = "kt", share = 0.25 }`)
		return Joint{}
	}
	out := Joint{}
	for _, k := range slices.Sorted(maps.Keys(row)) {
		d.in(k, func() {
			if k == "share" {
				out.Share = d.number(row[k], s)
			} else {
				out.Values = append(out.Values, SplitValue{k, d.attribute(row[k])})
			}
		})
	}
	if _, said := row["share"]; !said {
		d.errorf("joint", "such as share = 0.25", "this row says no share")
	}
	return out
}

// people finds what is wrong with a population as a whole.
func (d *decoder) people(e *raw.Element, p *Population) {
	if !said(e, "access") && !said(e, "line") {
		d.keyErrorf("access", `such as access = { kt-internet = 0.4, skb-internet = 0.6 }, or line.data = "{mobile}-mobile" with by.mobile`,
			"population %s has no access and no line: who reaches what over which node", quote(e.ID))
	}
	d.twoNames(e, p)
	d.counts(e, p)
	for i := range p.Line {
		l := &p.Line[i]
		d.lineSplits(p, l.Name, &l.End, e.Keys["line."+l.Name].At)
	}
	d.jointRows(e, p)
}

// said says whether an element says anything under a key, or an entry of it.
func said(e *raw.Element, key string) bool {
	for k := range e.Keys {
		if name, _, _ := strings.Cut(k, "."); name == key {
			return true
		}
	}
	return false
}

// twoNames finds a name that stands for two things.
func (d *decoder) twoNames(e *raw.Element, p *Population) {
	twice := func(key, name, as string) {
		(&decoder{log: d.log, at: e.Keys[key+"."+name].At}).keyErrorf("duplicate", "call one of them otherwise", "%s is the name of a %s already", quote(name), as)
	}
	for i := range p.By {
		if len(p.Access) > 0 && p.By[i].Name == LineAccess {
			twice("by", p.By[i].Name, "split and a line (access)")
		} else if p.By[i].Name == "share" {
			twice("by", p.By[i].Name, "key of joint")
		}
	}
	for i := range p.Line {
		name := p.Line[i].Name
		if len(p.Access) > 0 && name == LineAccess {
			twice("line", name, "split and a line (access)")
		} else if p.split(name) != nil {
			twice("line", name, "split")
		}
	}
}

// split returns the split of that name, or nil.
func (p *Population) split(name string) *Split {
	for _, s := range p.Splits() {
		if s.Name == name {
			return &s
		}
	}
	return nil
}

// counts takes the size of a population from splits that count, all alike.
func (d *decoder) counts(e *raw.Element, p *Population) {
	for i := range p.By {
		s := &p.By[i]
		switch {
		case s.Whole == 0:
		case p.Size == nil:
			size := s.Whole
			p.Size = &size
		case *p.Size != s.Whole:
			at := &decoder{log: d.log, at: e.Keys["by."+s.Name].At}
			at.keyErrorf("counts", "the counts of a split sum to the size", "split %s counts %s, but population %s has %s",
				quote(s.Name), Saying{Value: s.Whole}.Plain(), quote(p.ID), Saying{Value: *p.Size}.Plain())
		}
	}
}

// lineSplits checks the splits that the end of a line names, and their values.
func (d *decoder) lineSplits(p *Population, line string, end *End, at source.Place) {
	here := &decoder{log: d.log, at: at}
	for _, name := range templateSplits(end.Template) {
		if p.split(name) == nil {
			here.errorf("unknown-split", p.splitHint(name), "line %s names split %s, which population %s does not have", quote(line), quote(name), quote(p.ID))
		}
	}
	if end.By == "" {
		return
	}
	here.at = at.With(end.By)
	s := p.split(end.By)
	if s == nil {
		here.keyErrorf("unknown-split", p.splitHint(end.By), "line %s goes by split %s, which population %s does not have", quote(line), quote(end.By), quote(p.ID))
	}
	for i := range end.Of {
		below := at.With(end.By, end.Of[i].Value)
		if s != nil && s.Value(end.Of[i].Value) < 0 {
			(&decoder{log: d.log, at: below}).keyErrorf("unknown-value", s.valueHint(end.Of[i].Value), "split %s has no value %s", quote(s.Name), quote(end.Of[i].Value))
		}
		d.lineSplits(p, line, &end.Of[i].End, below)
	}
}

func (p *Population) splitHint(name string) string {
	var names []string
	for _, s := range p.Splits() {
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return "declare it: by." + name + " = { … }"
	}
	return cmp.Or(didYouMean(name, names), "its splits are "+listWords(names))
}

func (s *Split) valueHint(value string) string {
	names := make([]string, len(s.Values))
	for i := range s.Values {
		names[i] = s.Values[i].ID
	}
	return cmp.Or(didYouMean(value, names), either(len(names) <= maxSuggestParts, "its values are "+listWords(names), ""))
}
