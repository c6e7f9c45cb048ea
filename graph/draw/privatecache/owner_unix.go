//go:build unix

package privatecache

import (
	"io/fs"
	"os"
	"syscall"
)

// permissionsMatter: the mode bits say who may write.
const permissionsMatter = true

// ownedByUs reports whether the file belongs to the user this process acts for.
func ownedByUs(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}
