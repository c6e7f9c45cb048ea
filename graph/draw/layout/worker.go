package layout

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/goccy/go-graphviz"
)

const (
	workerVariable  = "MEOKTONG_LAYOUT_WORKER"
	workerGCPercent = 400
	maxInput        = 8 << 20 // bytes of DOT; the budget's largest has under one million
)

// RunWorkerIfAsked turns this process into a layout worker, and never returns,
// if [Run] started it as one. It must come first in main, and in the TestMain of
// packages that draw.
func RunWorkerIfAsked() {
	if os.Getenv(workerVariable) == "" {
		return
	}
	limitMemory()
	// Graphviz's memory is not Go's, and what go-graphviz throws away for each call
	// is collected seldom enough at this rate.
	debug.SetGCPercent(workerGCPercent)
	// Graphviz's machine code cannot be interrupted by Go's scheduler: the
	// goroutine that waits for the parent's end needs a processor of its own.
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0)))
	if err := work(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// work lays out the graphs that come on stdin, one after another.
func work(stdin io.Reader, stdout io.Writer) error {
	in := bufio.NewReader(stdin)
	var ways [][]byte
	for {
		dot, err := readSized(in)
		if err != nil {
			return err
		}
		if len(dot) == 0 {
			break
		}
		ways = append(ways, dot)
	}
	go func() {
		// The parent keeps the pipe open for as long as it wants an answer.
		io.Copy(io.Discard, in)
		os.Exit(1)
	}()
	for _, dot := range ways {
		if err := render(dot, stdout); err != nil {
			return err
		}
	}
	return nil
}

// readSized reads a length in digits, a newline, and that many bytes.
func readSized(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	size, err := strconv.Atoi(strings.TrimSuffix(line, "\n"))
	if err != nil || size < 0 || size > maxInput {
		return nil, errors.New("layout worker: bad length of input")
	}
	dot := make([]byte, size)
	_, err = io.ReadFull(in, dot)
	return dot, err
}

// render runs Graphviz.
func render(dot []byte, w io.Writer) error {
	ctx := context.Background()
	gv, err := graphviz.New(ctx)
	if err != nil {
		return err
	}
	g, err := graphviz.ParseBytes(dot)
	if err != nil {
		return err
	}
	if g == nil {
		return errors.New("layout worker: no graph in the input")
	}
	out := bufio.NewWriter(w)
	// "json0": positions only, without drawing operations.
	if err := gv.Render(ctx, g, graphviz.Format("json0"), out); err != nil {
		return err
	}
	return out.Flush()
}
