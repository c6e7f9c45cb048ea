// Package i18n is the catalogue of the program's own words, in Korean and in
// English: what tables, pictures and summaries say around the model's names.
// Help, errors and ids are English everywhere.
package i18n

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/meoktong/meoktong/graph/result"
)

// Catalogue is every word in one language. Those with a verb (%s, %d) are
// formats.
type Catalogue struct {
	SwingWords

	Lang string

	// states, as table cells and in the legend of a picture
	Failed, Down, Partial, Degraded, AtRisk, Up string
	LegendFailed, LegendDown, LegendPartial     string
	LegendDegraded, LegendAtRisk, LegendUp      string
	EdgeHard, EdgeAlternative, EdgeSoft         string
	EdgeCarried, EdgeUnless                     string
	StartedWord, HeldWord                       string
	LegendStarted, LegendHeld                   string

	// a cascade
	IfFails                          Counted // "%d" how many nodes, unwritten, "%s" they, "%s" the horizon
	SectorFails                      string
	SectorShare                      string // "%s" name, "%s" share
	ShareDown                        string // "%s" share
	Sectors                          string
	Services                         string
	People                           string
	OtherNodes                       string
	Redundancy                       string
	Relieved                         string
	WasBefore                        string // "%s" a state
	StayUp                           string
	Sector                           string
	Service                          string
	DownShare                        string
	UsersDown                        string
	Hit                              string
	Of                               string // "%d" of "%d"
	Population                       string
	SeveralNote                      string
	Because                          string // "%s" ids
	PartsDown                        string // "%s" ids
	PartsDegraded                    string // "%s" ids
	FailedItself                     string
	NoEffect                         string
	Summary                          Counted // sectors failed, sectors, services hit, services, "%s" who loses something
	Untouched                        Counted // "%d" services
	AccessUntouchd                   string  // "%s" access nodes
	AndMore                          string  // "%d"
	Picture                          string  // "%s" a command
	WithDemand                       string  // "%s" an amount, "%s" a service
	IfDemand                         string  // "%s" demands, "%s" the horizon
	Load                             string  // "%s" an amount, "%s" a capacity
	Tripped                          string
	Shedding                         string
	Overloaded                       string
	NotUpBefore                      string // "%s" ids
	Unsupplied                       string // likewise
	Started                          string
	HeldBy                           string  // "%s" ids
	HeldDown                         string  // likewise
	StartsIf                         Counted // how many fail, unwritten; a node, what fails, the horizon
	SoBefore                         string  // "%s" a state
	HeldNoLonger                     string
	WhileThisDown                    string // of a group within a requirement
	ByUnless                         string
	DownMembers                      string // "%s" ids
	SavedFailures                    string
	ColdHeld                         string // "%s" ids
	SelfSustained, SelfSustainedNote string
	UsersUnknown                     string
	HowMany                          string // "%s" a number, "%s" what is counted
	AtLeastMany                      string // "%s" a number
	FromMany, FromManyMore           string // "%s" a number, "%s" another
	UnknownMany                      string // "%s" what is counted
	Nobody                           string
	Uncounted                        Counted // "%d" services
	UncountedWord                    string
	MeasuredBy                       string // "%s" a measure
	ByWeight                         string
	ByUsers                          string
	ByServices                       string
	Unweighed                        Counted // "%d" services, "%s" ids
	BeforeShare                      string  // "%s" a share

	// a timeline
	IfFailsFor     Counted // "%d" how many nodes, unwritten, "%s" they, "%s" how long
	ForGood        string
	OverAt         string // "%s" the moment
	OverAtButStays string // likewise, where something was as bad before
	NeverOver      string
	Events         string
	Repaired       string
	From, To       string
	Lasts          string
	Recovered      string
	WaitedRepair   string
	WaitedRecovery string
	WaitedFailover string // "%s" a node
	WaitedMember   string // "%s" a node
	WaitedLoad     string
	AfterNode      string // "%s" a node
	CriticalPath   string
	Overloads      string
	LockedOut      string // "%s" a node, "%s" the moment
	WaitedServe    string
	WaitedDown     string // "%s" a node
	UpFor          string // "%s" a share
	ServeIs        string // "%s" a node, "%s" a share
	DownFor        string // "%s" a share
	DegradedFor    string // "%s" a share
	OfItsUsers     string // "%s" a share
	FindsNote      string
	ChartShares    string
	DemandIs       string // "%s" a service, "%s" an amount
	CapacityIs     string // "%s" a node, "%s" an amount
	Breaches       string
	NoBreach       string
	NoBreachTimes  string // where the model has no terms
	NoBreachTerms  string // where it has nothing else
	NoPromise      string // where it has neither
	Owed           string // "%s" an amount
	UserHours      string
	HoursEndless   string // "%s" when, "%s" user-hours until then
	Difference     string
	WithoutOverlay string
	WithOverlay    string
	NoDifference   string

	// a replay
	ReplayTitle                         string
	Incident                            string
	Matched                             string
	Missed                              string
	Contradicted                        string
	Recall                              string
	ShortCovered, ShortDecides          string // heads of narrow columns
	ShortMatched, ShortMissed           string
	ShortContradicted, ShortUnconfirmed string
	ShortSpecificity                    string
	NaiveWord                           string
	InAll                               string
	NotScored                           string
	NotInModel                          string
	SeenPredicted                       string // "%s" seen, "%s" predicted
	SeenOnly                            string // "%s" seen
	ShareIsDown, UsersAreDown           string // "%s" an amount
	AmountsTitle, Amount, Seen, Factor  string
	Predicted, Verdict, AmountsNote     string
	LacksUsers, LacksTerms, LacksNode   string
	LeftTitle, LeftOf                   string // "%s" an incident
	LeftNote                            string // lines
	TakenCount, Rested                  string // "%s" what an answer rested on
	WhyTaken                            map[string]string
	TakenTitle, TakenWhole, TakenPart   string // "%s" an incident
	LeftGone                            string // "%s" ids
	LeftSame, LeftMore                  string // "%d" how many
	Surged, NoSurge                     string
	FromTime, ToTime, AtTime            string // "%s" a time after the start
	BasisGiven, BasisFitted, BasisPath  string
	BasisHindsight, BasisPredicted      string
	AllMatched                          string
	UnreportedNote                      string // "%s" ids
	ByBasis                             string
	Basis                               string
	AllObservations                     string
	UntoldTitle                         string
	ScoreNote, ReplayNote               string // lines

	// a ranking
	RankSingles     string // "%s" the horizon
	RankPairs       string // "%s" the horizon
	UpperEnds       string
	BudgetUncounted Counted // "%d" services, "%d" as it is
	NotHitTitle     string
	NotHitBefore    string
	UnknownLast     string
	BetweenNote     string
	UncountedNote   string
	UncountedOrder  string
	MayFailOthers   string // "%s" how to ask of others
	MayFailNeeded   string // likewise
	MayFailAsk      string
	RankRun         Counted // "%s" failures
	RankPairsRun    Counted // "%s" pairs, "%s" that interact, "%s" run
	RankJoint       string
	RankNoJoint     string
	RankSomePairs   Counted // like RankPairsRun, where some are left out
	RankSomeLoad    string  // "%s" pairs in all, "%s" worst failures, "%s" pairs run, "%s" pairs left out
	RankBeyondNote  string
	IfThisFails     string
	RankServices    string
	RankSectors     string
	RankNodes       string

	// cut sets and availability
	CutSetsDown       string  // "%s" the node, "%s" the horizon
	CutSetsDegraded   string  // likewise
	CutSetCount       string  // "%s" how many
	CutSetCountTo     Counted // "%d" the largest size, "%s" how many
	NoCutSet          string
	NoCutSetTo        Counted // "%d" the largest size
	CutSetsIncomplete Counted // "%d" a size
	CutSetsListed     Counted // "%d" a size
	Size, CutSet      string
	AndWork           string  // of a prime implicant
	PrimeCount        string  // as CutSetCount
	PrimeCountTo      Counted // as CutSetCountTo
	IncoherentNote    string
	PrimesNote        string
	ImportanceNote    string
	Sets              string
	AvailabilityTitle string // "%s" the horizon
	AvailabilityUp    string // likewise, for not being degraded either
	AvailabilityWord  string
	Downtime          string
	UserHoursYear     string
	Estimated         string  // "%f" to "%f"
	EstimatedBy       Counted // "%s" trials, "%d" the seed
	ImportanceOf      string  // "%s" the node
	Birnbaum          string
	Criticality       string
	FussellVesely     string
	RAW, RRW          string
	NeverHere         string  // "%s" ids
	TooSmallHere      string  // "%s" ids
	StatedNever       string  // "%s" ids
	AssumedPerfect    Counted // "%d" nodes, "%s" ids
	Bounded           string  // "%s" to "%s"
	BoundedNote       string
	// why
	WhyTitle, StaysUp  Counted // how many fail, unwritten; a node, what fails, the horizon, and its state of WhyTitle
	NotUp              string  // "%s" the level
	AlsoLost           string  // "%s" a member that a proof does without, though it is lost
	NotSwitchedTo      string  // "%s" a member
	WithLoad           string  // "%s" a level
	SeeStep            string  // "%d"
	SameLoop           string  // the number of the step, "%d"
	NotRecovered       string  // of what waits for its recovery, with what took it down
	RecoversStill      string  // the same, where that is not known
	Starved            string  // of what lives only in a loop of supply
	OfItsParts         string
	OwnAccess          string
	NotSwitched        string // "%s" the horizon
	Proof              string
	ProofOfOne         string  // "%s" access nodes
	StepsLeftOut       Counted // "%d" steps
	SavedNodes         string
	SavedNeeds         string
	SavedNone          string // "%d" the size of sets
	SavedLarger        string // "%d" the size of sets
	SavedCut           string
	NotReached         string
	CarriedBy          string
	LostMembers        string // "%s" ids
	HoldingMembers     string // "%s" ids
	ByRedundancy       string
	ByHoldup, ByAccept string
	LegendProof        Counted // "%d" steps

	// weaknesses
	FalseRedundancy  string
	NoFalse          Counted // "%d" groups
	Takes            Counted // node or value, members lost, members, members needed
	WithAttribute    string  // attribute, value
	SiteWord, Vendor string
	BehindIt         string // "%s" ids
	TooLarge         string
	ColdStart        string
	ComesBack        Counted // "%d" rounds
	NeverBack        Counted // "%d" nodes
	LoopOf           string  // "%s" ids
	BrokenBy         string  // "%s" ids
	BrokenByNone     string
	Round            string
	BlackNote        string
	LoopsDown        string
	LoopsDegraded    string
	BreakersMissing  string
	InOrder          string
	MoreElsewhere    string
	ComeBack         string

	// concentration and assumptions
	Concentration       string // "%s" the horizon
	Carrier             string
	Alone, Covered      string
	ConcentrationNote   string
	ConcentrationCut    string  // values looked at, values
	ConcentrationTiny   string  // "%s" what is little
	NoSectorCount       Counted // services
	UnweighedCount      Counted // services
	Attributed          string  // nodes that can fail, those that give their operator, their site, their vendor
	Assumptions         string
	AssumptionsLead     string  // unverified, facts, changed, those that matter, those that nothing concerns
	AssumptionsOf       Counted // nodes, failures, failures there are
	OlderThan           string  // "%s" a date
	NoAsof              string  // "%s" a flag
	AssumptionsAfter    string  // "%s" the horizon
	AssumptionsAbout    string  // "%s" a node or a policy, "%s" the horizon
	PolicyNamed         string  // "%s" an id
	AssumptionsFound    Counted // facts that flip answers, facts that were changed
	FactsLeft           Counted // facts
	AssumptionsFacts    string
	LookedAt            string
	AssumptionsCount    string  // facts, unverified, those that nothing concerns
	AssumptionsOfAll    Counted // nodes, failures, failures there are
	FactsUnrelated      Counted // facts
	FailuresLooked      Counted // failures, failures there are
	AssumptionsOfNode   Counted // failures, failures there are
	AssumptionsOfPolicy string
	UndatedModel        Counted // facts without a date, facts, the model's date
	UndatedNone         Counted // facts without a date, facts
	AnswersLeftOut      string  // "%s" commands
	ChosenOnly          string  // "%s" options
	Dropped             string
	WithoutMember       string  // "%s" a member
	ShareBy             string  // access node, "+20%"
	SharesOf            string  // "%s" a population
	FlipSorts           Counted // policies, sectors, options, nodes, starts, groups, observations, ranks
	FlipPolicy          string  // policy, before, after
	FlipPolicyWith      string  // policy, options, before, after
	FlipOptions         string  // policy, before, after
	FlipAllOptions      string  // before, after
	FlipStart           string  // node, before, after
	FlipRedundancy      string  // what fails, node, before, after
	FlipVerdict         string  // incident, what, before, after
	FlipLine            string  // failure, what, before, after
	FlipRank            string  // rank, before, after
	Fails, Holds        string
	Starts, InLoop      string
	NeverStarts         string
	Yes, No             string

	// pictures
	WholeModel  string
	LeftOut     Counted // "%d" nodes, "%s" the flag that shows them
	LoadIgnored string
	DelaysApart string // with a chain of nodes on which delays follow on each other
	ModelNote   string // "%s" title, "%s" digest
	Untitled    string // "%s" digest

	// boxes and lines of pictures
	Focus, FocusDepth          string  // "%s" a node; "%d" steps
	WithOverlays               string  // "%s" their names
	LeftOutOfFocus             string  // "%d" nodes
	Budget                     string  // "%d" boxes, "%d" lines
	FoldedNote                 string  // "%d" nodes, "%d" boxes, "%s" and "%s" flags
	FoldsNothing               string  // "%s" what is folded by
	Alike                      Counted // "%d" others
	InARow, SparedNodes        string
	LinesStraight              string // "%d" lines
	FontLacks                  string // "%s" characters
	NotShown                   string
	Inside                     string // "%d" dependencies
	EdgeNeeds                  string // "%s" who, "%s" whom
	EdgeWaits                  string // "%s" who, "%s" for whom to be down
	EdgeReaches                string // "%s" from, "%s" to
	EdgeCount                  string // "%d" dependencies
	EdgeIndirect               string
	AccessOf                   string // "%s" share, "%s" population
	Switch                     string // "%s" how long
	Compared                   string // services without and with, users without and with
	Was                        string // "%s" a state
	Saved, Still, Newly, Added string
	LegendSaved, LegendStill   string
	LegendNewly                string

	// charts
	LegendStruck   string
	IfFailsForGood Counted // "%d" how many nodes, unwritten, "%s" they
	NoEnd          string  // of a span, instead of a moment
	NothingOut     string
	RowsLeftOut    Counted // "%d" nodes

	// policies
	GateTitle     string  // "%s" the horizon
	GateSummary   Counted // "%d" hold, "%d" in all
	NoPolicies    string
	Policy        string
	HoldsWord     string
	Violated      string
	Accepted      string
	Demanded      string // "%s" what is protected, "%s" against what
	DemandedPairs string // the same, pairs too
	AtWorst       string // "%s" a level
	AtMostShare   string // "%s" a share
	AtMostOutage  string // "%s" a time, "%s" how long the failure lasts
	OwnTolerance  string // "%s" how long the failure lasts
	CaseNotUp     string // "%s" a time
	CaseNeverUp   string
	VacuousWord   string
	GateHides     Counted // how many services, unwritten; a policy, what it protects, on what that leans
	TouchesNone   string  // "%s" a policy
	AllowsAll     string  // "%s" a policy
	WorstUnlisted string  // "%s" what fails
	WorstCase     Counted // "%d" how many fail, unwritten, "%s" a node, "%s" what becomes of it, "%s" what fails
	NothingHarmed Counted // "%d" failures
	NothingHit    Counted // "%d" failures
	CaseUsers     Counted // "%s" users
	CaseUnknown   string
	CaseOut       string // "%s" a time
	CaseEndless   string
	IfFailsShort  Counted // "%d" how many, unwritten, "%s" ids
	Violations    Counted // "%s" a policy, "%d" how many
	WhatFails     string
	WhatBecomes   string
	KnownNote     Counted // "%d" violations
	GoneTitle     string
	GoneNote      string
	BaselineNote  Counted // "%d" new violations, "%d" accepted, "%d" gone

	// options
	MitigateTitle string // "%s" the horizon
	AllHold       string // "%s" which policies
	AllPolicies   string
	ThesePolicies string // "%s" ids
	TriedTitle    string
	BuyAll        string  // "%s" which policies, "%s" cost, "%s" options
	BuySome       Counted // "%d" policies, "%s" cost, "%s" options
	CannotMeet    string  // "%s" ids
	NotTogether   string
	NotFound      string  // "%s" a cost
	NoCheaper     Counted // "%d" sets run, "%s" sets ruled out
	BoundOnly     string  // "%s" a cost
	ByPolicy      string

	StepsTitle, SumWord, PoliciesLeft, ViolationsLeft string

	BudgetBuys    string  // "%s" the budget, "%s" options, "%s" what they cost
	BudgetNothing string  // "%s" the budget
	BudgetLeaves  Counted // "%d" policies violated then, "%d" policies, "%d" violations then, "%d" as it is
	BudgetWorst   Counted // "%s" users lost in the worst single failure, "%s" as it is, "%s" on average, "%s" as it is
	BudgetBounded string
	BudgetTitle   string // "%s" the budget

	MendTitle   string
	MendNever   Counted // "%s" a policy, "%d" violations that no option mends, "%d" in all
	MendBounded Counted // likewise, of sets that were run
	MendEach    string  // "%s" a policy

	NoSet        string
	OptionsTitle string
	OptionWord   string
	Cost         string
	Taken        string
	Excludes     string // "%s" ids
	BesidePoint  string
	NoOptions    string
	FrontTitle   string // "%s" the horizon
	FrontNote    string
	FrontBounded string
	WorstUsers   string
	MeanUsers    string
	AsIs         string
	SuggestTitle string  // "%s" the horizon
	SuggestLead  Counted // "%d" failures, "%s" users
	Redundant    string
	Hardened     string
	Saves        string
	SavesOf      string // the heading of the users lost in the failures that a change touches
	MostIn       string // "%s" a node
	NothingSaves string
	SuggestProof Counted // "%d" requirements tried
	SuggestBound Counted // "%d" requirements tried

	// differences
	DiffTitle     string // "%s" the horizon
	OldModel      string // "%s" a model
	NewModel      string // "%s" a model
	NothingDiffs  string
	DiffStructure string  // "%d" elements added, removed, changed
	DiffImpact    Counted // "%d" impacts that grew, "%d" that shrank, "%d" new single points of failure, "%d" gone
	DiffPolicies  string  // "%d" newly broken, "%d" newly holding, "%d" worse, "%d" better
	Structure     string
	AddedWord     string
	Removed       string
	ChangedWord   string
	Impacts       string
	BeforeWord    string
	AfterWord     string
	UsersChange   string
	UsersBefore   string
	UsersAfter    string
	NotThere      string
	NewSPOFs      string
	GoneSPOFs     string
	TakesDown     string
	PolicyChanges string
	NewlyBroken   string
	NewlyHolds    string
	PoliciesSame  Counted // "%d" policies
	GotWorse      string
	GotBetter     string
	StillViolated Counted // "%d" new violations, "%d" gone, "%d" worse, "%d" better
	WorstBefore   Counted // like WorstCase, of what was
	ComparedFirst string

	ViolationChanges            string
	ViolationNew, ViolationGone string

	// first page of a review
	PageAsked, PageBroken, PageFirst, PageRests, PageLeaves, PageSigned, PageSignLine                                          string
	PageModel, PageOwner, PageDate, PageMoment, PageFails, PageCoverage, PageDigest, PageTool                                  string
	OwnerUnsaid, OwnerHidden, DateUnsaid, MomentEver, PageOthers, PageNeeded, PageFailsAt, PageDown, PageFailsWord, PageStands string
	FactsOf, MomentAfter, PageSectors                                                                                          string  // "%s" a date, "%s" a date; "%s" the horizon; "%s" what fails
	PageNodes                                                                                                                  Counted // "%d" nodes, "%d" services
	PageFailures, PagePairs                                                                                                    Counted // "%s"
	PageCases                                                                                                                  Counted // "%d" policies, "%s" failures
	PageCounted, PageObserved                                                                                                  Counted // "%d" of "%d"
	PageOtherSectors                                                                                                           Counted // "%d" sectors
	FirstAll, FirstSome                                                                                                        Counted // "%s" money, "%d" options, "%d" policies that then hold, "%d" in all
	FirstLeaves                                                                                                                Counted // "%d" policies, "%d" violations
	FirstKept, FirstNothing, FirstPromises, FirstNone, FirstNoPolicies, CostsAssumed                                           string
	CostsPartly                                                                                                                Counted // "%d" costs that are assumed, "%d" in all
	FirstRedundancy, FirstHarden                                                                                               Counted // "%s" users saved, "%s" lost in all
	ReviewFactsWord                                                                                                            string
	RestsFacts                                                                                                                 Counted // "%d" facts, "%d" unverified
	RestsUnsaid                                                                                                                Counted // "%d" facts without a confidence
	LeavesUncounted, LeavesNotInModel, LeavesBounds                                                                            Counted // "%d"

	// review
	ReviewTitle, ReviewInShort, ReviewContents, SkipToContents                   string
	ReviewKeyed, ReviewUnkeyed                                                   string
	Reproduce, ReviewRedacted, ReviewAuthors                                     string
	ReviewNodes, ReviewFacts, TotalWord, CountWord                               string
	Stated, Reported, Assumed, Unsaid                                            string
	BoundsTitle, NoBounds                                                        string
	BoundListed                                                                  string  // "%s" command, "%s" listed, "%s" in all
	BoundFailures, BoundFacts                                                    string  // "%s" command, "%s" looked at, "%s" in all
	BoundSkipped                                                                 string  // "%s" command, "%s" how many, "%s" limit
	BoundOrder                                                                   Counted // "%s" command, "%d" nodes
	BoundUntold, BoundWork, BoundTruncated                                       string  // "%s" command
	LeavesOutTitle, LeavesOutTime, LeavesOutShape, LeavesOutLoad, LeavesOutFacts string
	PoliciesWord, WorstWord, PairsWord                                           string
	BrokenShort                                                                  Counted // "%d" violated, "%d" in all, "%d" violations
	WorstShort                                                                   Counted // "%s" names, "%s" users, "%d" services, "%d" sectors
	FalseIn                                                                      Counted // "%d" findings, "%d" groups
	ColdNever, ColdPartly                                                        Counted // "%d" nodes; "%d" services
	JointShort                                                                   Counted // "%s" pairs, "%s" the worst, "%s" users
	ReplayShort                                                                  Counted // "%d" covered, "%d" in all; "%d" right, "%d" predicted; "%d" right, "%d" that decide; "%d" matched, "%d" missed, "%d" contradicted
	ReplayNone                                                                   Counted // "%d" covered, "%d" in all, "%d" matched, "%d" missed, "%d" contradicted
	FalseShort                                                                   Counted // "%d" findings, "%d" groups
	PromisesTitle                                                                string  // "%s" how long the failure lasts
	PromisesWord, ToleratesDown, ToleratesNotUp, PromiseLasts, PromiseBreaks     string
	PromiseCase, PromiseEver                                                     string  // what is tolerable, how long it is, if what fails; without how long
	PromisesShort                                                                Counted // "%d" services out for too long, "%d" that say what they tolerate, "%s" how long the failure lasts
	PromisesTried                                                                Counted // "%d" tried, "%d" in all
	AssumptionsShort                                                             Counted // "%d" facts that flip answers, "%d" facts
	TimelinesTitle, NoIncidents                                                  string
	MarkedTitle, MarkedCriticality, MarkedPolicies, MarkedUsers                  string
	NoAvailability, NotAsked                                                     string
	ProofsTitle, ProofsLead                                                      string
	ProofOutage                                                                  string // how long the failure lasts, a node, from when, to when
	ProofNoMoment                                                                string
	ByCarrier, ByOperator, BySite, ByVendor                                      string
	MostAlone                                                                    string // "%s" a sentence
	DependsMost                                                                  string // "%s" a value, "%s" a sector, "%s" a share
	FullSize                                                                     string
	ColdShare                                                                    string  // "%s" a service, "%s" a share of its users
	ColdParts                                                                    string  // "%s" parts of services
	PartlyBack                                                                   Counted // "%d" services, "%s" which, with shares
	BoundCut                                                                     string  // "%s" a chapter, "%s" a command
	RankListed                                                                   string  // "%d" listed, "%s" in all
	BoundLoad                                                                    string  // "%s" command, "%s" run, "%s" in all
	BoundJoint                                                                   string  // "%s" command, "%s" listed, "%s" in all
	TableRows                                                                    Counted // "%d"
	FigureRows                                                                   Counted // "%d"

	// lists
	Node, Kind, Name, Operator, Top string
	Nodes                           Counted // "%d"
	Needs, NeededBy, Nothing, Parts string
	Source, Confidence, Asof        string
	Band                            string  // "%s" to "%s": the 5th and the 95th percentile
	Drawn                           Counted // "%d" trials, "%d" the seed
	DrawnVerdicts                   Counted // likewise
	BandNote                        Counted // "%d" trials, "%d" the seed
	ShortWithin, WithinNote         string
	WithinTrials, OutsideTrials     string
	InTrials, Sometimes             string  // "%s" a share; Sometimes none
	RangesTaken, RangesDrawn        Counted // "%d" figures, "%s" the first
	OnDay, FromDay, AtFirst         string  // "%s" a day; AtFirst none
	File, Share, Access             string
	AnyOf, AllOf, AtLeastOf, Soft   string
	WhileDown                       string // of a requirement: "only while %s is down"
	Holdup, Failover, Accepts       string
	EmptySet                        string // of a cut set of no failures
	Supply                          string // of a requirement of what does not arise in a loop

	// check
	Sound    Counted // "%d" nodes, "%d" requirements, "%d" warnings
	Unsound  Counted // "%d" nodes, "%d" requirements, "%d" errors, "%d" warnings
	Severity string
	Problem  string
	Place    string

	// what goes round in a circle
	RankSustained     string
	RankSustainedNote string
	GateCircles       Counted // "%s" a policy, "%d" failures, "%s" a node, "%s" what fails
	LegendBefore      string
	GateBefore        string // "%s" a policy, "%s" ids
	WhyCircle         string
	CircleOf          string // "%s" ids
	PictureCircle     string // "%s" ids
	ByKind            string // "%s" what holds, "%s" a kind
}

