package layout

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestWorkerEndsWithItsParent: a worker whose parent was killed must not go on
// computing.
func TestWorkerEndsWithItsParent(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits until a worker is busy")
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), workerVariable+"=1")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dot := writeDOT(tangled(700, 3000), spreads(tangled(700, 3000))[0])
	fmt.Fprintf(stdin, "%d\n%s0\n", len(dot), dot)
	time.Sleep(300 * time.Millisecond) // until it is busy
	stdin.Close()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("it had an answer: the graph is too simple for this test")
		}
	case <-time.After(5 * time.Second):
		cmd.Process.Kill()
		t.Error("it is still running")
	}
}

func TestReadSized(t *testing.T) {
	for _, in := range []string{"", "3", "-1\nabc", "x\nabc", "5\nabc", "99999999999\nabc", "99999999999999999999\n"} {
		if got, err := readSized(bufio.NewReader(strings.NewReader(in))); err == nil {
			t.Errorf("%q was read as %q", in, got)
		}
	}
	if got, err := readSized(bufio.NewReader(strings.NewReader("3\nabcdef"))); err != nil || string(got) != "abc" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestRenderRefusesWhatIsNoGraph(t *testing.T) {
	for _, in := range []string{"", " ", "graph {", "\x00"} {
		if err := render([]byte(in), io.Discard); err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

func TestBadAnswers(t *testing.T) {
	g := Graph{Nodes: []Node{{Width: 1, Height: 1, Cluster: -1}}}
	for _, in := range []string{
		"", "{", "null", `{"bb":"0,0,1"}`, `{"bb":"0,0,1,NaN"}`, `{"bb":"0,0,1,1"}`, `{"bb":1}`,
		`{"bb":"0,0,1,1","objects":[{"name":"n1","pos":"1,1"}]}`,
		`{"bb":"0,0,1,1","objects":[{"name":"n0","pos":"1"}]}`,
		`{"bb":"0,0,1,1","objects":[{"name":"n-1","pos":"1,1"}]}`,
	} {
		if _, err := readLayout(g, []byte(in)); !errors.Is(err, errBadAnswer) {
			t.Errorf("%q: error %v", in, err)
		}
	}
}

func TestBoundedBuffer(t *testing.T) {
	called := false
	b := boundedBuffer{limit: 5, full: func() { called = true }}
	fmt.Fprint(&b, "abc")
	fmt.Fprint(&b, "defg")
	if b.data.String() != "abcde" || !b.over || !called {
		t.Errorf("kept %q, over %v, called %v", b.data.String(), b.over, called)
	}
}

// BenchmarkRun measures whole layouts, process and all.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{30, 300, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := layered(n)
			for b.Loop() {
				if _, err := Run(b.Context(), g, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// layered is a graph such as cascades give: six layers, two needs a node, each
// in one of twelve sectors.
func layered(nodes int) Graph {
	g := tangled(nodes, 0)
	for c := range 12 {
		g.Clusters = append(g.Clusters, Cluster{LabelWidth: 150, LabelHeight: 17})
		for i := c; i < nodes; i += 12 {
			g.Nodes[i].Cluster = c
		}
	}
	layer := nodes / 6
	for i := layer; i < nodes; i++ {
		below := (i/layer - 1) * layer
		g.Edges = append(g.Edges, Edge{From: below + i*7%layer, To: i}, Edge{From: below + i*13%layer, To: i})
	}
	return g
}
