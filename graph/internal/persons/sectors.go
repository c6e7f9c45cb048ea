package persons

func (r *run) sectorsHit(shareDown map[string]float64) map[string]Sector {
	out := map[string]Sector{}
	for id, keys := range r.sectors {
		out[id] = r.sector(id, keys, shareDown)
	}
	return out
}

func (r *run) sector(id string, keys table, shareDown map[string]float64) Sector {
	var services []string
	for _, node := range r.nodes {
		if r.kind[node] == "service" && r.keys[node]["sector"] == id {
			services = append(services, node)
		}
	}
	s := Sector{Measure: r.measure(keys, services), Level: "up"}
	down, whole := 0.0, 0.0
	for _, service := range services {
		weight, known := r.weight(service, s.Measure)
		if !known {
			s.Unweighed = append(s.Unweighed, service)
		}
		down, whole = down+weight*shareDown[service], whole+weight
		level := r.levels[place{service, -1}]
		s.count(level, shareDown[service])
		if level != "up" {
			s.Level = "degraded"
		}
	}
	if whole > 0 {
		s.ShareDown = down / whole
	}
	if s.Fails = s.ShareDown >= numberOr(keys["fails_at"], 0.1)-1e-9; s.Fails {
		s.Level = "down"
	}
	return s
}

func (s *Sector) count(level string, down float64) {
	switch {
	case level == "down":
		s.Down++
	case down > 0:
		s.Partial++
	case level == "degraded":
		s.Degraded++
	default:
		s.Up++
	}
}

// measure is what the services of a sector weigh by.
func (r *run) measure(keys table, services []string) string {
	if measure, said := keys["measure"].(string); said {
		return measure
	}
	weights, users, things := 0, 0, map[string]bool{}
	for _, service := range services {
		if r.keys[service]["weight"] != nil {
			weights++
		}
		if _, known := r.users(service); known {
			users++
		}
		things[r.thing(r.populationOf(service))] = true
	}
	switch n := len(services); {
	case n > 0 && weights == n:
		return "weight"
	case n > 0 && users == n && len(things) == 1:
		return "users"
	}
	return "services"
}

// weight is what a service weighs, and whether the figure is given.
func (r *run) weight(service, measure string) (float64, bool) {
	criticality := numberOr(r.keys[service]["criticality"], 1)
	switch measure {
	case "weight":
		return numberOr(r.keys[service]["weight"], 0), r.keys[service]["weight"] != nil
	case "users":
		users, known := r.users(service)
		return users * criticality, known
	}
	return criticality, true
}
