package models

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/language"
)

const inHeader = "stands in the header of the element"

const byValue = "what the values of other keys are, where they are ranges"

// computed are the exported fields of the model that no key fills, with the reason.
var computed = map[string]string{
	"Node.ID": inHeader, "Node.Kind": inHeader, "Population.ID": inHeader, "Sector.ID": inHeader, "Source.ID": inHeader, "Overlay.File": "where the table stands", "Kind.ID": inHeader,
	"Incident.ID": inHeader, "Terms.ID": inHeader, "Policy.ID": inHeader, "Option.ID": inHeader,

	"Node.AccessFree": "what a question sets, and no file",
	"Node.Ranges":     byValue, "Event.Ranges": byValue, "Requirement.Mods.Ranges": byValue,
	"Requirement.Form":  "which of on, any, all and of the file had",
	"Incident.DateOnly": "how much start says",
	"Model.Digest":      "the sum of the files",
	"Model.Origin":      "where the files are",
	"Model.PassedOver":  "what lies beside the files",
}

// elementsOf are the places of what the lists of a model hold.
var elementsOf = map[string]language.Place{
	"Model.Kinds": language.Kind, "Model.Nodes": language.Node, "Model.Populations": language.Population, "Model.Sectors": language.Sector, "Model.Sources": language.Source, "Model.Always": language.Overlay,
	"Model.Incidents": language.Incident, "Model.Terms": language.Terms, "Model.Policies": language.Policy, "Model.Options": language.Option,
}

// TestEveryFieldHasAKey fails when the model has an exported field that no row of the
// table fills and that the program does not compute either.
func TestEveryFieldHasAKey(t *testing.T) {
	found := map[string]bool{}
	for place, holder := range holders() {
		filled := map[string]bool{}
		for _, s := range bindings[place].slots {
			filled[pathName(holder, s.path)] = true
		}
		for _, field := range exported(holder, holder.Name()) {
			found[field] = true
			_, elements := elementsOf[field]
			switch reason, byProgram := computed[field]; {
			case filled[field] && byProgram:
				t.Errorf("a key fills %s, which is listed as computed: %s", field, reason)
			case !filled[field] && !byProgram && !elements:
				t.Errorf("no key fills %s: add a row to models/language, or list it as computed, with the reason", field)
			}
		}
	}
	for field := range computed {
		if !found[field] {
			t.Errorf("%s is listed as computed, and is no field", field)
		}
	}
}

// pathName writes a path through fields: "Node.Use.Reach".
func pathName(holder reflect.Type, path []step) string {
	name, t := holder.Name(), holder
	for _, s := range path {
		f := t.Field(s.field)
		name += "." + f.Name
		if t = f.Type; t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
	}
	return name
}

// exported returns the exported fields of a struct and of those that it points to. Of
// lists it says nothing: what they hold has a place of its own, or is an id with a
// number.
func exported(t reflect.Type, name string) []string {
	var out []string
	for f := range t.Fields() {
		path := name + "." + f.Name
		switch {
		case !f.IsExported():
		case f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct:
			out = append(out, exported(f.Type.Elem(), path)...)
		default:
			out = append(out, path)
		}
	}
	return out
}

// TestEveryTypeHasAPlace fails when a type of the model is reached that no place
// holds: its fields would escape the test above.
func TestEveryTypeHasAPlace(t *testing.T) {
	places := map[reflect.Type]bool{reflect.TypeFor[Access](): true, reflect.TypeFor[Spill](): true, reflect.TypeFor[Setting](): true, reflect.TypeFor[Dated](): true,
		reflect.TypeFor[Split](): true, reflect.TypeFor[Line](): true, reflect.TypeFor[Joint](): true, reflect.TypeFor[KeyRange](): true}
	for _, holder := range holders() {
		places[holder] = true
	}
	var visit func(t reflect.Type) []reflect.Type
	visit = func(s reflect.Type) []reflect.Type {
		var out []reflect.Type
		for f := range s.Fields() {
			x := f.Type
			list := x.Kind() == reflect.Slice
			if list || x.Kind() == reflect.Pointer {
				x = x.Elem()
			}
			switch {
			case !f.IsExported() || x.Kind() != reflect.Struct || x.PkgPath() != s.PkgPath():
			case list:
				out = append(out, x)
			default:
				out = append(out, visit(x)...)
			}
		}
		return out
	}
	for _, holder := range holders() {
		for _, x := range visit(holder) {
			if !places[x] {
				t.Errorf("%s, which %s has a list of, has no place in the language", x, holder)
			}
		}
	}
}

// TestKeysFitTheirFields reads a value of every key's type into its field.
func TestKeysFitTheirFields(t *testing.T) {
	for place, holder := range holders() {
		for _, s := range bindings[place].slots {
			if s.path == nil {
				continue
			}
			element := reflect.New(holder)
			if s.of(element.Interface()) != nil && len(s.path) > 1 {
				t.Errorf("%s of %s: there is something in an element that says nothing", s.Name, place)
			}
			into := reflect.TypeOf(s.in(element.Interface())).Elem()
			if into.Kind() == reflect.Pointer {
				into = into.Elem()
			}
			if want := kindsOf[s.Type]; !slices.Contains(want, into.String()) {
				t.Errorf("%s of %s is kept in a %s, which is none of %s", s.Name, place, into, strings.Join(want, ", "))
			}
		}
	}
}

// kindsOf are the types of fields that keep each type of value.
var kindsOf = map[language.Type][]string{
	language.String: {"string"}, language.Date: {"string"}, language.Name: {"models.Text"}, language.Prose: {"models.Text"},
	language.Word: {"string", "bool"}, language.Bool: {"bool"}, language.Number: {"float64"}, language.Whole: {"int"},
	language.Duration: {"time.Duration"}, language.Horizon: {"time.Duration"}, language.Instant: {"time.Duration"}, language.Moment: {"time.Time"}, language.Strings: {"[]string"},
	language.Numbers: {"[]models.Setting"}, language.Shares: {"[]models.Access", "[]models.Spill"}, language.Needs: {"[]models.Requirement"}, language.Need: {"[]models.Requirement"},
	language.Dates: {"[]models.Dated"},
	language.List:  {"[]models.Event", "[]models.Observation", "[]models.Band"}, language.Splits: {"[]models.Split"},
	language.Lines: {"[]models.Line"}, language.Rows: {"[]models.Joint"},
}