// In returns the catalogue of a language: "ko", else English.
func In(lang string) *Catalogue {
	if lang == "ko" {
		return korean()
	}
	return english()
}

// Model names a model and its digest, short enough for a line: "Korea, model
// 0ff60f77a5f5"; without a title "model 0ff60f77a5f5".
func (c *Catalogue) Model(m result.Model) string {
	const digits = 12
	digest := m.SHA256[:min(digits, len(m.SHA256))]
	note := fmt.Sprintf(c.Untitled, digest)
	if m.Title != "" {
		note = fmt.Sprintf(c.ModelNote, m.Title, digest)
	}
	if m.Asof != "" {
		note += ", " + fmt.Sprintf(c.OnDay, m.Asof)
	}
	return note
}

// OfRanges says that an answer takes ranges at their likeliest, or that it drew them, and
// names the first.
func (c *Catalogue) OfRanges(x *result.Ranges, drawn bool) string {
	list := strings.Join(x.First, "; ")
	if more := x.Count - len(x.First); more > 0 {
		list += "; " + fmt.Sprintf(c.AndMore, more)
	}
	if drawn {
		return c.RangesDrawn.With(x.Count, list)
	}
	return c.RangesTaken.With(x.Count, list)
}

// Number writes a whole number with its thousands apart: "1,087,940".
func (c *Catalogue) Number(x float64) string {
	return message.NewPrinter(language.English).Sprintf("%.0f", x)
}

// Percent writes a share from 0 to 1: "41%", "0.3%". What is not all or nothing
// never reads as if it were.
func (c *Catalogue) Percent(share float64) string {
	p := message.NewPrinter(language.English)
	switch x := share * 100; {
	case x == 0, x == 100:
		return p.Sprintf("%.0f%%", x)
	case x < 0.05:
		return "<0.1%"
	case x > 99.95:
		return ">99.9%"
	default:
		return p.Sprintf("%.1f%%", x)
	}
}

// State returns the word for a state.
func (c *Catalogue) State(s result.State) string {
	switch s {
	case result.StateFailed:
		return c.Failed
	case result.StateDown:
		return c.Down
	case result.StatePartial:
		return c.Partial
	case result.StateDegraded:
		return c.Degraded
	case result.StateAtRisk:
		return c.AtRisk
	case result.StateStarted:
		return c.StartedWord
	case result.StateHeld:
		return c.HeldWord
	}
	return c.Up
}
