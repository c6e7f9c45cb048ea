//go:build !unix

package privatecache

import "io/fs"

// permissionsMatter: elsewhere the mode bits say nothing, and the user's cache
// folder lies in a profile that the system closes to others.
const permissionsMatter = false

// ownedByUs cannot be asked here.
func ownedByUs(fs.FileInfo) bool { return true }
