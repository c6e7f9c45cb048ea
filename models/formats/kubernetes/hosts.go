package kubernetes

import (
	"regexp"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

var (
	// names are what could be host names, and addressed the ends of what stands before one.
	names     = regexp.MustCompile(`[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?`)
	addressed = regexp.MustCompile(`(?i)(?:://|://[^/\s]*@|\b(?:host|hostname|server|address|addr|data source)=)$`)
	port      = regexp.MustCompile(`^:\d`)
	// ofHosts are the ends of the names of variables and flags that hold a host.
	ofHosts = regexp.MustCompile(`(?i)(?:host(?:name)?|addr(?:ess)?|url|uri|server|endpoint|broker|peer|upstream|proxy|target|backend|dns|seed|service|svc)(?:e?s)?[_-]?\d*$`)
	listed  = regexp.MustCompile(`^[A-Za-z0-9.,; -]+$`)
	address = regexp.MustCompile(`^(?:\w+://)?[A-Za-z][A-Za-z0-9.-]*:\d+(?:/.*)?$`)
)

// How sure it is that a workload calls a Service, the surest first.
const (
	called = iota
	atStart
	unsure
	unnamed
)

var leftOut = map[int]string{
	atStart: "Services that only init containers name: they order the start",
	unsure:  "values that are the name of a Service and may be no address",
}

// maxText bounds the length of a value that is looked through.
const maxText = 64 << 10

// calls adds what a workload calls, and returns how many Services that are, with those that
// are left out.
func (r *reader) calls(w *workload) int {
	c := caller{r: r, w: w, sure: map[*service]int{}, at: map[*service]format.Span{}}
	for container := range w.pod.Get("containers").Items() {
		c.container(container, called)
	}
	for container := range w.pod.Get("initContainers").Items() {
		if container.Get("restartPolicy").Text() == "Always" {
			c.container(container, called)
		} else {
			c.container(container, atStart)
		}
	}
	for _, s := range c.order {
		switch sure := c.sure[s]; {
		case selects(s, w):
			r.draft.Leave(format.OfEdge, c.at[s], "Services that lead back to the workload that names them", w.key+" -> "+s.key)
		case sure != called:
			r.draft.Leave(format.OfEdge, c.at[s], leftOut[sure], w.key+" -> "+s.key)
		default:
			r.draft.Need(draft.Need{From: w.key, To: s.key, At: c.at[s]})
		}
	}
	return len(c.order)
}

func selects(s *service, w *workload) bool {
	for _, selected := range s.workloads {
		if selected == w {
			return true
		}
	}
	return false
}

// caller gathers what one workload calls.
type caller struct {
	r     *reader
	w     *workload
	order []*service
	sure  map[*service]int
	at    map[*service]format.Span
}

// container looks at what a container is told.
func (c *caller) container(v yamltree.Value, sure int) {
	for e := range v.Get("env").Items() {
		name, from := e.Get("name").Text(), e.Get("valueFrom")
		c.text(name, e.Get("value"), sure)
		if !from.Get("configMapKeyRef").Missing() || !from.Get("secretKeyRef").Missing() {
			c.elsewhere(e, name)
		}
	}
	for e := range v.Get("envFrom").Items() {
		c.elsewhere(e, "envFrom")
	}
	for _, key := range []string{"command", "args"} {
		flag := ""
		for arg := range v.Get(key).Items() {
			name := flag
			flag = ""
			switch text := arg.Text(); {
			case strings.HasPrefix(text, "-") && strings.Contains(text, "="):
				name, _, _ = strings.Cut(text, "=")
			case strings.HasPrefix(text, "-"):
				flag = text
			}
			c.text(name, arg, sure)
		}
	}
}

func (c *caller) elsewhere(at yamltree.Value, name string) {
	c.r.draft.Leave(format.OfOther, at.Span(), "environment from ConfigMaps and Secrets, which are not read", c.w.key+": "+name)
}

// text looks for Services in one value; name is that of its variable or flag.
func (c *caller) text(name string, v yamltree.Value, sure int) {
	text := v.Text()
	if strings.HasPrefix(text, "-") {
		if _, value, ok := strings.Cut(text, "="); ok {
			text = value
		}
	}
	text = text[:min(len(text), maxText)]
	hosts := ofHosts.MatchString(name[max(0, len(name)-maxAround):]) && listed.MatchString(text)
	found := false
	for _, at := range names.FindAllStringIndex(text, -1) {
		s := c.r.host(c.w.namespace, strings.ToLower(text[at[0]:at[1]]))
		if s == nil {
			continue
		}
		if how := howSure(text, at, hosts); how != unnamed {
			c.found(s, v.Span(), max(how, sure))
			found = true
		}
	}
	if !found && address.MatchString(text) && !strings.Contains(text, "localhost") {
		c.r.draft.Leave(format.OfOther, v.Span(), "addresses that name no Service of these files", c.w.key+": "+name)
	}
}

// maxAround bounds how far around a name it matters what stands there.
const maxAround = 256

// howSure says whether a name in a text is that of a host, by what is around it; ofHosts says
// that the text is one host or several.
func howSure(text string, at []int, ofHosts bool) int {
	word, before, after := text[at[0]:at[1]], text[max(0, at[0]-maxAround):at[0]], text[at[1]:min(len(text), at[1]+maxAround)]
	if end := strings.IndexAny(after, "/,; "); end >= 0 {
		after = after[:end]
	}
	switch {
	case strings.Contains(after, "@"): // a user, before the password and the host
		return unnamed
	case ofHosts, port.MatchString(after), addressed.MatchString(before), strings.Contains(word+".", ".svc."):
		return called
	case word == text:
		return unsure
	}
	return unnamed
}

// found notes a Service, as sure as the surest of its places.
func (c *caller) found(s *service, at format.Span, sure int) {
	last, again := c.sure[s]
	if !again {
		c.order = append(c.order, s)
	}
	if !again || sure < last {
		c.sure[s], c.at[s] = sure, at
	}
}

// host returns the Service that a host name stands for within a namespace, or nil: of that
// namespace, of another (web.shop, web.shop.svc.cluster.local), or that of a pod of a
// StatefulSet (db-0.db).
func (r *reader) host(namespace, host string) *service {
	parts := strings.SplitN(host, ".", 5)
	if s := r.named(namespace, parts); s != nil || len(parts) < 2 {
		return s
	}
	if i := strings.LastIndexByte(parts[0], '-'); i > 0 && strings.Trim(parts[0][i+1:], "0123456789") == "" {
		return r.named(namespace, parts[1:])
	}
	return nil
}

func (r *reader) named(namespace string, parts []string) *service {
	switch {
	case len(parts) == 1:
		return r.services[namespace+"/"+parts[0]]
	case len(parts) == 2 || parts[2] == "svc":
		return r.services[parts[1]+"/"+parts[0]]
	}
	return nil
}
