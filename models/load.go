package models

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
	"github.com/meoktong/meoktong/models/work/pace"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Request says which model to load.
type Request struct {
	Path  string    // a file or a folder, or StandardInput; "" for DefaultFile, else the embedded model
	More  []string  // further ones that make one model with it, as the files of a folder do
	With  []string  // overlays: files, "variant:NAME", "option:ID"
	Stdin io.Reader // what StandardInput stands for
}

// Load reads a model with its overlays and checks all of it.
//
// It returns Problems (every one of them) for an invalid model, a *FileError
// for a file that cannot be read, and a *NameError for an overlay that does not
// exist. A MiB of TOML costs about ten times as much as one of JSON Lines, of which
// the README has figures, under "Speed"; memory is several times the files' size.
func Load(req Request) (*Model, error) { return LoadContext(context.Background(), req) }

// LoadContext is Load that ends soon after its context does, with its error.
func LoadContext(ctx context.Context, req Request) (*Model, error) {
	from, err := req.resolveAll()
	if err != nil {
		return nil, err
	}
	defer from.close()
	return load(ctx, from, req.With)
}

// LoadFS is Load for a model that need not lie on the disk: one file of the file
// system or, where that is "", all of it.
func LoadFS(files fs.FS, file string, with ...string) (*Model, error) {
	from := originIn(files, cmp.Or(file, "model"))
	from.single = file
	return load(context.Background(), origins{from}, with)
}

// load reads the model of an origin with its overlays.
func load(ctx context.Context, from origins, with []string) (*Model, error) {
	l := &loader{ctx: ctx, pace: pace.New(ctx), log: &source.Log{}, from: from, elements: map[elementKey]*raw.Element{}, changes: map[elementKey][]raw.Change{},
		replaced: map[replacedKey][]replacing{}, refused: map[string]bool{}, finished: map[elementKey]*raw.Element{}, taking: &sync.Mutex{},
		m: newModel(from.note())}
	if err := l.read(with); err != nil {
		return nil, err
	}
	l.decode()
	l.link()
	if err := l.wrong(); err != nil {
		return nil, err
	}
	l.m.Digest, l.m.with = digest(l.m.sources, l.applied), with
	if len(l.m.Options) > 0 || len(l.dated) > 0 {
		l.m.loader = l
	}
	return l.m, nil
}

// wrong returns what is wrong with the model, or that its context has ended.
func (l *loader) wrong() error {
	if err := l.ctx.Err(); err != nil || l.log.Empty() {
		return err
	}
	var problems Problems
	if err := parallel.Until(l.ctx, func() { problems = l.log.Problems() }); err != nil { // it reads files once more
		return err
	}
	return problems
}

func newModel(origin string) *Model {
	m := saysNothing[Model](language.Model)
	m.Origin, m.lay = origin, &layout{}
	return &m
}

type loader struct {
	ctx   context.Context // of this load, or of taking these options
	pace  *pace.Pace      // of ctx: once it is over, the loader is of no use
	log   *source.Log
	from  origins
	m     *Model
	kinds map[string]bool
	// kindWords are the kinds in alphabetical order, for suggestions.
	kindWords []string
	elements  map[elementKey]*raw.Element
	always    []standing  // overlays among the model's files
	lines     []*lineFile // those in JSON Lines, decoded line by line
	changes   map[elementKey][]raw.Change
	replaced  map[replacedKey][]replacing // which overlays replace a key
	applied   []string                    // options taken as overlays, for the digest
	broken    bool                        // a file could not be parsed: what it defines is unknown
	refused   map[string]bool             // ids of elements with an error of kind or id: to name one is no second error
	finished  map[elementKey]*raw.Element // elements with all changes made
	dated     []elementKey                // elements that say something by date
	tried     bool                        // the options have been tried, and all days
	taking    *sync.Mutex                 // held while options are taken: forks share elements
}

// read gathers the elements of all files, and the changes of all overlays.
func (l *loader) read(with []string) error {
	base, err := l.from.base(l.ctx)
	if err != nil {
		return err
	}
	overlays, err := l.overlays(with)
	if err != nil {
		return err
	}
	l.m.sources, l.m.PassedOver = append(base, overlays...), l.from.passedOver()
	for i, src := range l.m.sources {
		src.Order = i
	}
	if err := l.gather(base, overlays); err != nil {
		return err
	}
	for _, e := range l.finish(tableModel) { // first, since it says the language of names
		l.decoder().model(l.m, e)
	}
	return l.takeOptions(with)
}

// gather takes the elements of the model's own files, and what overlays change: those
// among these files first. The error is a *NameError, or the context's.
func (l *loader) gather(base, given []*source.File) error {
	var elements []raw.Element
	for _, together := range readTogether(base) {
		src := together[0]
		if src.InLines() {
			elements = append(elements, l.kindLines(src)...)
			continue
		}
		more, err := l.split(together)
		if err != nil {
			return err
		}
		if !l.isOverlay(src, more) {
			elements = append(elements, more...)
		}
	}
	changed, err := l.changesOf(given)
	if err != nil {
		return err
	}
	elements, changed = l.writeOut(elements, changed)
	l.findKinds(append(slices.Clone(elements), changed...))
	for i := range elements {
		l.register(&elements[i])
	}
	for _, e := range changed {
		if l.known(&e) {
			l.change(e.Changes(e.At.File.Name, l.log))
		}
	}
	return l.ctx.Err()
}

func (l *loader) decoder() *decoder { return &decoder{log: l.log, lang: l.m.Lang, day: l.m.day} }

// readTogether returns each file, with those of its format that are read together with it at the
// place of the first.
func readTogether(files []*source.File) [][]*source.File {
	var out [][]*source.File
	at := map[string]int{}
	for _, f := range files {
		if i, before := at[f.Format.Name]; before && f.Format.Joins {
			out[i] = append(out[i], f)
			continue
		}
		at[f.Format.Name] = len(out)
		out = append(out, []*source.File{f})
	}
	return out
}

// split turns files that are read together into elements. Their parser looks at no
// context, and their size is bounded.
func (l *loader) split(files []*source.File) (elements []raw.Element, err error) {
	err = parallel.Until(l.ctx, func() {
		var ok bool
		elements, ok = raw.Read(files, l.log)
		l.broken = l.broken || !ok
	})
	if err != nil {
		return nil, err
	}
	return elements, nil
}

// decode reads the elements' keys.
func (l *loader) decode() {
	d := l.decoder()
	for _, o := range l.always {
		l.m.Always = append(l.m.Always, d.overlay(o.table, o.file))
	}
	decodeAll(l, tableKind, &l.m.Kinds, d.kind)
	decodeAll(l, classNode, &l.m.Nodes, d.node)
	if len(l.lines) > 0 {
		l.decodeLines(d)
	}
	decodeAll(l, tablePopulation, &l.m.Populations, d.population)
	decodeAll(l, tableSector, &l.m.Sectors, d.sector)
	decodeAll(l, tableSource, &l.m.Sources, d.source)
	decodeAll(l, tableIncident, &l.m.Incidents, d.incident)
	decodeAll(l, tableTerms, &l.m.Terms, d.terms)
	decodeAll(l, tablePolicy, &l.m.Policies, d.policy)
}

// decodeAll reads the elements of one class.
func decodeAll[T any](l *loader, class string, out *[]T, decode func(*raw.Element) T) {
	for _, e := range l.finish(class) {
		if l.pace.Over() {
			return
		}
		*out = append(*out, decode(e))
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
