package modeltest

// Tour is a model that uses everything that the language has.
const Tour = `# A tour of the model language.
[model]
title = { ko = "둘러보기", en = "A tour" }
description = "Everything once"
lang = "en"
currency = "bn KRW"
horizon = "2h"
outage = "12h"
asof = 2024-05-01
owner = { ko = "업무연속성팀", en = "Continuity team" }
source = "made up"

[kind.booth]
name = { ko = "부스", en = "booth" }
shape = "house"
supply = true
at."2024-06".name = "kiosk"
[kind.power]
supply = true

[sector.retail]
name = "Retail"
fails_at = 0.2
source = "made up"
at."2023".fails_at = 0.2
[sector.health]
measure = "users"

[source.letter]
name = "A letter"
url = "https://example.org/letter"
asof = "2023-09"

[population.people]
name = "People"
size = 1_000
counts = { ko = "사람", en = "people" }
access = { kt = 0.4, lgu = 0.6 }
source = "made up"
confidence = "assumed"
asof = "2024"
at."2024-12-31".size = 1_000
at."2024-12-31".source = "letter"
at."2020".access = { kt = 0.4, lgu = 0.6 }
[population.guests]
of = "people"
formerly = ["visitors", "tourists"]
access = { kt = 1 }
[population.homes]
size = 500
by.mobile = { kt = 0.5, lgu = 0.5 }
by.home = { kt = 300, lgu = 200 }
by.region = { east = 0.4, west = 0.6 }
joint = [
  { mobile = "kt", home = "kt", share = 0.4 },
  { mobile = "kt", home = "lgu", share = 0.1 },
  { mobile = "lgu", home = "kt", share = 0.2 },
  { mobile = "lgu", home = "lgu", share = 0.3 },
]
line.data = "{mobile}"
line.fixed = { home = { kt = "kt" } }

[carrier.kt]
name = { ko = "KT 망", en = "KT network" }
operator = "kt"
tags = ["core", "national"]
formerly = ["kt-old"]
needs = ["mains"]
capacity = 900
unit = "sessions"
overload = "shed"
availability = 0.9995
[carrier.lgu]
operator = "lgu"
needs = [{ on = "mains", holdup = "4h", source = "made up", asof = "2023-09", confidence = "stated" }]
mtbf = "300d"
mttr = "4h"
[power.mains]
unavailability = 1e-9
[datacentre.pangyo]
source = "letter"
site = "pangyo"
region = "gyeonggi"
vendor = "v"
needs = ["mains"]
recovery = "1h25m"
[equipment.dns-1]
[equipment.dns-2]
[equipment.dns-3]
[platform.dns]
fails = false
supply = true
needs = [{ at_least = 2, of = ["dns-1", "dns-2", "dns-3"], failover = "10m", balance = "even", supply = false }]
[booth.b]
needs = [{ unless = { any = ["dns-1", "dns-2"] }, loss = "degraded" }]

[service.web]
name = "Web"
description = { en = "The web" }
sector = "retail"
criticality = 2
population = "people"
reach = 0.5
needs = [
  "dns",
  { any = [{ all = ["pangyo", "dns-1"] }, "b"], failover = "0s" },
  { on = "dns-2", loss = "degraded" },
  { on = "dns-3", accepts = "degraded" },
]
tolerance = "3h"
tolerance_degraded = "1d"
at."2024-01-01".tolerance = "3h"
at."2024-01-01".confidence = "stated"
at."2025-01-01".operator = "someone else"
demand = 500
unit = "sessions"
spills_to = { shop = 0.6, "phone" = 0.4 }
[service.shop]
sector = "retail"
population = "people"
needs = ["web", { any = ["@access", "mains"] }]
[service.phone]
sector = "health"
users = 12
[service.kiosk]
sector = "health"
weight = 3
needs = ["shop@kt", "web@lgu"]

[incident.i]
name = "It broke"
start = 2021-10-25T11:20:00+09:00
source = "made up"
events = [
  { at = "0m", fail = ["kt", "kind:power"], for = "85m", reason = "why not" },
  { at = "5m", degrade = ["web@kt"], serve = { web = 0.6, "dns-1" = "0.3..0.5..0.6" }, repair = ["dns*"], demand = { web = 3 }, capacity = { kt = 2 } },
]
observed = [
  { node = "web@kt", level = "down", source = "made up" },
  { node = "shop", level = "partial", from = "25m", to = "60m", within = "10m", fitted = true },
  { node = "kiosk", surged = true, at = "2h", scored = false, reason = "hearsay" },
  { node = "shop", share_down = 0.4, at = 2021-10-25T12:00:00+09:00, within_share = 0.05 },
  { node = "phone", users = 12, factor = 2 },
  { node = "web@kt", owed = 0 },
  { what = "airport check-in", level = "up" },
]
[incident.day]
start = 2021-10-25

[terms.t]
covers = ["sector:retail"]
from = 2020-01-01
until = "2030"
consecutive = "3h"
monthly = "6h"
at."2022-01-01".consecutive = "3h"
bands = [{ from = "1d", pay = 400_000 }, { from = "2d", pay = 800_000 }]

[policy.p]
protect = "sector:health"
against = "kind:carrier"
failures = 2
worst = "degraded"
max_share = 0.2
max_outage = "2h"
tolerance = true
for = "4h"
at."2023-01-01".worst = "degraded"

[option.o]
name = "A second line"
cost = 12.5
at."2024".cost = 13
add.service.kiosk.needs = [{ any = ["kt", "lgu"] }]
set.service.web.reach = 0.7
set.carrier.spare.operator = "nobody"
`
