package render

import (
	"fmt"
	"io"

	"github.com/meoktong/meoktong/graph/result"
)

// Format is what an answer is written as.
type Format string

// The formats. All answers have the first four, a gate the other two besides.
const (
	FormatText     Format = "text"
	FormatJSON     Format = "json"
	FormatCSV      Format = "csv"
	FormatMarkdown Format = "markdown"
	FormatJUnit    Format = "junit"
	FormatSARIF    Format = "sarif"
)

// Options are what an answer does not say about how it is to be presented.
type Options struct {
	Lang   string // "ko" or "en"
	Screen Screen // of text
}

// presenter presents an answer to people, and as a table.
type presenter interface {
	Text(w io.Writer, s Screen) error
	CSV(w io.Writer) error
	Markdown(w io.Writer) error
}

// Write presents an answer in a format. The same answer gives the same bytes,
// whether it was just found or read back from what was saved as JSON. The error is
// the writer's, or that the answer does not have the format.
func Write(w io.Writer, d result.Document, f Format, o Options) error {
	if f == FormatJSON {
		return JSON(w, d)
	}
	p := presenterOf(d, o)
	gate, isGate := p.(Gate)
	switch {
	case p == nil:
	case f == FormatText:
		return p.Text(w, o.Screen)
	case f == FormatCSV:
		return p.CSV(w)
	case f == FormatMarkdown:
		return p.Markdown(w)
	case f == FormatJUnit && isGate:
		return gate.JUnit(w)
	case f == FormatSARIF && isGate:
		return gate.SARIF(w)
	}
	return fmt.Errorf("%T has no format %s", d, f)
}

// presenterOf returns what presents an answer; nil where nothing does.
func presenterOf(d result.Document, o Options) presenter {
	switch a := d.(type) {
	case *result.WhatIf:
		return WhatIf{Answer: a, Lang: o.Lang}
	case *result.Why:
		return Why{Answer: a, Lang: o.Lang}
	case *result.Timeline:
		return Timeline{Answer: a, Lang: o.Lang}
	case *result.Replay:
		return Replay{Answer: a, Lang: o.Lang}
	case *result.Rank:
		return Rank{Answer: a, Lang: o.Lang}
	case *result.CutSets:
		return CutSets{Answer: a, Lang: o.Lang}
	case *result.Availability:
		return Availability{Answer: a, Lang: o.Lang}
	case *result.Gate:
		return Gate{Answer: a, Lang: o.Lang}
	case *result.Mitigate:
		return Mitigate{Answer: a, Lang: o.Lang}
	case *result.Suggest:
		return Suggest{Answer: a, Lang: o.Lang}
	case *result.Diff:
		return Diff{Answer: a, Lang: o.Lang}
	case *result.Assumptions:
		return Assumptions{Answer: a, Lang: o.Lang}
	case *result.BlackStart:
		return BlackStart{Answer: a, Lang: o.Lang}
	case *result.Concentration:
		return Concentration{Answer: a, Lang: o.Lang}
	case *result.List:
		return List{Answer: a, Lang: o.Lang}
	case *result.Show:
		return Show{Answer: a, Lang: o.Lang}
	case *result.Check:
		return Check{Answer: a, Lang: o.Lang}
	case *result.Version:
		return Version{Answer: a}
	}
	return nil
}
