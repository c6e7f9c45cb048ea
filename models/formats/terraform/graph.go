package terraform

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// maxEdges bounds the requirements of a file, with those that modules and graphs imply.
const maxEdges = 1_000_000

// maxModules bounds how far out a module is asked for all that is in it.
const maxModules = 100

// graph is what a file says of resources, in the making.
type graph struct {
	d     *draft.Draft
	r     tree.Reader
	list  []*resource
	by    map[address]*resource
	under map[string][]address // by module, also those of modules within it
	edges []edge
	wrong bool // something is
}

// resource is a block of a configuration, with all its instances.
type resource struct {
	address
	at             format.Span
	instances      int
	regions, zones []string // of the instances, each once
}

// edge is a requirement. More than the first that one word of a file stands for are implied.
type edge struct {
	from, to address
	at       format.Span
	implied  bool
}

func newGraph(file format.File) *graph {
	g := &graph{d: draft.New([]format.File{file}), by: map[address]*resource{}, under: map[string][]address{}}
	g.r.Wrong = g.flaw
	return g
}

// flaw says what is wrong with the file.
func (g *graph) flaw(f format.Flaw) {
	g.wrong = true
	g.d.Wrong(f)
}

// add adds a resource. A further instance of one is no node of its own.
func (g *graph) add(a address, at format.Span) *resource {
	if first := g.by[a]; first != nil {
		g.d.Leave(format.OfNode, at, "further instances of a resource, which stand together", a.String())
		return first
	}
	r := &resource{address: a, at: at}
	g.list, g.by[a] = append(g.list, r), r
	for m, depth := a.module, 0; m != "" && depth < maxModules; m, depth = parent(m), depth+1 {
		g.under[m] = append(g.under[m], a)
	}
	return r
}

// parent returns the module that a module is called by.
func parent(module string) string {
	parts := strings.Split(module, ".")
	return strings.Join(parts[:max(len(parts)-2, 0)], ".")
}

// place notes where an instance is, as far as its attributes say.
func (r *resource) place(attributes *tree.Value) {
	zone, keys := first(attributes, "availability_zone", "zone"), []string{"region", "location"}
	if strings.HasPrefix(r.kind(), "aws_") {
		keys = keys[:1] // to Amazon's images, a location is a path
	}
	region := first(attributes, keys...)
	if region == "" {
		region = regionOf(zone, attributes.Get("arn").String())
	}
	if len(zone) == 1 && region != "" {
		zone = region + "-" + zone // as Azure has them
	}
	if zone != "" && !slices.Contains(r.zones, zone) {
		r.zones = append(r.zones, zone)
	}
	if region != "" && !slices.Contains(r.regions, region) {
		r.regions = append(r.regions, region)
	}
}

// place is what regions and zones look like: nothing else of an attribute is kept.
var place = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$`)

// first returns the first text that some keys have and that may be a place.
func first(v *tree.Value, keys ...string) string {
	for _, k := range keys {
		if x := v.Get(k); x.Is(tree.Text) && place.MatchString(x.Text) {
			return x.Text
		}
	}
	return ""
}

// zoned are zones of Amazon and Google, whose names begin with that of the region.
var zoned = regexp.MustCompile(`^([a-z]+-[a-z-]+-\d+)[a-z]$|^([a-z]+-[a-z]+\d+)-[a-z]$`)

// regionOf finds a region in the name of a zone, or else in an Amazon resource name, of
// which nothing else is kept.
func regionOf(zone, arn string) string {
	if m := zoned.FindStringSubmatch(zone); m != nil {
		return m[1] + m[2]
	}
	if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 && parts[0] == "arn" && place.MatchString(parts[3]) {
		return parts[3]
	}
	return ""
}

// need adds requirements of one resource by whatever one word of the file names.
func (g *graph) need(from address, to []address, at format.Span, counted bool) {
	for i, t := range to {
		if len(g.edges) == maxEdges {
			if !g.wrong {
				g.flaw(format.Flaw{At: at, Code: "large", Message: fmt.Sprintf("there are more than %d requirements here", maxEdges)})
			}
			return
		}
		g.edges = append(g.edges, edge{from, t, at, i > 0 || !counted})
	}
}

// settle makes nodes and requirements of what was read.
func (g *graph) settle() {
	if len(g.list) == 0 && !g.wrong {
		g.flaw(format.Flaw{Code: "empty", Message: "there is no resource of Terraform in this file", Hint: "write what there is: terraform show -json, or terraform graph"})
	}
	for _, r := range g.list {
		g.d.Node(r.node())
	}
	removed := g.reduce()
	for _, e := range g.edges {
		if !removed[[2]address{e.from, e.to}] {
			g.d.Need(draft.Need{From: e.from.String(), To: e.to.String(), At: e.at, Implied: e.implied})
		} else if !e.implied {
			g.d.Leave(format.OfEdge, e.at, "requirements that others imply", e.from.String()+" -> "+e.to.String())
		}
	}
}

// node is what becomes of a resource.
func (r *resource) node() draft.Node {
	n := draft.Node{Key: r.String(), Sector: r.modules(), At: r.at, Tags: []string{r.kind()}}
	if provider, _, ok := strings.Cut(r.kind(), "_"); ok {
		n.Tags = append(n.Tags, provider)
	}
	if len(r.regions) == 1 {
		n.Region = r.regions[0]
	}
	if len(r.zones) == 1 {
		n.Site = r.zones[0]
	}
	if r.instances > 1 {
		n.Description = fmt.Sprintf("%d instances", r.instances)
		if len(r.zones) > 1 {
			slices.Sort(r.zones)
			n.Description += " in " + strings.Join(r.zones, ", ")
		}
	}
	return n
}
