"""The words by which English news speaks of persons, posts and sources. Words only; facts stand in the reference."""

from __future__ import annotations

HONORIFICS = {"mr": "he", "mrs": "she", "ms": "she", "miss": "she", "messrs": "he", "sir": "he", "madam": "she"}
"""Forms of address with the pronoun they tell."""

# Head nouns of titles and posts, with the word under which a text remembers them.
_HEADS = """
president=president presidents=president premier=premier chancellor=chancellor king=king queen=queen pope=pope
emperor=emperor prince=prince princess=princess sheikh=sheikh ayatollah=ayatollah emir=emir sultan=sultan
secretary=secretary minister=minister ministers=minister ambassador=ambassador envoy=envoy consul=consul
senator=senator sen=senator senators=senator congressman=congressman congresswoman=congresswoman
representative=representative rep=representative reps=representative sens=senator governor=governor gov=governor
mayor=mayor speaker=speaker whip=whip lawmaker=lawmaker legislator=legislator councilor=councilor councillor=councilor
delegate=delegate commissioner=commissioner
general=general gen=general admiral=admiral adm=admiral colonel=colonel col=colonel captain=captain capt=captain
lieutenant=lieutenant lt=lieutenant major=major maj=major sergeant=sergeant sgt=sergeant commander=commander
cmdr=commander brigadier=brigadier brig=general marshal=marshal commandant=commandant
judge=judge justice=justice attorney=attorney prosecutor=prosecutor sheriff=sheriff lawyer=lawyer counsel=counsel
director=director chairman=chairman chairwoman=chairwoman chairperson=chair chair=chair chief=chief head=head
boss=boss executive=executive ceo=ceo founder=founder president-elect=president
co-founder=founder manager=manager coordinator=coordinator administrator=administrator
spokesman=spokesperson spokeswoman=spokesperson spokesperson=spokesperson
adviser=adviser advisor=adviser aide=aide strategist=strategist counselor=counselor negotiator=negotiator
diplomat=diplomat leader=leader dictator=dictator nominee=nominee candidate=candidate
analyst=analyst expert=expert professor=professor prof=professor dr=doctor doctor=doctor economist=economist
historian=historian scholar=scholar fellow=fellow researcher=researcher scientist=scientist author=author writer=writer
correspondent=correspondent anchor=anchor editor=editor reporter=reporter host=host columnist=columnist
journalist=journalist commentator=commentator pundit=pundit moderator=moderator
activist=activist dissident=dissident veteran=veteran entrepreneur=entrepreneur businessman=businessman
businesswoman=businesswoman billionaire=billionaire investor=investor pastor=pastor rev=reverend reverend=reverend
bishop=bishop cardinal=cardinal archbishop=archbishop officer=officer agent=agent detective=detective
first-lady=lady lady=lady pollster=pollster organizer=organizer operative=operative student=student teacher=teacher
actor=actor actress=actress singer=singer comedian=comedian attorney-general=attorney physicist=physicist
chaplain=chaplain epidemiologist=epidemiologist ombudsman=ombudsman inspector=inspector undersecretary=secretary
"""
HEADS: dict[str, str] = dict(part.split("=") for part in _HEADS.split())
"""Head nouns of titles, in lower case, with their plain form."""

# Heads that the definite article can point back with: "the secretary", "the senator". Words of wide use are left out.
POINTING_HEADS = frozenset(
    """president premier chancellor king queen pope prince secretary minister ambassador envoy senator congressman
    congresswoman governor mayor general admiral colonel captain commander director chairman chairwoman spokesperson
    adviser negotiator diplomat leader judge justice professor commissioner speaker lawmaker coordinator prosecutor
    ayatollah emir representative counselor administrator""".split()
)

