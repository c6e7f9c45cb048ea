package models_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// TestSourcesAreHeld holds the shipped model and SOURCES.md together.
func TestSourcesAreHeld(t *testing.T) {
	m, err := models.Load(models.Request{Path: "korea"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("korea/SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	written := ""
	for _, dir := range []string{"korea", "korea/incidents", "korea/variants"} {
		for _, f := range files(t, dir) {
			written += f.text
		}
	}
	for _, wrong := range checkSources(m, string(text), written) {
		t.Error(wrong)
	}
}

// What names a place where a fact stands without an id: a seed document's file, or a site
// with the number or date of an article there.
var (
	seedFile  = regexp.MustCompile(`\b\d{3}_[0-9a-f]{16}\.txt\b`)
	article   = regexp.MustCompile(`\b(?:[A-Za-z][\w.]+ [\w/-]*\d[\w/-]{4,}|[A-Za-z]\w*\.[\w.]+ [\w/-]*\d[\w/-]*)`)
	heading   = regexp.MustCompile(`(?m)^\[source\..*$`)
	link      = regexp.MustCompile(`\((https?://[^)\s]+)\)`)
	shortName = regexp.MustCompile("^`([^`]+)`$")
)

// row is one of SOURCES.md: what a document says that the model rests on.
type row struct{ id, document, date, states, where string }

// sourceRows reads the rows of all tables with that head, and the short names that need
// no number.
func sourceRows(text string) (out []row, short []string) {
	for _, part := range strings.Split(text, "| id | document | date | what it states | where |\n")[1:] {
		for _, cells := range rows(part) {
			for len(cells) < 5 {
				cells = append(cells, "")
			}
			date, _, _ := strings.Cut(cells[2], " (") // a remark may stand behind it
			out = append(out, row{strings.Trim(cells[0], "`"), cells[1], date, cells[3], cells[4]})
		}
	}
	_, names, _ := strings.Cut(text, "| short name | what it is |\n")
	for _, cells := range rows(names) {
		if m := shortName.FindStringSubmatch(cells[0]); m != nil {
			short = append(short, m[1])
		}
	}
	return out, short
}

// checkSources says what is wrong between a model, the text of its files and its SOURCES.md.
// A document counts as cited where a fact names it as its source, or a reason as what an
// assumption or the arithmetic of a figure rests on.
func checkSources(m *models.Model, text, written string) []string {
	c := &checker{m: m, cites: map[string]bool{}}
	all, short := sourceRows(text)
	c.short = short
	c.facts()
	for _, s := range m.Sources {
		named := regexp.MustCompile(`\b` + regexp.QuoteMeta(s.ID) + `\b`)
		c.cites[s.ID] = c.cites[s.ID] || named.MatchString(heading.ReplaceAllString(written, ""))
	}
	c.rows(all)
	for _, s := range m.Sources {
		if !slices.ContainsFunc(all, func(r row) bool { return r.id == s.ID }) {
			c.errorf("[source.%s] has no row in SOURCES.md", s.ID)
		}
	}
	return c.wrong
}

type checker struct {
	m     *models.Model
	short []string
	cites map[string]bool // sources, by what cites them
	wrong []string
}

func (c *checker) errorf(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

// rows checks each row against the source that it is of.
func (c *checker) rows(all []row) {
	ids, addresses := map[string]bool{}, map[string]string{}
	for _, r := range all {
		if r.id == "" || r.document == "" || r.states == "" || r.where == "" {
			c.errorf("row %q of SOURCES.md lacks a document, what it states, or where", r.id)
		}
		if !models.IsDate(r.date) {
			c.errorf("row %q of SOURCES.md has no date: %q", r.id, r.date)
		}
		if ids[r.id] {
			c.errorf("row %q stands in SOURCES.md twice", r.id)
		}
		ids[r.id] = true
		address := ""
		if x := link.FindStringSubmatch(r.document); x != nil {
			address = x[1]
		} else if s := c.m.CitedSource(r.id); (s == nil || s.URL == "") && !strings.ContainsAny(r.document, "0123456789") { // of an article, a page, a file, a volume
			c.errorf("row %q of SOURCES.md has no address, and no number by which to find it", r.id)
		}
		if other, twice := addresses[address]; twice && address != "" {
			c.errorf("rows %q and %q of SOURCES.md have one address: %s", other, r.id, address)
		}
		addresses[address] = r.id
		c.row(r, address)
	}
}

func (c *checker) row(r row, address string) {
	s := c.m.CitedSource(r.id)
	switch {
	case s == nil:
		c.errorf("row %q of SOURCES.md is of no [source.%s]", r.id, r.id)
	case !c.cites[r.id]:
		c.errorf("nothing in the model cites %q, which has a row in SOURCES.md", r.id)
	case s.Asof != r.date:
		c.errorf("[source.%s] is of %q, and its row in SOURCES.md of %q", r.id, s.Asof, r.date)
	case s.URL != address && address != "":
		c.errorf("[source.%s] is at %q, and its row in SOURCES.md at %q", r.id, s.URL, address)
	}
}

// facts checks what each fact of the model rests on.
func (c *checker) facts() {
	m := c.m
	for i := range m.Nodes {
		n := &m.Nodes[i]
		c.element(n.ID, n.Provenance, n.History)
		c.needs(n.ID, n.Needs)
	}
	for i := range m.Populations {
		c.element("population "+m.Populations[i].ID, m.Populations[i].Provenance, m.Populations[i].History)
	}
	for i := range m.Sectors {
		c.element("sector "+m.Sectors[i].ID, m.Sectors[i].Provenance, m.Sectors[i].History)
	}
	for i := range m.Terms {
		c.element("terms "+m.Terms[i].ID, m.Terms[i].Provenance, m.Terms[i].History)
	}
	for i := range m.Incidents {
		in := &m.Incidents[i]
		c.fact("incident "+in.ID, in.Provenance)
		for k := range in.Observed {
			c.fact(fmt.Sprintf("incident %s, observation %d", in.ID, k+1), in.Observed[k].Provenance)
		}
	}
}

// element checks what an element rests on, and what it says by date.
func (c *checker) element(name string, p *models.Provenance, h *models.History) {
	if c.fact(name, p); h == nil {
		return
	}
	for i := range h.Dated {
		var of *models.Provenance
		switch x := h.Dated[i].As.(type) {
		case *models.Node:
			of = x.Provenance
			c.needs(name, x.Needs)
		case *models.Population:
			of = x.Provenance
		}
		if of != nil {
			c.fact(name+" from "+h.Dated[i].From, of)
		}
	}
}

func (c *checker) needs(name string, rs []models.Requirement) {
	for i := range rs {
		if rs[i].Mods != nil && rs[i].Mods.Provenance != nil {
			c.fact(name+" needs "+rs[i].String(), rs[i].Mods.Provenance)
		}
		c.needs(name, rs[i].Of)
	}
}

// fact checks that a fact cites a source that a reader finds, or is assumed with a reason.
func (c *checker) fact(name string, p *models.Provenance) {
	if p == nil || p.Source == "" {
		c.errorf("%s says neither where it comes from nor why it is assumed", name)
		return
	}
	if c.cites[p.Source] = true; c.m.CitedSource(p.Source) != nil || p.Confidence == "assumed" {
		return
	}
	for clause := range strings.SplitSeq(p.Source, ";") {
		if clause = strings.TrimSpace(clause); !c.found(clause) {
			c.errorf("%s: %q names no [source.ID], no seed document, no site with the number of an article, and is not assumed", name, clause)
		}
	}
}

func (c *checker) found(clause string) bool {
	return strings.Contains(clause, "assumed") || strings.Contains(clause, "read from") || seedFile.MatchString(clause) || article.MatchString(clause) ||
		slices.ContainsFunc(c.short, func(name string) bool { return strings.HasPrefix(clause, name) })
}
