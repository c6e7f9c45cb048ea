// Package picture turns an answer into a diagram: which boxes, in which state,
// joined by which lines. It knows the model and the answer, not the drawing.
//
// What is shown is chosen (what is affected, or the surroundings of a node),
// then folded where it is more than a reader can take in, and nothing is lost on
// the way without a trace: a path through nodes that are not shown leaves an
// indirect line, and notes say what was left out or folded.
package picture
