"""Our own list of other words for common words of the news, to make altered copies with: ``word:other`` pairs."""

from __future__ import annotations

_PAIRS = """
people:persons time:period campaign:drive year:twelvemonth government:cabinet new:fresh first:initial percent:pct
last:final political:partisan state:province years:seasons law:statute get:obtain former:ex-officeholder election:ballot
make:produce going:heading week:fortnight back:again administration:leadership made:produced country:nation
public:civic federal:central think:reckon health:wellbeing way:manner officials:functionaries presidential:executive
tax:levy vote:ballot right:correct support:backing including:comprising take:grab bill:draft called:termed
voters:electors deal:bargain long:lengthy know:understand since:because still:nonetheless report:account work:labour
day:date news:tidings well:nicely policy:approach whether:if party:faction want:desire media:press according:pursuant
three:several saying:stating statement:declaration part:portion national:nationwide million:m case:matter see:observe
another:one-more need:require next:following care:attention military:army police:constabulary security:safety
end:conclusion debate:discussion immigration:migration group:band change:alteration plan:scheme leaders:chiefs
left:departed far:distant come:arrive days:dates use:employ members:associates top:leading decision:ruling world:globe
good:fine office:bureau never:at-no-time likely:probable investigation:probe without:lacking month:thirty-days
issue:question least:minimum among:amid help:assist already:by-now point:spot gun:firearm high:elevated put:place
around:about court:tribunal every:each power:might information:data attack:assault race:contest recent:latest
used:employed economic:financial months:weeks past:bygone money:cash economy:marketplace clear:plain
candidate:contender trade:commerce conservative:rightist official:functionary came:arrived asked:inquired
reported:recounted speech:address meeting:gathering border:frontier must:should women:ladies order:command
number:figure though:although less:fewer system:structure spending:expenditure candidates:contenders foreign:overseas
took:grabbed rights:entitlements control:command added:appended four:some early:soon place:location home:residence
question:query big:large war:warfare legal:lawful believe:consider fact:reality making:producing issues:questions
call:appeal later:afterwards major:principal groups:bands something:a-thing second:subsequent really:truly
night:evening working:labouring set:fixed process:procedure move:shift term:stint across:throughout business:enterprise
found:discovered action:deed ago:before job:post wrote:penned old:aged run:operate trying:attempting win:triumph
several:various impeachment:removal nuclear:atomic better:superior little:small important:significant
program:scheme weeks:fortnights press:newspapers billion:bn show:display life:existence keep:retain
enough:sufficient jobs:posts lot:plenty lawmakers:legislators primary:main based:founded family:household
countries:nations majority:bulk become:grow got:obtained general:overall legislation:lawmaking evidence:proof
announced:declared done:completed story:tale released:issued away:off look:glance social:societal different:distinct
votes:ballots response:reaction history:past others:the-rest politics:statecraft questions:queries pay:wage
give:hand reporters:journalists expected:anticipated earlier:previously children:youngsters seen:observed
interview:conversation executive:managerial hard:tough comes:arrives plans:schemes continue:carry-on nearly:almost
cases:matters possible:feasible chief:head workers:labourers free:liberated face:confront close:near fight:struggle
data:figures black:dark thing:item points:spots leader:chief efforts:attempts full:complete reports:accounts
laws:statutes led:guided lead:guide problem:difficulty best:finest real:genuine cuts:reductions policies:approaches
school:academy budget:finances person:individual line:row taking:grabbing open:unlocked senior:high-ranking
local:regional attacks:assaults effort:attempt five:a-few companies:firms known:recognised held:kept
insurance:coverage director:manager great:grand went:travelled often:frequently running:operating late:tardy ever:always
intelligence:espionage immigrants:migrants future:coming killed:slain poll:survey private:personal key:crucial
given:handed agreement:accord able:capable rules:regulations team:squad actually:indeed getting:obtaining
supporters:backers today:now taken:grabbed weapons:arms stop:halt nominee:pick behind:after find:discover death:demise
role:part special:particular began:started address:speech small:little conference:summit record:register rate:pace
course:route current:present strong:robust matter:affair company:firm funding:financing along:beside
potential:possible coming:arriving level:degree force:compel nothing:naught morning:dawn climate:weather almost:nearly
illegal:unlawful violence:bloodshed personal:private men:males threat:menace within:inside elections:ballots
community:neighbourhood market:bazaar pass:adopt idea:notion cut:reduce latest:newest toward:towards means:signifies
crisis:emergency polls:surveys hours:moments outside:beyond large:big global:worldwide hold:keep reform:overhaul
coverage:reporting hearing:session city:town kind:sort ban:prohibition anything:whatever comments:remarks
forward:onward always:forever talk:chat needs:requires passed:adopted half:fifty-pct start:beginning six:half-a-dozen
using:employing interest:concern wants:desires bad:poor together:jointly lost:forfeited calling:naming low:modest
staff:personnel try:attempt letter:missive however:yet millions:multitudes agency:bureau enforcement:policing
recently:lately message:note provide:supply allow:permit claims:assertions leadership:stewardship release:publication
defense:protection students:pupils result:outcome concerns:worries debt:liabilities actions:deeds young:youthful
looking:glancing sure:certain talking:chatting wall:barrier side:flank reason:cause despite:notwithstanding
include:comprise taxes:levies numbers:figures shows:displays tariffs:duties voting:balloting member:associate
class:category ahead:onward income:earnings attorney:lawyer short:brief shooting:gunfire nomination:candidacy
liberal:progressive calls:appeals name:title rather:instead families:households head:lead either:whichever
increase:growth especially:notably protect:shield allies:partners higher:greater position:stance makes:produces
shutdown:closure cannot:can-not changes:alterations following:after wanted:desired criminal:felonious
third:tertiary continued:persisted talks:negotiations accused:charged officers:constables turn:become
elected:chosen list:roster words:phrases growth:expansion risk:danger wrong:mistaken adviser:counsellor tried:attempted
agree:concur thought:reckoned fire:blaze longer:lengthier serious:grave needed:required governor:administrator
failed:flopped international:worldwide simply:merely trial:proceedings moment:instant hit:struck pressure:strain
similar:comparable sent:dispatched step:stride rule:norm spokesman:representative rates:paces gave:handed sign:signal
true:accurate event:occasion let:permit example:instance forces:troops front:fore results:outcomes voted:balloted
thousands:masses leave:depart proposal:suggestion businesses:enterprises programs:schemes access:entry
measure:step bring:fetch hope:wish middle:centre lower:lesser virus:pathogen claim:assertion seems:appears
someone:somebody issued:published paid:remunerated chance:opportunity leading:foremost tell:inform
problems:difficulties single:sole soon:shortly stand:stance decades:generations instead:rather certain:sure
rally:gathering citizens:nationals strategy:approach sense:feeling opposition:resistance parties:factions focus:centre
spent:expended worked:laboured involved:implicated human:mortal mean:signify civil:civic happen:occur
movement:current significant:notable included:comprised happened:occurred charges:accusations push:thrust
remain:stay victory:triumph ground:earth situation:circumstance lives:existences attention:notice started:began
became:grew cost:price near:close shot:gunned turned:became showed:displayed described:depicted
allegations:accusations noted:observed service:duty hand:palm anyone:anybody growing:expanding view:outlook feel:sense
play:perform image:picture agenda:programme views:opinions ruling:verdict particularly:notably due:owing
brought:fetched everything:all woman:lady approach:method opportunity:chance received:got stay:remain
appeared:seemed chairman:chair comment:remark quickly:rapidly related:connected spoke:talked signed:inked
sanctions:penalties biggest:largest assault:attack experts:specialists benefits:perks effect:impact pandemic:outbreak
immediately:instantly measures:steps documents:papers allowed:permitted ways:manners confirmed:verified saw:observed
individual:person religious:devout raised:lifted vice:deputy probably:presumably employees:staffers
suggested:proposed live:dwell meet:encounter phone:telephone stage:phase impact:effect remarks:comments
remains:stays sides:flanks crime:offence energy:fuel everyone:everybody source:origin criticism:censure
choice:option emergency:crisis create:make build:construct judge:magistrate services:duties terms:conditions
agencies:bureaus seeking:pursuing agreed:concurred understand:grasp counsel:advice raise:lift met:encountered
goes:travels test:trial challenge:dare share:portion series:string officer:constable answer:reply return:comeback
helped:assisted protests:demonstrations sources:origins denied:rejected warned:cautioned largely:mostly
details:particulars request:plea average:typical industry:sector book:volume approval:consent fall:drop
additional:further served:acted total:sum building:structure critical:crucial argued:contended claimed:asserted
difficult:hard popular:liked account:version schools:academies ask:inquire status:standing giving:handing
research:study records:registers relationship:ties protesters:demonstrators offer:bid heard:listened
individuals:persons events:occasions opinion:view appears:seems repeatedly:again-and-again offered:proposed
reach:attain travel:journey previous:prior authorities:officialdom seven:some alleged:supposed education:schooling
decided:resolved hear:listen created:made organization:body parents:guardians base:foundation read:perused
receive:get air:broadcast background:context fear:dread mass:bulk ability:capacity adding:appending beyond:past
publicly:openly published:printed largest:biggest forced:compelled authority:power willing:ready consider:weigh
avoid:shun rise:climb proposed:suggested hundreds:scores prevent:avert path:route negotiations:talks sought:pursued
whole:entire lawyer:attorney main:chief speak:talk died:perished stories:tales cause:reason considered:weighed
previously:formerly area:zone changed:altered seem:appear aid:assistance critics:detractors seemed:appeared
review:examination expressed:voiced rest:remainder aides:assistants backed:supported common:shared entire:whole
attempt:try certainly:surely expect:anticipate provided:supplied study:survey amid:during testimony:deposition
begin:start costs:prices focused:centred visit:trip safety:security followed:trailed floor:storey missile:rocket
unemployment:joblessness troops:soldiers speaking:talking perhaps:maybe professor:academic includes:comprises
lack:shortage room:chamber closed:shut directly:straight era:age fellow:colleague announcement:declaration
statements:declarations probe:inquiry hands:palms committed:pledged cities:towns domestic:internal approved:endorsed
repeal:revocation bills:drafts declined:refused concern:worry battle:fight appear:seem limit:cap truth:fact
politicians:officeholders reportedly:allegedly gets:obtains victims:casualties currently:presently crowd:throng
powerful:mighty serve:act language:tongue communities:neighbourhoods favor:back freedom:liberty reached:attained
exactly:precisely reality:actuality takes:grabs spread:diffusion charge:accusation alone:solo positive:favourable
interests:concerns inside:within dangerous:hazardous knew:understood believed:considered tough:hard winning:triumphing
areas:zones reasons:causes influence:sway dead:deceased population:populace lose:forfeit decisions:rulings
district:precinct field:sphere firm:company fighting:battling form:shape necessary:needed experience:practice
leaving:departing threats:menaces telling:informing worse:poorer respond:reply decade:ten-years region:territory
living:dwelling goal:aim ended:concluded friends:pals asking:inquiring deep:profound argument:contention
conversation:chat exchange:swap believes:considers multiple:many responded:replied criticized:censured
particular:specific subject:topic ready:prepared increasingly:more-and-more required:needed fully:completely
specific:particular town:borough promised:pledged holding:keeping target:aim pushed:pressed beginning:start
deficit:shortfall continues:persists argue:contend reporting:recounting declared:proclaimed raising:lifting
follow:trail activists:campaigners steps:strides worst:poorest cover:hide killing:slaying blame:fault clearly:plainly
massive:huge trust:faith prison:jail prices:costs organizations:bodies facing:confronting products:goods
buy:purchase mostly:mainly strike:hit restrictions:curbs huge:enormous compared:likened concerned:worried
benefit:profit moving:shifting filed:lodged defend:guard refused:declined campaigns:drives ensure:guarantee
resolution:motion deaths:fatalities inquiry:probe network:web showing:displaying mind:intellect send:dispatch
promise:pledge safe:secure responsible:accountable labor:work controversial:disputed facts:realities
written:penned direct:straight peace:calm scheduled:planned wife:spouse analysis:study amount:sum fund:pool
mission:task charged:accused independent:autonomous conducted:performed reduce:lessen increased:grew knows:understands
moved:shifted levels:degrees fair:just opposed:resisted conflict:clash courts:tribunals meant:signified worth:value
colleagues:peers prepared:readied progress:headway pushing:pressing joined:linked require:need relations:ties trip:visit
planned:intended journalists:reporters poor:needy parts:portions rhetoric:oratory separate:distinct thinking:reckoning
warning:caution lines:rows pointed:gestured funds:monies decide:resolve damage:harm opening:start faith:belief
behavior:conduct easy:simple ideas:notions ultimately:eventually limited:restricted success:triumph
opponents:rivals nations:countries highest:topmost ties:bonds demand:require surveillance:monitoring
possibility:likelihood annual:yearly looks:glances scandal:outrage familiar:known rising:climbing effective:efficient
supported:backed felt:sensed urged:exhorted violent:bloody conditions:circumstances respect:esteem putting:placing
highly:very matters:affairs ongoing:continuing conduct:behaviour discuss:debate contact:touch throughout:across
spend:expend shut:close threatened:menaced failure:flop caused:provoked signs:signals delivered:brought
finally:eventually body:organisation discussion:debate replace:supplant secret:hidden advocates:champions central:core
moderate:mild deadline:cutoff designed:conceived hurt:harmed addition:supplement doubt:uncertainty development:progress
potentially:possibly starting:beginning dozen:twelve shared:divided meetings:gatherings existing:current
identified:named range:span targeted:aimed overall:general greater:bigger positions:stances learned:discovered
consequences:repercussions ordered:commanded friend:pal responsibility:duty faced:confronted larger:bigger
rejected:refused confidence:trust quite:rather launched:initiated appeal:plea supposed:presumed although:though
explain:clarify revealed:disclosed places:locations drop:fall advantage:edge broad:wide losing:forfeiting
explained:clarified acknowledged:admitted but:yet about:regarding also:likewise after:following because:as many:numerous
more:additional most:the-bulk-of only:merely before:prior-to between:amid during:throughout under:beneath until:till
while:whereas through:via over:above such:comparable them:those said:stated says:states told:informed could:might
would:should against:versus very:extremely just:merely even:indeed who:which now:presently both:the-two
much:considerably
"""

SYNONYMS: dict[str, str] = {
    word: other.replace("-", " ") for word, _, other in (pair.partition(":") for pair in _PAIRS.split())
}
"""For each word another one (or a phrase) that a spinning program would put in its place."""
