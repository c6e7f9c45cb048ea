// Package rank ranks failures in the model's terms: every single one
// (N-1) and every pair (N-2), by users, services, sectors or nodes. It joins a
// model, the engine graph/sweep and result.Rank, and costs what the engine does.
package rank
