package openpsa

import (
	"strings"

	"github.com/meoktong/meoktong/models/plain"
)

// model reads the root element.
func (p *parser) model(e element) {
	p.attributes(e, "name", "version")
	p.tree.Name, _ = attribute(e, "name")
	p.container(&p.tree.Label)
}

// container reads the definitions within an element. Its label goes to where
// the caller wants it; nil: nowhere.
func (p *parser) container(label *string) {
	p.content(func(e element) {
		switch e.Name.Local {
		case "label":
			p.labelFor(e, label)
		case "attributes":
			p.leaveOut(e)
		case "define-fault-tree":
			p.faultTree(e)
		case "define-component":
			p.inside(e, p.name(e, "role"), nil)
		case "model-data":
			p.attributes(e)
			p.container(nil)
		case "define-gate":
			p.gate(e)
		case "define-basic-event":
			p.basicEvent(e)
		case "define-house-event":
			p.houseEvent(e)
		default:
			p.flaw(e.at, "not-read", "what is read is fault trees: gates, basic events and house events", "<%s> is not read here", word(e.Name.Local))
			p.skip(e)
		}
	}, nil)
}

// faultTree reads a fault tree. Where the file itself has no name, it has that
// of its first tree.
func (p *parser) faultTree(e element) {
	name, label := p.name(e), ""
	if p.tree.Name != "" {
		p.lose(e.at, "fault trees, read as parts of the first", "fault tree %q is read as a part of %q", name, p.tree.Name)
		p.inside(e, name, nil)
		return
	}
	p.tree.Name = name
	p.inside(e, name, &label)
	if p.tree.Label == "" {
		p.tree.Label = label
	}
}

// inside reads the definitions within a fault tree or a component of that name.
func (p *parser) inside(e element, name string, label *string) {
	around := p.within
	defer func() { p.within = around }()
	p.within.path = joined(around.path, name)
	if role, said := attribute(e, "role"); said {
		p.within.private = role == "private"
	}
	p.container(label)
}

// joined returns the path of a name within a container.
func joined(path, name string) string {
	if path == "" || name == "" {
		return path + name
	}
	return path + "." + name
}

// defined returns the name of what an element defines, which is its whole path where
// it is private.
func (p *parser) defined(e element) string {
	name := p.name(e, "role")
	private := p.within.private
	if role, said := attribute(e, "role"); said {
		private = role == "private"
	}
	if private && name != "" {
		return joined(p.within.path, name)
	}
	return name
}

func (p *parser) gate(e element) {
	g := Gate{Name: p.defined(e), path: p.within.path, At: e.at}
	formulas := 0
	p.definition(&g.Label, func(c element) {
		if f, ok := p.formula(c); ok {
			g.Formula = f
		}
		if formulas++; formulas == 2 {
			p.flaw(c.at, "formula", "put <and> or <or> around them", "gate %q has more than one formula", g.Name)
		}
	})
	if formulas == 0 && !p.stopped {
		p.flaw(e.at, "formula", "", "gate %q has no formula", g.Name)
	}
	if g.Name != "" {
		p.tree.Gates = append(p.tree.Gates, g)
	}
}

func (p *parser) basicEvent(e element) {
	ev := Event{Name: p.defined(e), path: p.within.path, At: e.at}
	p.definition(&ev.Label, func(c element) {
		if c.Name.Local != "float" {
			p.flaw(c.at, "not-read", `such as <float value="0.01"/>`, "<%s> is not read here: the probability of a basic event must be a <float>", word(c.Name.Local))
			p.skip(c)
			return
		}
		if ev.Probability != nil {
			p.flaw(c.at, "twice", "", "basic event %q has two probabilities", ev.Name)
		}
		x := p.float(c)
		ev.Probability = &x
	})
	if ev.Name != "" {
		p.tree.Events = append(p.tree.Events, ev)
	}
}

// houseEvent reads a house event. One without a constant is false, as the
// format has it.
func (p *parser) houseEvent(e element) {
	h := house{name: p.defined(e), path: p.within.path, at: e.at}
	p.definition(nil, func(c element) {
		if c.Name.Local != "constant" {
			p.flaw(c.at, "not-read", `such as <constant value="true"/>`, "<%s> is not read here: a house event is a <constant>", word(c.Name.Local))
			p.skip(c)
			return
		}
		h.value = p.boolean(c)
	})
	if h.name != "" {
		p.loseNamed(h.name, e.at, "house events, folded into the gates that name them", "house event %q is %t, and is folded into the gates that name it", h.name, h.value)
		p.houses = append(p.houses, h)
	}
}

// definition reads the content of a definition: a label (nil: that is for nothing),
// and what f reads.
func (p *parser) definition(label *string, f func(c element)) {
	p.content(func(c element) {
		switch c.Name.Local {
		case "label":
			p.labelFor(c, label)
		case "attributes":
			p.leaveOut(c)
		default:
			f(c)
		}
	}, nil)
}

// labelFor reads a label to where it is wanted; nil: nowhere.
func (p *parser) labelFor(e element, to *string) {
	text := p.label()
	switch {
	case to != nil:
		*to = text
	case text != "":
		p.lose(e.at, "labels of nothing that the model has", "the label %q is of nothing that the model has", word(text))
	}
}

// leaveOut passes over an element that says nothing a model could hold.
func (p *parser) leaveOut(e element) {
	p.lose(e.at, "<"+word(e.Name.Local)+">, left out", "<%s> is left out", e.Name.Local)
	p.skip(e)
}

// label reads the text of a label.
func (p *parser) label() string {
	var text strings.Builder
	p.content(func(e element) {
		p.flaw(e.at, "text", "", "<%s> has no meaning within a label", word(e.Name.Local))
		p.skip(e)
	}, func(s []byte) {
		if text.Len()+len(s) <= MaxTag {
			text.Write(s)
		}
	})
	return plain.String(strings.Join(strings.Fields(text.String()), " "))
}
