package models

import "slices"

// Variants returns the names of the overlays in the variants folders of a model,
// sorted: what "variant:NAME" may say. The paths are those of a Request, none being the
// usual model. It costs a look into each folder.
func Variants(paths ...string) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{""}
	}
	from, err := (&Request{Path: paths[0], More: paths[1:]}).resolveAll()
	if err != nil {
		return nil, err
	}
	defer from.close()
	var out []string
	for _, o := range from {
		out = append(out, o.variantNames()...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
