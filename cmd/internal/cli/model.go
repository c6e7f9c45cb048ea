package cli

import (
	"strings"

	"github.com/meoktong/meoktong/models"
)

// notePassedOver names files of the model's folders that are no part of it: they may
// have been meant to be.
func (r *run) notePassedOver(files []string) {
	const most = 3
	switch n := len(files); {
	case n > most:
		r.note("not read: %s and %d more; of a folder the .toml files are", strings.Join(files[:most], ", "), n-most)
	case n > 0:
		r.note("not read: %s; of a folder the .toml files are", strings.Join(files, ", "))
	}
}

func (r *run) fetch(paths, with []string) (*models.Model, error) {
	req := requestOf(paths, with)
	req.Stdin = r.in.reader()
	m, err := models.LoadContext(r.ctx, req)
	if err != nil {
		return nil, err
	}
	if m, err = m.AtContext(r.ctx, r.asof); err != nil {
		return nil, err
	}
	return m.Apart(r.said...).Telling(r.tellNamed), nil // parts that arguments name by a split are parts of their own
}

// tellNamed says which node a name was taken for, once.
func (r *run) tellNamed(given, id string) {
	r.telling.Lock()
	defer r.telling.Unlock()
	if r.told == nil {
		r.told = map[string]bool{}
	}
	if key := given + "\x00" + id; !r.told[key] {
		r.told[key] = true
		r.note("%q is taken for %s", given, id)
	}
}

// requestOf asks for the model of some paths, none being the usual one.
func requestOf(paths, with []string) models.Request {
	req := models.Request{With: with}
	if len(paths) > 0 {
		req.Path, req.More = paths[0], paths[1:]
	}
	return req
}
