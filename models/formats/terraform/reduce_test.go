package terraform

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestReduce keeps what is reached, and without circles leaves no edge that others imply.
func TestReduce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "nodes")
		circles := rapid.Bool().Draw(t, "circles")
		needs := make([][]int, n)
		for from := range n {
			for to := range n {
				if from != to && (circles || from > to) && rapid.IntRange(0, 2).Draw(t, "edge") == 0 {
					needs[from] = append(needs[from], to)
				}
			}
		}
		before, left := reached(needs), make([][]int, n)
		for i := range needs {
			left[i] = slices.Clone(needs[i])
		}
		rank := finished(needs)
		reduction{needs: slices.Clone(needs), rank: rank, steps: maxSteps}.run(func(from, to int) {
			left[from] = slices.DeleteFunc(left[from], func(x int) bool { return x == to })
		})
		if !slices.EqualFunc(before, reached(left), slices.Equal) {
			t.Fatalf("%v reaches less than %v", left, needs)
		}
		for from := range left {
			for i := range left[from] {
				fewer := slices.Clone(left)
				fewer[from] = slices.Delete(slices.Clone(left[from]), i, i+1)
				if !circles && slices.EqualFunc(before, reached(fewer), slices.Equal) {
					t.Fatalf("%v: %d -> %d is implied", left, from, left[from][i])
				}
			}
		}
	})
}

// reached says for each node which it reaches.
func reached(needs [][]int) [][]bool {
	out := make([][]bool, len(needs))
	for from := range needs {
		out[from] = make([]bool, len(needs))
		for stack := slices.Clone(needs[from]); len(stack) > 0; {
			to := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !out[from][to] {
				out[from][to] = true
				stack = append(stack, needs[to]...)
			}
		}
	}
	return out
}

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		`module.a["x.y"].module.b[0].aws_vpc.main["k]"].id`: "module.a.module.b aws_vpc.main",
		"data.aws_vpc.main[0]":                              " data.aws_vpc.main",
		"ephemeral.aws_secret.s":                            " ephemeral.aws_secret.s",
		"module.a":                                          "module.a -",
		"var.x.y":                                           " -",
		"provider.aws":                                      " -",
		"aws_vpc":                                           " -",
		"data.aws_vpc":                                      " -",
		"":                                                  " -",
		".a.b":                                              " -",
		`a.b["\"]"].c`:                                      " a.b",
	} {
		a := parse(text)
		r, ok := a.resource()
		if !ok {
			r.rest = "-"
		}
		if got := r.module + " " + r.rest; got != want {
			t.Errorf("%s: %s, not %s", text, got, want)
		}
	}
}
