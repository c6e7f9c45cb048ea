package terraform

import (
	"slices"
	"strings"
)

// address is where a resource or something else stands in a configuration, without the keys
// of instances: "module.a.data.aws_vpc.main".
type address struct {
	module string // "module.a", or "" of the root
	rest   string // "data.aws_vpc.main", "var.x"
}

func (a address) String() string {
	if a.module == "" {
		return a.rest
	}
	return strings.TrimSuffix(a.module+"."+a.rest, ".")
}

// parse reads an address as Terraform writes it. Of the module itself, rest is "".
func parse(text string) address {
	parts := split(text)
	n := 0
	for n+1 < len(parts) && parts[n] == "module" {
		n += 2
	}
	return address{strings.Join(parts[:n], "."), strings.Join(parts[n:], ".")}
}

// split returns the parts of an address between dots, without the keys of instances, which
// may hold dots themselves.
func split(text string) []string {
	var parts []string
	var b strings.Builder
	quoted, depth := false, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\':
			i++
		case depth > 0 && c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']' && depth > 0:
			depth--
		case depth > 0:
		case c == '.':
			parts = append(parts, b.String())
			b.Reset()
		default:
			b.WriteByte(c)
		}
	}
	return append(parts, b.String())
}

// words begin what is no resource.
var words = []string{"var", "local", "output", "provider", "module", "meta", "each", "count", "self", "path", "terraform", "root", "action", "check"}

// resource returns the address of the resource that an address is of, or of a part of:
// "aws_vpc.main" of "aws_vpc.main.id". ok is false where it is none.
func (a address) resource() (r address, ok bool) {
	parts := strings.Split(a.rest, ".")
	n := 2
	if parts[0] == "data" || parts[0] == "ephemeral" {
		n = 3
	}
	if len(parts) < n || slices.Contains(parts[:n], "") || slices.Contains(words, parts[0]) {
		return a, false
	}
	return address{a.module, strings.Join(parts[:n], ".")}, true
}

// kind is the type of a resource: "aws_vpc".
func (a address) kind() string {
	kind, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(a.rest, "data."), "ephemeral."), ".")
	return kind
}

// modules is the path of modules as people say it: "a.b".
func (a address) modules() string {
	parts := strings.Split(a.module, ".")
	var out []string
	for i := 1; i < len(parts); i += 2 {
		out = append(out, parts[i])
	}
	return strings.Join(out, ".")
}
