// Command meoktong answers what fails if something fails.
package main

import (
	"os"

	"github.com/meoktong/meoktong/cmd/internal/cli"
	"github.com/meoktong/meoktong/graph/draw"
)

func main() {
	draw.RunWorkerIfAsked()
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
