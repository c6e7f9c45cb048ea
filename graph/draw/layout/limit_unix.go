//go:build linux || darwin

package layout

import "syscall"

// memoryLimit is what a worker may take. 3000 nodes in layers need a tenth
// of it, 3000 at random far more than all.
const memoryLimit = 1 << 30

// limitMemory makes allocation beyond the limit fail, which ends the worker and
// nothing else. A failure to set it is no reason not to draw.
func limitMemory() {
	limit := syscall.Rlimit{Cur: memoryLimit, Max: memoryLimit}
	_ = syscall.Setrlimit(syscall.RLIMIT_DATA, &limit)
}
