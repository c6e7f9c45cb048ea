//go:build !linux && !darwin

package layout

// limitMemory does nothing where there is no simple way.
func limitMemory() {}
