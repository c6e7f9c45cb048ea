// Command write writes a generated model of so many nodes to stdout, as JSON Lines:
// go run ./graph/internal/large/write [-packages] NODES.
package main

import (
	"bufio"
	"flag"
	"log"
	"os"
	"strconv"

	"github.com/meoktong/meoktong/graph/internal/large"
)

func main() {
	packages := flag.Bool("packages", false, "with the popularity of software packages")
	flag.Parse()
	nodes, err := strconv.Atoi(flag.Arg(0))
	if err != nil {
		log.Fatal("usage: write [-packages] NODES")
	}
	write := large.Write
	if *packages {
		write = large.Packages
	}
	out := bufio.NewWriter(os.Stdout)
	if err := write(out, nodes, 1); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}
