package models

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// Request says which model to load.
type Request struct {
	Path string   // a file or a folder; "" for DefaultFile, else the embedded model
	With []string // overlays: files, "variant:NAME", "option:ID"
}

// Load reads a model with its overlays and checks all of it.
//
// It returns Problems (every one of them) for an invalid model, a *FileError
// for a file that cannot be read, and a *NameError for an overlay that does not
// exist. It costs about 0.3 s for a MiB of TOML and 0.03 s for one of JSON
// Lines, and several times the files' size in memory.
func Load(req Request) (*Model, error) {
	from, err := resolve(req.Path)
	if err != nil {
		return nil, err
	}
	defer from.close()
	return load(from, req.With)
}

// LoadFS is Load for a model that need not lie on the disk: one file of the file
// system or, where that is "", all of it.
func LoadFS(files fs.FS, file string, with ...string) (*Model, error) {
	from := originIn(files, cmp.Or(file, "model"))
	from.single = file
	return load(from, with)
}

// load reads the model of an origin with its overlays.
func load(from *origin, with []string) (*Model, error) {
	l := &loader{log: &source.Log{}, from: from, elements: map[elementKey]*raw.Element{}, changes: map[elementKey][]raw.Change{},
		replaced: map[replacedKey]string{}, refused: map[string]bool{}, finished: map[elementKey]*raw.Element{}, taking: &sync.Mutex{},
		m: newModel(from.note)}
	if err := l.read(with); err != nil {
		return nil, err
	}
	l.decode()
	l.link()
	if !l.log.Empty() {
		return nil, l.log.Problems()
	}
	l.m.Digest, l.m.with = digest(l.m.sources, l.applied), with
	if len(l.m.Options) > 0 {
		l.m.loader = l
	}
	return l.m, nil
}

func newModel(origin string) *Model {
	m := saysNothing[Model](language.Model)
	m.Origin = origin
	return &m
}

// elementKey names an element: nodes share one namespace whatever their kind.
type elementKey struct{ class, id string }

const classNode = "node"

type loader struct {
	log   *source.Log
	from  *origin
	m     *Model
	kinds map[string]bool
	// kindWords are the kinds in alphabetical order, for suggestions.
	kindWords []string
	elements  map[elementKey]*raw.Element
	lines     *source.File // a base in JSON Lines, decoded line by line
	kindsEnd  int          // how many of its first lines declare kinds
	changes   map[elementKey][]raw.Change
	replaced  map[replacedKey]string      // which overlay replaces a key
	applied   []string                    // options taken as overlays, for the digest
	broken    bool                        // a file could not be parsed: what it defines is unknown
	refused   map[string]bool             // ids of elements with an error of kind or id: to name one is no second error
	finished  map[elementKey]*raw.Element // elements with all changes made
	tried     bool                        // the options have been tried
	taking    *sync.Mutex                 // held while options are taken: forks share elements
}

// read gathers the elements of all files, and the changes of all overlays.
func (l *loader) read(with []string) error {
	base, err := l.from.base()
	if err != nil {
		return err
	}
	overlays, err := l.overlays(with)
	if err != nil {
		return err
	}
	l.m.sources = append(base, overlays...)
	for i, src := range l.m.sources {
		src.Order = i
	}
	var elements []raw.Element
	for _, src := range base {
		if src.InLines() {
			l.lines = src
			elements = append(elements, l.kindLines()...)
			continue
		}
		elements = append(elements, l.split(src)...)
	}
	var changed []raw.Element
	for _, src := range overlays {
		changed = append(changed, l.split(src)...)
	}
	l.findKinds(append(slices.Clone(elements), changed...))
	for i := range elements {
		l.register(&elements[i])
	}
	for _, e := range changed {
		if l.known(&e) {
			l.change(e.Changes(e.At.File.Name, l.log))
		}
	}
	for _, e := range l.finish(tableModel) { // first, since it says the language of names
		l.decoder().model(l.m, e)
	}
	return l.takeOptions(with)
}

// overlays reads the overlays that are files. None may be given twice.
func (l *loader) overlays(with []string) ([]*source.File, error) {
	var out []*source.File
	for i, name := range with {
		if slices.Contains(with[:i], name) {
			return nil, &NameError{fmt.Sprintf("overlay %s is given twice", quotePath(name)), ""}
		}
		if strings.HasPrefix(name, "option:") {
			continue
		}
		src, err := l.from.overlay(name)
		if err != nil {
			return nil, err
		}
		if first := sameBytes(out, src); first != nil {
			return nil, &NameError{fmt.Sprintf("overlay %s is given twice", quotePath(name)), "it says the same as " + first.Name}
		}
		out = append(out, src)
	}
	return out, nil
}

