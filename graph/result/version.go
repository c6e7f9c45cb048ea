package result

// Version is which program this is.
type Version struct {
	Header        // without a model
	Go     string `json:"go"`
}
