package models

// Variants returns the names of the overlays in the variants folder of a model,
// sorted: what "variant:NAME" may say. The path is that of a Request. It costs a
// look into the folder.
func Variants(path string) ([]string, error) {
	from, err := resolve(path)
	if err != nil {
		return nil, err
	}
	defer from.close()
	return from.variantNames(), nil
}
