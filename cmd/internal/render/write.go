package render

import (
	"fmt"
	"io"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Format is what an answer is written as.
type Format string

// The formats. All answers but a review have the first four, a gate the next two
// besides. A review is JSON, Markdown or a page.
const (
	FormatText     Format = "text"
	FormatJSON     Format = "json"
	FormatCSV      Format = "csv"
	FormatMarkdown Format = "markdown"
	FormatJUnit    Format = "junit"
	FormatSARIF    Format = "sarif"
	FormatHTML     Format = "html"
)

// Options are what an answer does not say about how it is to be presented.
type Options struct {
	Lang    string  // "ko" or "en"
	Screen  Screen  // of text
	Figures []Drawn // of a review; Markdown names their files
}

// Write presents an answer in a format. The same answer gives the same bytes,
// whether it was just found or read back from what was saved as JSON. The error is
// the writer's, or that the answer does not have the format.
func Write(w io.Writer, d result.Document, f Format, o Options) error {
	if f == FormatJSON {
		return JSON(w, d)
	}
	write := writerOf(presenterOf(d, o), f, o.Screen)
	if write == nil {
		return fmt.Errorf("%T has no format %s", d, f)
	}
	if err := write(w); err != nil {
		return err
	}
	return writeRanges(w, d, f, o)
}

// writeRanges says, below an answer, which figures it took at their likeliest. A review
// has a place of its own for that.
func writeRanges(w io.Writer, d result.Document, f Format, o Options) error {
	x := result.RangesOf(d)
	if _, isReview := d.(*result.Review); x == nil || isReview {
		return nil
	}
	note := clean(i18n.In(o.Lang).OfRanges(x, result.TrialsOf(d) != nil))
	switch f {
	case FormatText:
		_, err := io.WriteString(w, "\n"+o.Screen.wrap(note, "")+"\n")
		return err
	case FormatMarkdown:
		_, err := io.WriteString(w, "\n"+escapeMarkdown(note)+"\n")
		return err
	}
	return nil
}

// writerOf returns what writes an answer in a format; nil where it does not have
// that.
func writerOf(p any, f Format, s Screen) func(io.Writer) error {
	switch f {
	case FormatText:
		if p, ok := p.(interface {
			Text(w io.Writer, s Screen) error
		}); ok {
			return func(w io.Writer) error { return p.Text(w, s) }
		}
	case FormatCSV:
		if p, ok := p.(interface{ CSV(w io.Writer) error }); ok {
			return p.CSV
		}
	case FormatMarkdown:
		if p, ok := p.(interface{ Markdown(w io.Writer) error }); ok {
			return p.Markdown
		}
	case FormatJUnit:
		if p, ok := p.(interface{ JUnit(w io.Writer) error }); ok {
			return p.JUnit
		}
	case FormatSARIF:
		if p, ok := p.(interface{ SARIF(w io.Writer) error }); ok {
			return p.SARIF
		}
	case FormatHTML:
		if p, ok := p.(interface{ HTML(w io.Writer) error }); ok {
			return p.HTML
		}
	}
	return nil
}

// presenterOf returns what presents an answer; nil where nothing does.
func presenterOf(d result.Document, o Options) any {
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
	case *result.Sensitivity:
		return Sensitivity{Answer: a, Lang: o.Lang}
	case *result.BlackStart:
		return BlackStart{Answer: a, Lang: o.Lang}
	case *result.Concentration:
		return Concentration{Answer: a, Lang: o.Lang}
	case *result.Review:
		return Review{Answer: a, Lang: o.Lang, Figures: o.Figures}
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
