package result

// Tornado is a tornado chart of an answer before it is placed: from what to what it goes with
// each fact, the widest first. Text in it must be escaped by the writer.
type Tornado struct {
	Lang     string // "ko" or "en", the language of the program's own words in it
	Title    string // one line
	Subtitle string // the model and its digest, one line
	Base     *float64
	BaseText string // nil and "": the answer has no end, or is not known
	Ticks    []TornadoTick
	Rows     []TornadoRow
	Legend   []PictureLegend
	Notes    []string // one line each
	Words    PictureWords
}

// TornadoTick is a round figure of the axis.
type TornadoTick struct {
	At   float64
	Text string
}

// TornadoRow is a fact with its bar.
type TornadoRow struct {
	Name      string   // of the fact
	Detail    string   // what of it leads to which answer
	Least     *float64 // nil: it has no end, like Most, or nothing is known
	Most      *float64 // nil: it has no end
	LeastText string
	MostText  string
}
