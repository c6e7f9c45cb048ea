package oracle

// failsAt is the share down at which a sector fails unless it says otherwise.
const failsAt = 0.1

// rounding is how far short of its threshold a sum of shares may fall.
const rounding = 1e-9

// services gives the share down of every service, and the users down and
// degraded of those whose users are known. Of what is not down, the share that
// is lost counts as down.
func (m *model) services(levels map[string]string, lost map[string]float64) (shareDown, usersDown, usersDegraded map[string]float64) {
	shareDown, usersDown, usersDegraded = map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, node := range m.nodes {
		if m.kind[node] != "service" {
			continue
		}
		shareDown[node] = m.shareDown(node, levels, lost)
		if users, known := m.users(node); known {
			usersDown[node] = users * shareDown[node]
			usersDegraded[node] = users * m.shareDegraded(node, levels, lost)
		}
	}
	return shareDown, usersDown, usersDegraded
}

// shareDown is the share of a service's users that are cut off.
func (m *model) shareDown(service string, levels map[string]string, lost map[string]float64) float64 {
	return m.overParts(service, func(vertex string) float64 { return cutOff(vertex, levels, lost) })
}

// shareDegraded is the share of a service's users that are served badly.
func (m *model) shareDegraded(service string, levels map[string]string, lost map[string]float64) float64 {
	return m.overParts(service, func(vertex string) float64 {
		if levels[vertex] == "degraded" {
			return 1 - lost[vertex]
		}
		return 0
	})
}

// cutOff is the share of the users of a part, or of a service without parts,
// that are cut off.
func cutOff(vertex string, levels map[string]string, lost map[string]float64) float64 {
	if levels[vertex] == "down" {
		return 1
	}
	return lost[vertex]
}

// overParts adds up something over the parts of a service by their shares, or
// gives that of the service, where it has no parts.
func (m *model) overParts(service string, of func(vertex string) float64) float64 {
	parts := m.parts(service)
	if parts == nil {
		return of(service)
	}
	sum := 0.0
	for _, part := range parts {
		sum += m.shareOf(part) * of(part)
	}
	return sum
}

// users is how many use a service, and whether that is known at all.
func (m *model) users(service string) (float64, bool) {
	keys := m.keys[service]
	if population := m.populationOf(service); population != "" {
		size, known := m.population[population]["size"]
		if !known {
			return 0, false
		}
		return number(size) * numberOr(keys, "reach", 1), true
	}
	return numberOr(keys, "users", 0), keys["users"] != nil
}

// sectorsHit says what became of every sector.
func (m *model) sectorsHit(levels map[string]string, shareDown map[string]float64) map[string]Sector {
	sectors := map[string]Sector{}
	for id, keys := range m.sector {
		var sector Sector
		lost, whole := 0.0, 0.0
		services := m.servicesOf(id)
		measure := m.measure(id, services)
		for _, service := range services {
			weight := m.weight(service, measure)
			lost += weight * shareDown[service]
			whole += weight
			sector.count(state(levels[service], shareDown[service]))
		}
		if whole > 0 {
			sector.ShareDown = lost / whole
		}
		sector.Fails = sector.ShareDown >= numberOr(keys, "fails_at", failsAt)-rounding
		switch {
		case sector.Fails:
			sector.Level = "down"
		case sector.Up < len(services):
			sector.Level = "degraded"
		default:
			sector.Level = "up"
		}
		sectors[id] = sector
	}
	return sectors
}

func (m *model) servicesOf(sector string) []string {
	var services []string
	for _, node := range m.nodes {
		if m.kind[node] == "service" && m.keys[node]["sector"] == sector {
			services = append(services, node)
		}
	}
	return services
}

// measure is what a sector is measured by.
func (m *model) measure(sector string, services []string) string {
	if measure, said := m.sector[sector]["measure"].(string); said {
		return measure
	}
	weights, users, things := 0, 0, map[string]bool{}
	for _, service := range services {
		if m.keys[service]["weight"] != nil {
			weights++
		}
		if _, known := m.users(service); known {
			users++
		}
		things[m.thing(m.populationOf(service))] = true
	}
	switch n := len(services); {
	case n > 0 && weights == n:
		return "weight"
	case n > 0 && users == n && len(things) == 1:
		return "users"
	}
	return "services"
}

// weight is what a service counts in its sector; 0 where the figure is not given.
func (m *model) weight(service, measure string) float64 {
	criticality := numberOr(m.keys[service], "criticality", 1)
	switch measure {
	case "weight":
		return numberOr(m.keys[service], "weight", 0)
	case "users":
		users, _ := m.users(service)
		return users * criticality
	}
	return criticality
}

// state is the level of a service, or "partial" where a share of it is down or lost
// and the rest is not.
func state(level string, shareDown float64) string {
	if level != "down" && shareDown > 0 {
		return "partial"
	}
	return level
}

func (s *Sector) count(state string) {
	switch state {
	case "down":
		s.Down++
	case "partial":
		s.Partial++
	case "degraded":
		s.Degraded++
	case "up":
		s.Up++
	}
}
