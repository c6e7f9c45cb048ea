// Package terraform reads what Terraform and OpenTofu know of resources: states (as they
// are stored, of version 3 and 4, and as "show -json" writes them), plans ("show -json")
// and graphs ("graph", all resources or every step).
//
// hashicorp/terraform-json reads neither stored states nor graphs, has no places for
// sources, and keeps every attribute in memory, secrets too: so JSON is read as a tree.
package terraform

import (
	"bytes"
	"regexp"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// MaxBytes bounds a file: states hold every attribute.
const MaxBytes = 256 << 20

// Format is Terraform as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "terraform", Endings: []string{".tfstate", ".json", ".dot", ".gv"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "state, plan or graph of Terraform", Rule: "it is what terraform show -json or terraform graph writes, or a state (.tfstate)",
			What: "states, plans (terraform show -json) and graphs (terraform graph) of Terraform and OpenTofu"},
		Sniff: sniff,
		Read:  func(files []format.File, _ format.Options) *format.Document { return read(files[0]) },
	}
}

var (
	stateKeys = regexp.MustCompile(`"(terraform_version|lineage)"\s*:`)
	digraph   = regexp.MustCompile(`^\s*(strict\s+)?digraph\b`)
	// addresses are what graphs of Terraform are told by: a step, or a resource in quotes.
	addresses = regexp.MustCompile(`"(\[root\] |module\.|data\.)|"[a-z][a-z0-9]*_\w+\.[\w-]+"`)
)

func sniff(data []byte) bool {
	if digraph.Match(data) {
		return addresses.Match(data)
	}
	return bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) && stateKeys.Match(data)
}

// zones are the attributes that are read; no other is ever kept.
var zones = []string{"region", "location", "availability_zone", "zone", "arn"}

// cut is what is passed over: attributes, values of variables and outputs, all of which may
// be secret.
var cut = tree.Cut{
	"instances/attributes": zones, "instances/attributes_flat": zones, "primary/attributes": zones, "resources/values": zones,
	"private": nil, "sensitive_attributes": nil, "sensitive_values": nil, "identity": nil, "deposed": nil,
	"/outputs": nil, "modules/outputs": nil, "values/outputs": nil, "planned_values/outputs": nil, "root_module/variables": nil, "module/variables": nil,
	"/variables": nil, "constant_value": nil, "provider_config": nil, "resource_changes": nil, "resource_drift": nil,
	"output_changes": nil, "prior_state": nil, "checks": nil, "check_results": nil, "relevant_attributes": nil,
}

// read makes a model of a file.
func read(file format.File) *format.Document {
	g := newGraph(file)
	if digraph.Match(file.Data) {
		g.dot(file.Data)
	} else if root, flaw := tree.JSON(0, file.Data, cut); flaw != nil {
		g.flaw(*flaw)
	} else {
		g.json(root)
	}
	g.settle()
	return g.d.Document()
}

// json reads what a JSON file is.
func (g *graph) json(root *tree.Value) {
	switch {
	case root.Get("configuration").Get("root_module") != nil:
		g.plan(root)
	case root.Get("planned_values") != nil:
		g.shown(g.r.Table(g.r.Table(root, "planned_values"), "root_module"))
	case root.Get("values") != nil:
		g.shown(g.r.Table(g.r.Table(root, "values"), "root_module"))
	case root.Get("version").String() == "4":
		g.state4(root)
	case root.Get("version").String() == "3":
		g.state3(root)
	default:
		g.unknown(root)
	}
}

// unknown says that a file is none of those that are read.
func (g *graph) unknown(root *tree.Value) {
	f := format.Flaw{At: root.At, Code: "unknown", Message: "this is no state and no plan of Terraform", Hint: "write it with: terraform show -json"}
	if v := root.Get("version"); v != nil {
		f.At, f.Message = v.At, "a state of this version is not read: versions 3 and 4 are"
	}
	if root.Get("format_version") != nil {
		f.Message, f.Hint = "the state is empty, or the plan has no configuration", "write it where resources are: terraform show -json"
	}
	g.flaw(f)
}
