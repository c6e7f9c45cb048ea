package draw

// dots are discs along the first outline of a path: a line of dashes that have
// round ends and no length to speak of. They start where the line does.
func dots(line path, step, width float64) path {
	corners := line.flatten()
	if line.ops[len(line.ops)-1] == opClose {
		corners = append(corners, corners[0])
	}
	var out path
	left := 0.0 // to the next dot
	for i := 1; i < len(corners); i++ {
		a, b := corners[i-1], corners[i]
		d := distance(a, b)
		for ; left < d; left += step {
			at := mix(a, b, left/d)
			out.append(ellipse(at.X, at.Y, width/2, width/2))
		}
		left -= d
	}
	return out
}
