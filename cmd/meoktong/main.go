// Command meoktong answers what fails if something fails.
package main

import (
	"os"

	"github.com/meoktong/meoktong/cmd/internal/cli"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
)

func main() { runAs(cli.Built()) }

// runAs is main for a program that was built so.
func runAs(built result.Version) {
	draw.RunWorkerIfAsked()
	os.Exit(cli.Main(built, os.Args[1:], os.Stdout, os.Stderr))
}
