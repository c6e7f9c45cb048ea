package result

// Version is which program this is. Its header is without a model.
type Version struct {
	Header
	Revision string `json:"revision,omitempty"` // that it was built from, where that is known
	Modified bool   `json:"modified,omitempty"` // whether the source had changes beyond that
	Go       string `json:"go"`                 // such as "go1.26.8"
	OS       string `json:"os"`                 // as Go names it, such as "windows"
	Arch     string `json:"arch"`               // as Go names it, such as "arm64"
}
