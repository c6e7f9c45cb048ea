package models

// FileError is a file that cannot be read: not wrong, but not there, too
// large, or not a model at all.
type FileError struct {
	Path   string
	Reason string
}

// Error returns "PATH: REASON".
func (e *FileError) Error() string { return e.Path + ": " + e.Reason }

// NameError is an overlay, a selector or a node that the user named and that
// does not exist.
type NameError struct {
	Message string
	Hint    string
}

// Error returns the message and the hint.
func (e *NameError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}
