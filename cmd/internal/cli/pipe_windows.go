package cli

import (
	"errors"
	"syscall"
)

// noData is what Windows says of a pipe that is being closed.
const noData = syscall.Errno(232)

// isBrokenPipe says whether a write failed because nobody reads any more.
func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, noData)
}
