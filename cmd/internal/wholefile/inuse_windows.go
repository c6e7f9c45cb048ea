package wholefile

import (
	"errors"
	"syscall"
)

// sharingViolation is what Windows says of a file that is open elsewhere.
const sharingViolation = syscall.Errno(32)

// inUse says whether a rename failed of what others have open. That a file could be
// made in the folder rules out the other meaning of denied access.
func inUse(err error) bool {
	return errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, sharingViolation)
}
