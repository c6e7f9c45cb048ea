// Package graph holds the compiled model: an immutable, index-based graph of
// what needs what. It knows levels, requirements (as gates) and strongly
// connected components, and nothing of names, files or users.
package graph