func (l *loader) decoder() *decoder { return &decoder{log: l.log, lang: l.m.Lang} }

// sameBytes returns the overlay that says the same as another, or nil: one file
// may go by two names.
func sameBytes(overlays []*source.File, src *source.File) *source.File {
	i := slices.IndexFunc(overlays, func(o *source.File) bool { return o.Sum == src.Sum })
	if i < 0 {
		return nil
	}
	return overlays[i]
}

func (l *loader) split(src *source.File) []raw.Element {
	elements, ok := raw.Read(src, l.log)
	l.broken = l.broken || !ok
	return elements
}

// findKinds collects the kinds of node that there are.
func (l *loader) findKinds(elements []raw.Element) {
	l.kinds = map[string]bool{}
	for _, k := range BuiltinKinds() {
		l.kinds[k.ID] = true
	}
	for _, e := range elements {
		if e.Table == tableKind && validID(e.ID) && !slices.Contains(otherTables(), e.ID) {
			l.kinds[e.ID] = true
		}
	}
	l.kindWords = slices.Sorted(maps.Keys(l.kinds))
}

func (l *loader) class(table string) string {
	if l.kinds[table] {
		return classNode
	}
	return table
}

// known checks an element's table and id.
func (l *loader) known(e *raw.Element) bool {
	tableAt, idAt := e.At, e.At
	switch {
	case e.At.Line > 0:
		tableAt, idAt = e.At.With("kind"), e.At.With("id")
	case len(e.At.Path) == 2:
		tableAt = e.At.With(source.HeaderKind)
	case len(e.At.Path) > 2: // within an option
		tableAt.Path = e.At.Path[:len(e.At.Path)-1]
	}
	atKey := e.At.Line == 0
	switch {
	case !l.kinds[e.Table] && !slices.Contains(otherTables(), e.Table):
		l.log.Add(Problem{Code: "unknown-kind", Message: fmt.Sprintf("unknown kind %s", quote(e.Table)), Hint: l.kindHint(e.Table)}, tableAt, atKey)
	case e.Table != tableModel && !validID(e.ID):
		l.log.Add(Problem{Code: "bad-id", Message: fmt.Sprintf("%s is not an id", quote(e.ID)),
			Hint: `ids are written in small letters, digits and "-", such as "kt-backbone"`}, idAt, atKey)
	case e.Table == tableKind && (slices.Contains(otherTables(), e.ID) || isBuiltin(e.ID)):
		l.log.Add(Problem{Code: "bad-kind", Message: fmt.Sprintf("%s cannot be declared as a kind: it is part of the language", quote(e.ID))}, e.At, true)
	default:
		return true
	}
	l.refused[e.ID] = true
	return false
}

func (l *loader) kindHint(table string) string {
	hint := l.log.Suggest(table, func() []string { return slices.Concat(l.kindWords, otherTables()) })
	if hint != "" {
		return hint
	}
	if !validID(table) {
		return "use one of " + listWords(l.kindWords)
	}
	return fmt.Sprintf("declare it as [kind.%s], or use one of %s", table, listWords(l.kindWords))
}

func isBuiltin(kind string) bool {
	return slices.ContainsFunc(BuiltinKinds(), func(k Kind) bool { return k.ID == kind })
}

// register takes an element of the model's own files.
func (l *loader) register(e *raw.Element) {
	if !l.known(e) {
		return
	}
	key := elementKey{l.class(e.Table), e.ID}
	first, twice := l.elements[key]
	if !twice {
		l.elements[key] = e
		return
	}
	a, b := first, e
	if la, _, _ := a.At.File.Locate(a.At, true); a.At.File == b.At.File {
		if lb, _, _ := b.At.File.Locate(b.At, true); lb < la {
			a, b = b, a
		}
	}
	line, _, _ := a.At.File.Locate(a.At, true)
	what := quote(e.ID)
	if e.ID == "" {
		what = a.Name()
	}
	l.log.Add(Problem{Code: "duplicate", Message: fmt.Sprintf("%s is defined twice", what),
		Hint: fmt.Sprintf("first as %s at %s:%d", a.Name(), a.At.File.Name, line)}, b.At, true)
}

// change notes what an overlay says; two that replace the same key exclude
// each other.
func (l *loader) change(changes []raw.Change) {
	for _, c := range changes {
		key := elementKey{l.class(c.Table), c.ID}
		l.changes[key] = append(l.changes[key], c)
		l.exclude(key, c)
	}
}

