package render

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// The part of SARIF 2.1.0 (OASIS, 27 March 2020) that a gate has to say.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    *int              `json:"ruleIndex,omitempty"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Baseline     string            `json:"baselineState,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// newSARIF returns a run of the program without rules and results.
func newSARIF(tool result.Tool) sarifRun {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "meoktong", Version: tool.Version, Rules: []sarifRule{}}
	return run
}

func (r sarifRun) write(w io.Writer) error {
	return JSON(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{r}})
}

// SARIF writes a rule a policy and a result a violation, at the line of the
// requirement to blame; what a policy warns of is a result of level warning. With a baseline every result says whether it is new,
// unchanged or absent.
func (p Gate) SARIF(w io.Writer) error {
	t, baseline := i18n.In(p.Lang), p.Answer.Baseline != nil
	run := newSARIF(p.Answer.Tool)
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{x.ID, sarifText{shorten(x.Names.In(p.Lang, x.ID))}, sarifText{demanded(x, t) + "."}})
		for j := range x.Violations {
			r := sarifOf(&x.Violations[j], t)
			r.RuleIndex = &i
			switch {
			case baseline && x.Violations[j].Known:
				r.Baseline = "unchanged"
			case baseline:
				r.Baseline = "new"
			}
			run.Results = append(run.Results, r)
		}
		if x.Circle != nil {
			run.Results = append(run.Results, sarifCircle(x, i, t))
		}
	}
	for i := range p.Answer.Gone {
		r := sarifOf(&p.Answer.Gone[i], t)
		r.Baseline = "absent"
		run.Results = append(run.Results, r)
	}
	return run.write(w)
}

func sarifOf(v *result.Violation, t *i18n.Catalogue) sarifResult {
	r := sarifResult{RuleID: v.Policy, Level: "error", Message: sarifText{sentence(v, t)}, Fingerprints: map[string]string{"meoktongViolation/v1": v.Fingerprint}}
	if v.Known {
		r.Level = "note"
	}
	r.Locations = sarifAt(v.Blame.File, v.Blame.Line)
	return r
}

// sarifCircle warns of what stands only by going round in a circle, at the node that a
// policy, the i-th rule, protects.
func sarifCircle(x *result.Policy, i int, t *i18n.Catalogue) sarifResult {
	sum := sha256.Sum256([]byte("self_sustained\x00" + x.ID))
	return sarifResult{RuleID: x.ID, RuleIndex: &i, Level: "warning", Message: sarifText{circling(x, t)}, Locations: sarifAt(x.Circle.File, x.Circle.Line),
		Fingerprints: map[string]string{"meoktongViolation/v1": hex.EncodeToString(sum[:16])}}
}

// sarifProblem is a problem of a model, of the rule-th code.
func sarifProblem(x *result.Problem, rule int) sarifResult {
	text := clean(x.Message)
	if x.Hint != "" {
		text += ": " + clean(x.Hint)
	}
	sum := sha256.Sum256([]byte(x.Code + "\x00" + filepath.ToSlash(x.File) + "\x00" + x.Message)) // lines move
	return sarifResult{RuleID: x.Code, RuleIndex: &rule, Level: string(x.Severity), Message: sarifText{text}, Locations: sarifAt(x.File, x.Line),
		Fingerprints: map[string]string{"meoktongProblem/v1": hex.EncodeToString(sum[:16])}}
}

// sarifAt is a line of a file; nil without a file.
func sarifAt(file string, line int) []sarifLocation {
	if file == "" {
		return nil
	}
	var at sarifLocation
	at.Physical.Artifact.URI = fileURI(file)
	if line > 0 {
		at.Physical.Region = &sarifRegion{line}
	}
	return []sarifLocation{at}
}

// fileURI writes a file's name as a URI reference: relative as it was given,
// an absolute one with its scheme.
func fileURI(name string) string {
	slashed := filepath.ToSlash(filepath.Clean(name))
	switch {
	case strings.HasPrefix(slashed, "/"):
		return (&url.URL{Scheme: "file", Path: slashed}).String()
	case filepath.IsAbs(name): // with a drive
		return (&url.URL{Scheme: "file", Path: "/" + slashed}).String()
	}
	return (&url.URL{Path: slashed}).String()
}