_MODIFIERS = """
of and for to on in the 's &
secretary minister state defense defence foreign prime vice deputy assistant under undersecretary permanent special
chief acting former previous last federal then rights outgoing incoming late ex current new interim senior top ranking
general major lieutenant
brigadier rear full supreme paramount first lady national security homeland treasury commerce trade finance energy
interior agriculture labor education transportation health human services veterans affairs environment climate economic
economy communications strategic press presidential cabinet council commission committee senate house congressional
majority minority white state department ministry pentagon nsc party communist democratic republican independent
democrat conservative liberal opposition ruling military army navy naval air force marine marines police
intelligence budget justice attorney staff joint chiefs central bank federal reserve fed executive managing news
evening morning bureau political diplomatic international external public relations policy affairs political
world global regional asia pacific indo-pacific east asian european middle eastern north south western eastern
northern southern command fleet theater theatre elect editor anchor host co-anchor veteran longtime long-time
television tv radio university law history research legal technology science innovation business financial
industry industrial information culture tourism sports planning development reform parliament parliamentary
legislative district county city presumptive crown high commissioner trade representative counternarcotics
counterterrorism nuclear arms control peace reconciliation envoy campaign transition co chair surgeon solicitor
inspector un u n nato eu european union senate's house's two-term billionaire right-wing left-wing hard-line
management resources hawkish reformist moderate powerful influential embattled young old popular famed noted
"""
TITLE_MODIFIERS = frozenset(_MODIFIERS.split())
"""Words that may stand inside a title, before or after its head."""

ENTRUSTED_HEADS = frozenset(
    """ambassador envoy representative coordinator negotiator secretary director adviser analyst expert
    commissioner""".split()
)
"""Heads of posts that name after "for" or "to" the country they deal with, not the one they come from."""

FORMER_WORDS = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "deposed"})

SOURCE_HEADS = {
    "official": False, "officials": True, "source": False, "sources": True, "diplomat": False, "diplomats": True,
    "spokesperson": False, "spokesman": False, "spokeswoman": False, "spokespeople": True, "spokespersons": True,
    "aide": False, "aides": True, "adviser": False, "advisers": True, "advisor": False, "advisors": True,
    "officer": False, "officers": True, "insider": False, "insiders": True, "staffer": False, "staffers": True,
    "envoys": True, "negotiators": True, "lawmaker": False, "representative": False, "ambassadors": True,
    "minister": False, "counterparts": True, "people": True, "person": False,
}  # fmt: skip
"""Head nouns of unnamed sources, and whether they are plural."""

OFFICIAL_THINGS = frozenset(
    """visit visits statement statements residence figures data media trip trips account accounts website line position
    policy language name names title titles confirmation response comment announcement document documents duties
    capacity business tour reception ceremony newspaper agency news report reports records record explanation reason
    version results talks state dinner photo portrait welcome count toll estimate estimates sources term secrets
    inquiry investigation review act acts misconduct channels correspondence email emails guidance opening launch
    campaign party communist building buildings xinhua government english poverty apology summary readout
    transcript""".split()
)
"""Nouns that "official" describes: an official visit is no official."""

GROUP_HEADS = frozenset(
    """reporters journalists lawmakers analysts experts critics observers senators republicans democrats
    supporters economists scholars activists protesters prosecutors lawyers scientists researchers ministers
    executives investors voters investigators commanders delegation""".split()
)
"""Head nouns of unnamed groups that are spoken to or speak."""

SOURCE_MODIFIERS = frozenset(
    """senior top high-ranking ranking high lower low mid level unnamed anonymous former another other one two three
    several some
    many administration white house state department defense defence military intelligence government ministry foreign
    embassy trade treasury commerce congressional law enforcement security national pentagon nsc federal local police
    western european party communist presidential cabinet republican democratic diplomatic health public navy army
    air force second third retired current unidentified mid-level key close political campaign
    counterterrorism nuclear border customs immigration nato un u n eu united nations intelligence-community
    homeland justice council diplomatic informed knowledgeable well-placed legal press chief economic regional
    industry policy career civilian service transition asian arab council""".split()
)
"""Words that may stand between the determiner and the head of an unnamed source."""

INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "two", "three", "four", "many", "other", "multiple"}
)

SOURCE_COMPLEMENTS = frozenset({"for", "at", "from", "in", "with", "of", "familiar", "close", "briefed", "who"})

KNOWING = frozenset({"familiar", "briefed", "knowledge"})
"""What makes "people" a source: people familiar with the matter, people with knowledge of the talks."""

VERBS_OF_SAYING = frozenset(
    """said says say saying told tells tell added adds asked asks noted notes warned warns argued argues insisted
    announced announces claimed claims explained explains declared wrote writes tweeted stressed emphasized
    acknowledged admitted denied replied responded stated suggested continued called urged vowed pledged promised
    reiterated confirmed testified recalled observed remarked concluded described predicted accused criticized
    praised demanded pressed agreed met visited spoke speaks believes thinks joked quipped opined tells reported
    cautioned countered conceded contended maintained complained hailed condemned dismissed rejected signaled
    signalled hinted posted quoted""".split()
)

