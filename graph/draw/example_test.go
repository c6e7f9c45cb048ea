package draw_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
)

// A failed network takes a shop down. The program must call
// [draw.RunWorkerIfAsked] first thing in main, as it does the layout in a
// process of its own.
func Example() {
	pic := result.Picture{
		Lang:  "en",
		Title: "If the network fails",
		Nodes: []result.PictureNode{
			{ID: "network", Shape: "hexagon", Name: "Network", Other: "통신망", State: result.StateFailed},
			{ID: "shop", Shape: "rounded", Name: "Shop", Other: "가게", Note: "100% down", State: result.StateDown},
		},
		Edges: []result.PictureEdge{{From: "network", To: "shop", Style: result.EdgeHard, Carried: true}},
	}
	format, err := draw.ForFile("shop.svg")
	if err != nil {
		fmt.Println(err)
		return
	}
	svg, err := format.Draw(context.Background(), pic, draw.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(string(svg)) {
		if strings.HasPrefix(line, `<g class="node`) || strings.HasPrefix(line, `<g class="edge`) {
			fmt.Print(line)
		}
	}
	// Output:
	// <g class="edge hard carried" role="img" data-id="network&gt;shop" data-from="network" data-to="shop">
	// <g class="node failed" id="node-network" role="img" data-id="network" data-state="failed">
	// <g class="node down" id="node-shop" role="img" data-id="shop" data-state="down">
}
