package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// promises presents which services are out for longer than they say is tolerable.
func promises(a *result.Promises, lang string) report {
	t := i18n.In(lang)
	sec := section{head: []string{t.Node, t.Name, t.PromisesWord, t.WhatFails, t.PromiseLasts, t.UsersDown, t.PromiseBreaks}, right: []bool{false, false, false, false, false, true, true}}
	for i := range a.Breached {
		x := &a.Breached[i]
		lasts := t.NoEnd
		if x.OutageS != nil {
			lasts = result.Lasting(*x.OutageS)
		}
		sec.rows = append(sec.rows, []cell{plainCell(x.Node), {text: shorten(x.Names.In(lang, x.Node)), other: shorten(x.Names.Other(lang))},
			plainCell(tolerates(x, t)), {text: shorten(strings.Join(x.Failed, ", ")), mood: bad}, plainCell(lasts), plainCell(t.Users(x.Users.Number())), plainCell(strconv.Itoa(x.Breaks))})
	}
	sec.notes = promisesShort(a, t)
	return report{title: fmt.Sprintf(t.PromisesTitle, a.For), sections: []section{capped(sec, t)}}
}

// tolerates says what a service says is tolerable.
func tolerates(x *result.BrokenPromise, t *i18n.Catalogue) string {
	format := t.ToleratesDown
	if x.Rule == result.BreaksDegraded {
		format = t.ToleratesNotUp
	}
	return fmt.Sprintf(format, result.Lasting(x.LimitS))
}

// breaks says what is tolerable and how long it is instead if something fails.
func breaks(x *result.BrokenPromise, failure string, t *i18n.Catalogue) string {
	if x.OutageS == nil {
		return fmt.Sprintf(t.PromiseEver, tolerates(x, t), failure)
	}
	return fmt.Sprintf(t.PromiseCase, tolerates(x, t), result.Lasting(*x.OutageS), failure)
}

// promisesShort counts the services that are out for too long, and says where not every
// failure was tried.
func promisesShort(a *result.Promises, t *i18n.Catalogue) []string {
	out := []string{t.PromisesShort.With(a.Broken(), a.Services, a.For)}
	if a.Truncated() {
		out = append(out, t.PromisesTried.With(a.Failures, a.Able))
	}
	return out
}