// exclude notes which overlay replaces a key.
func (l *loader) exclude(element elementKey, c raw.Change) {
	if c.Add || c.Key == "" {
		return
	}
	replaced := replacedKey{element, c.Key}
	before, twice := l.replaced[replaced]
	l.replaced[replaced] = c.Overlay
	if twice && before != c.Overlay {
		l.log.Add(Problem{Code: "overlay-conflict", Message: fmt.Sprintf("%s and %s both replace %s of %s, and so exclude each other",
			before, c.Overlay, quote(c.Key), nameOf(c.Table, c.ID))}, c.At, true)
	}
}

func nameOf(table, id string) string { return (&raw.Element{Table: table, ID: id}).Name() }

// replacedKey is one key of one element.
type replacedKey struct {
	element elementKey
	key     string
}

// takeOptions decodes the options and applies those that --with names.
func (l *loader) takeOptions(with []string) error {
	d := l.decoder()
	for _, e := range l.finish(tableOption) {
		l.m.Options = append(l.m.Options, d.option(e))
	}
	var ids []string
	for _, o := range l.m.Options {
		ids = append(ids, o.ID)
	}
	for _, name := range with {
		id, ok := strings.CutPrefix(name, "option:")
		if !ok {
			continue
		}
		i := slices.Index(ids, id)
		if i < 0 && l.broken {
			continue // it may stand in what could not be parsed
		}
		if i < 0 {
			return &NameError{fmt.Sprintf("the model has no option %s", quote(id)), didYouMean(id, ids)}
		}
		l.applied = append(l.applied, name)
		l.change(l.m.Options[i].changes)
	}
	return nil
}

// finish returns the elements of one class with all changes made, in order of
// ids, those that only overlays define included.
func (l *loader) finish(class string) []*raw.Element {
	var out []*raw.Element
	for key, e := range l.elements {
		if key.class == class {
			out = append(out, e)
		}
	}
	for key, changes := range l.changes {
		if key.class == class && l.elements[key] == nil && (class != classNode || l.lines == nil) {
			out = append(out, l.newElement(changes))
		}
	}
	slices.SortFunc(out, func(a, b *raw.Element) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range out {
		key := elementKey{class, e.ID}
		e.Apply(l.changes[key], l.log)
		l.finished[key] = e
	}
	return out
}

// newElement returns an element that only overlays define. One that they only
// add to was probably meant to be another.
func (l *loader) newElement(changes []raw.Change) *raw.Element {
	if !slices.ContainsFunc(changes, func(c raw.Change) bool { return !c.Add }) {
		c := changes[0]
		hint := l.log.Suggest(c.ID, func() []string {
			var ids []string
			for key := range l.elements {
				if key.class == l.class(c.Table) {
					ids = append(ids, key.id)
				}
			}
			slices.Sort(ids)
			return ids
		})
		l.log.Add(Problem{Code: "unknown-id", Message: fmt.Sprintf("there is no %s %s to add to", c.Table, quote(c.ID)), Hint: hint}, c.Element, true)
	}
	return elementOfChanges(changes)
}

func elementOfChanges(changes []raw.Change) *raw.Element {
	return &raw.Element{Table: changes[0].Table, ID: changes[0].ID, At: changes[0].Element}
}

// decode reads the elements' keys.
func (l *loader) decode() {
	d := l.decoder()
	for _, e := range l.finish(tableKind) {
		l.m.Kinds = append(l.m.Kinds, d.kind(e))
	}
	for _, e := range l.finish(classNode) {
		l.m.Nodes = append(l.m.Nodes, d.node(e))
	}
	if l.lines != nil {
		l.decodeLines(d)
	}
	for _, e := range l.finish(tablePopulation) {
		l.m.Populations = append(l.m.Populations, d.population(e))
	}
	for _, e := range l.finish(tableSector) {
		l.m.Sectors = append(l.m.Sectors, d.sector(e))
	}
	for _, e := range l.finish(tableIncident) {
		l.m.Incidents = append(l.m.Incidents, d.incident(e))
	}
	for _, e := range l.finish(tableTerms) {
		l.m.Terms = append(l.m.Terms, d.terms(e))
	}
	for _, e := range l.finish(tablePolicy) {
		l.m.Policies = append(l.m.Policies, d.policy(e))
	}
}

// digest identifies what was loaded (see Model.Digest).
func digest(sources []*source.File, options []string) string {
	if len(sources) == 1 && len(options) == 0 {
		return hex.EncodeToString(sources[0].Sum[:])
	}
	h := sha256.New()
	for _, s := range sources {
		fmt.Fprintf(h, "%x  %s\n", s.Sum, s.Label)
	}
	for _, o := range options {
		fmt.Fprintf(h, "%s\n", o)
	}
	return hex.EncodeToString(h.Sum(nil))
}
