package models

import "github.com/meoktong/meoktong/models/internal/source"

// Problem is one thing that is wrong with a model, or doubtful, and where: Severity,
// Code, File, Line, Column, Width, Message, Hint and the Text of the line.
type Problem = source.Problem

// Problems are all that is wrong with a model, in the order of its files. As
// an error it is what Load returns for an invalid model.
type Problems = source.Problems

// The severities of problems.
const (
	SeverityError   = source.SeverityError
	SeverityWarning = source.SeverityWarning
)