AUXILIARIES = frozenset(
    """has have had is are was were will would can could may might must should did does do be been being also later
    then now never still already previously earlier reportedly once again recently""".split()
)

PREPOSITIONS = frozenset(
    """of with to by for from between against about on in at over under into toward towards than like as after before
    without including via despite amid besides""".split()
)

# After one of these a capital means the city; after a verb or noun of travel, "to" and "from" make it one too.
CITY_BEFORE = frozenset({"in", "near", "outside", "around", "at", "downtown", "central", "inside", "across", "through"})
TRAVEL_WORDS = frozenset(
    """trip trips travel travels traveled travelled traveling travelling visit visits visited visiting flew fly flying
    flight flights return returned returning arrived arrive arriving arrival came come coming went go going heading
    headed drive drove train tour toured left leave leaving departed landed moved moving summoned journey route
    stop stopover ambassador embassy back invited bound welcomed welcome welcoming hosted entered
    entering embassies""".split()
)
CITY_AFTER = frozenset(
    """olympics olympic airport university winter summer summit games street streets square suburb hotel accord accords
    agreement conference climate bureau mayor resident residents subway metro zoo forum attacks marathon
    symphony stock convention riots district suburbs area neighborhood museum hospital protocol""".split()
)

ORGANIZATION_WORDS = frozenset(
    """university institute institution council ministry department committee party commission agency association
    company corp inc ltd llc group bank center centre foundation court college school union federation society alliance
    coalition network project administration bureau office board authority league club congress parliament assembly
    organization organisation service services corporation fund press news times post journal daily tribune herald
    gazette review magazine radio television tv media church hospital laboratory labs technologies systems industries
    airlines airways motors energy partners holdings associates command fleet division brigade force forces army navy
    guard police embassy consulate museum library team trust forum initiative program task caucus mission movement
    senate house cabinet secretariat exchange chamber campaign pac hq academy capital chronicle""".split()
)

PLACE_WORDS = frozenset(
    """street avenue road square island islands sea ocean strait river lake mountain mountains valley county city state
    province region district park beach bay airport hotel hall palace building bridge tower plaza stadium house
    north south east west northern southern eastern western central coast peninsula gulf desert base field port fort
    garden gardens hill hills heights springs creek falls village town estate room capitol resort dam
    canal cape point""".split()
)

NOT_NAMES = frozenset(
    """the a an and or but nor so yet for of in on at by to from with as if when while after before since until though
    although because that this these those there here where what who whom whose which why how it its he she they we i
    you his her their our your my me him them us is are was were be been has have had do does did will would can could
    may might must shall should not no yes one two three four five six seven eight nine ten first second third last
    next new old all both each every many most some any such other another more less than then now today yesterday
    tomorrow also even just only still again once never always often however meanwhile moreover earlier later
    according asked during despite under over above below about against between among through throughout into onto
    out up down off per via amid instead let read watch see photo photos image video file updated published share
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri
    spring summer autumn fall winter north south east west am pm et edt est gmt utc god christmas easter
    thanksgiving ramadan bible koran internet web covid coronavirus constitution act bill treaty agreement accord
    war wars cold world revolution republic kingdom democrats republicans democrat republican communist islamic
    muslim muslims christian christians jewish jews jew catholic arab arabs african asian european latino hispanic
    black white well oh look thank thanks good great question answer q mr mrs ms dr please sorry ok okay hello hi
    order award awards prize medal rank asia europe africa antarctica
    pacific atlantic nobel olympics olympic states united union
    twitter youtube instagram fox""".split()
)
"""Capitalised words that begin no person's name."""

PARTICLES = frozenset("de la del van von der den bin ibn al el ben da di du dos das le ul abu ter ten zu y".split())
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior"})

PRONOUNS_HE = frozenset({"he", "him", "his", "himself"})
PRONOUNS_SHE = frozenset({"she", "her", "hers", "herself"})
PRONOUNS_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})

MINISTRIES = {
    "foreign": "Ministry of Foreign Affairs", "defense": "Ministry of Defense", "defence": "Ministry of Defense",
    "commerce": "Ministry of Commerce", "finance": "Ministry of Finance", "interior": "Ministry of the Interior",
    "health": "Ministry of Health", "trade": "Ministry of Trade", "justice": "Ministry of Justice",
    "energy": "Ministry of Energy",
}  # fmt: skip
"""How news names ministries, and what they are called."""
