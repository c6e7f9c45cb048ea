package words

func english() *Catalogue {
	return &Catalogue{
		Lang:   "en",
		Failed: "FAILED", Down: "down", Partial: "partial", Degraded: "degraded", AtRisk: "at risk", Up: "up",
		LegendFailed: "failed (the question)", LegendDown: "down because of it", LegendPartial: "down for some of its users",
		LegendDegraded: "works, but worse", LegendAtRisk: "redundancy lost", LegendUp: "untouched",
		EdgeHard: "needed", EdgeAlternative: "one of several", EdgeSoft: "degrades only", EdgeCarried: "carried the failure",

		IfFails: "If %s fails (after %s)", SectorFails: "FAILS", SectorShare: "%s: %s down", ShareDown: "%s down",
		Sectors: "Sectors", Services: "Services hit", People: "People", OtherNodes: "Other nodes",
		Redundancy: "Lost their redundancy (nothing noticed yet)", StayUp: "Stay up",
		Sector: "sector", Service: "service", DownShare: "down", UsersDown: "users down", Hit: "services hit", Of: "%d of %d",
		Population: "population", SeveralNote: "A person may be in several populations.",
		Because: "because of %s", PartsDown: "down on %s", PartsDegraded: "degraded on %s",
		FailedItself: "failed itself", NoEffect: "Nothing else changes.",
		Summary:   "%d of %d sectors fail. %d of %d services are hit, %s users lose one.",
		Untouched: "%d services notice nothing", AccessUntouchd: "Nothing is down for users on %s.", AndMore: "and %d more",
		Picture: "Picture: %s", LoadIgnored: "The model gives demand and capacity; overload is not considered here.",
		WithDemand: "demand %s at %s", IfDemand: "With %s (after %s)", Load: "load %s of %s", Tripped: "tripped", Shedding: "sheds load", Overloaded: "overloaded", NotUpBefore: "Overload keeps these from being up even with nothing failed: %s.",
		UsersUnknown: "unknown",

		IfFailsFor: "If %s fails for %s", ForGood: "for good", OverAt: "Everything is back up at %s.",
		NeverOver: "It does not end: some nodes stay out.", Events: "What happens", Repaired: "repaired", From: "from", To: "to",
		Lasts: "lasts", Recovered: "Order of recovery", WaitedRepair: "its repair", WaitedRecovery: "its own recovery",
		WaitedFailover: "the switch to %s", WaitedMember: "waited for %s", WaitedLoad: "its load, which fits again",
		AfterNode: "%s, after %s", CriticalPath: "Critical path back: what the last to return waited for", Overloads: "Over capacity",
		DemandIs: "demand at %s: %s", CapacityIs: "capacity of %s: %s", Breaches: "Breaches", NoBreach: "No tolerance and no terms are breached.",
		Owed: "owed: %s", UserHours: "User-hours lost", Difference: "What the overlay changes: how long each is out", WithoutOverlay: "without", WithOverlay: "with",
		NoDifference: "Nothing is out for longer or shorter.",

		ReplayTitle: "Recorded incidents, replayed", Incident: "incident", Matched: "matched", Missed: "missed", Contradicted: "contradicted",
		Recall: "recall", ShortMatched: "ok", ShortMissed: "missed", ShortContradicted: "contra", ShortUnconfirmed: "extra", ShortSpecificity: "spec.", NaiveWord: "naive", InAll: "in all", NotScored: "not scored",
		SeenPredicted: "seen %s, predicted %s", AllMatched: "Every scored observation is matched.", UnreportedNote: "Predicted hit, not reported: %s",
		ByBasis: "What the answers rest on", Basis: "basis",
		ReplayNote: "ok: matched; contra: contradicted; extra: predicted, not reported; spec.: specificity, of what stayed up.\nnaive: recall / specificity of the model in which everything reachable goes down",

		RankSingles: "The worst single failures (after %s)", RankPairs: "The worst pairs of failures (after %s)",
		RankRun:      "All %s failures were run.",
		RankPairsRun: "All %s pairs are accounted for: %s take something down together that neither takes down alone; %s were run.",
		RankJoint:    "Worst together: what neither takes down alone", RankNoJoint: "No pair takes down more than the two do alone.",
		RankBeyondNote: "+: beyond what either takes down alone", IfThisFails: "if this fails", RankServices: "services", RankSectors: "sectors", RankNodes: "nodes",
		CutSetsDown: "What takes %s down (after %s)", CutSetsDegraded: "What takes %s out of up (after %s)", CutSetCount: "Minimal cut sets: %s",
		NoCutSet: "Nothing that may fail takes it there.", CutSetsIncomplete: "The work grew too large: sets of up to %d nodes are all counted, larger ones are missing.",
		CutSetsListed: "Listed are the sets of up to %d nodes.", Size: "size", CutSet: "if these fail", Sets: "sets",
		AvailabilityTitle: "Availability (after %s)", AvailabilityUp: "Availability at full service (after %s)", AvailabilityWord: "availability",
		Downtime: "hours out a year", UserHoursYear: "user-hours a year", Estimated: "estimate: %.6f to %.6f", EstimatedBy: "Estimates are of %s trials, seed %d; the interval holds in 95 of 100 cases.",
		ImportanceOf: "What matters to %s", Birnbaum: "Birnbaum", Criticality: "criticality", FussellVesely: "Fussell-Vesely", RAW: "RAW", RRW: "RRW",
		NothingMatters: "Nothing that it needs has an availability.",

		WholeModel: "The whole model", LeftOut: "%d untouched nodes are left out; %s shows them", ModelNote: "%s, model %s",

		Focus: "%s: what it needs and what needs it", FocusDepth: ", to depth %d", WithOverlays: ", with %s",
		LeftOutOfFocus: "further nodes left out: %d", Budget: "More than %d boxes or %d lines would be hard to read:",
		FoldedNote: "nodes folded: %d, into boxes: %d; %s gives each node its own, %s shows the surroundings of one", FoldsNothing: "--fold %s: no node that is shown has one", NotShown: "Everything else",
		Inside: "dependencies among them: %d", EdgeNeeds: "%s needs %s", EdgeReaches: "%s reaches %s through nodes that are not shown",
		EdgeCount: "dependencies: %d", EdgeIndirect: "through nodes that are not shown", AccessOf: "for %s of %s", Switch: "switch %s",
		Compared: "Services hit: %d without the overlay, %d with it; users down: %s and %s",
		Was:      "before: %s", Saved: "saved", Still: "still", Newly: "newly", Added: "new with the overlay",
		LegendSaved: "better with the overlay", LegendStill: "hit as before", LegendNewly: "worse with the overlay",

		LegendStruck: "failed (the event)", IfFailsForGood: "If %s fails for good", NoEnd: "no end", NothingOut: "Nothing is out at any time.",
		RowsLeftOut: "%d nodes that were out for a shorter time are left out.",

		Node: "node", Kind: "kind", Name: "name", Operator: "operator", Site: "site", Top: "top", Nodes: "%d nodes",
		Needs: "needs", NeededBy: "needed by", Nothing: "nothing", Parts: "parts", Source: "source", Confidence: "confidence",
		Asof: "as of", Users: "users", Description: "description", File: "file", Share: "share", Access: "access",
		AnyOf: "any of", AllOf: "all of", AtLeastOf: "at least %d of", Soft: "degrades only", Holdup: "holds up %s",
		Failover: "fails over in %s", Accepts: "degraded will do", CannotFail: "a grouping: never fails of itself",

		Sound:    "The model is sound: %d nodes, %d requirements, %d warnings.",
		Severity: "severity", Problem: "problem", Place: "place",
	}
}
