/** English words with their forms, written by hand from usage dictionaries: what the inflector must make. */

const table = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** Base, third person, past, -ing. */
export const REGULAR_VERBS = table(`
abandon abandons abandoned abandoning
accuse accuses accused accusing
achieve achieves achieved achieving
acknowledge acknowledges acknowledged acknowledging
acquit acquits acquitted acquitting
act acts acted acting
add adds added adding
admit admits admitted admitting
agree agrees agreed agreeing
allege alleges alleged alleging
annex annexes annexed annexing
annoy annoys annoyed annoying
answer answers answered answering
appeal appeals appealed appealing
apply applies applied applying
argue argues argued arguing
ask asks asked asking
attack attacks attacked attacking
ban bans banned banning
bar bars barred barring
beg begs begged begging
believe believes believed believing
belong belongs belonged belonging
blame blames blamed blaming
blog blogs blogged blogging
blur blurs blurred blurring
boo boos booed booing
boycott boycotts boycotted boycotting
brag brags bragged bragging
bully bullies bullied bullying
carry carries carried carrying
cause causes caused causing
challenge challenges challenged challenging
change changes changed changing
charge charges charged charging
chat chats chatted chatting
claim claims claimed claiming
clap claps clapped clapping
collapse collapses collapsed collapsing
commit commits committed committing
compel compels compelled compelling
conclude concludes concluded concluding
confer confers conferred conferring
continue continues continued continuing
control controls controlled controlling
convey conveys conveyed conveying
cope copes coped coping
cry cries cried crying
damage damages damaged damaging
decide decides decided deciding
declare declares declared declaring
deem deems deemed deeming
defer defers deferred deferring
deny denies denied denying
deter deters deterred deterring
develop develops developed developing
die dies died dying
differ differs differed differing
discuss discusses discussed discussing
drag drags dragged dragging
drop drops dropped dropping
dub dubs dubbed dubbing
echo echoes echoed echoing
edit edits edited editing
embarrass embarrasses embarrassed embarrassing
enjoy enjoys enjoyed enjoying
enter enters entered entering
equip equips equipped equipping
estimate estimates estimated estimating
exceed exceeds exceeded exceeding
expel expels expelled expelling
explain explains explained explaining
fan fans fanned fanning
favour favours favoured favouring
file files filed filing
fill fills filled filling
fit fits fitted fitting
fix fixes fixed fixing
flip flips flipped flipping
flow flows flowed flowing
free frees freed freeing
gather gathers gathered gathering
grab grabs grabbed grabbing
grin grins grinned grinning
guarantee guarantees guaranteed guaranteeing
guess guesses guessed guessing
happen happens happened happening
harass harasses harassed harassing
hate hates hated hating
help helps helped helping
hint hints hinted hinting
hop hops hopped hopping
hope hopes hoped hoping
hug hugs hugged hugging
hurry hurries hurried hurrying
imagine imagines imagined imagining
imply implies implied implying
incur incurs incurred incurring
infer infers inferred inferring
insist insists insisted insisting
invade invades invaded invading
issue issues issued issuing
jog jogs jogged jogging
judge judges judged judging
jump jumps jumped jumping
kick kicks kicked kicking
kill kills killed killing
kiss kisses kissed kissing
knot knots knotted knotting
label labels labelled labelling
leak leaks leaked leaking
lie lies lied lying
like likes liked liking
limit limits limited limiting
listen listens listened listening
live lives lived living
lobby lobbies lobbied lobbying
log logs logged logging
loom looms loomed looming
love loves loved loving
map maps mapped mapping
march marches marched marching
marry marries married marrying
mention mentions mentioned mentioning
mimic mimics mimicked mimicking
mock mocks mocked mocking
mop mops mopped mopping
move moves moved moving
murmur murmurs murmured murmuring
need needs needed needing
nod nods nodded nodding
note notes noted noting
obey obeys obeyed obeying
occur occurs occurred occurring
offer offers offered offering
omit omits omitted omitting
open opens opened opening
oppose opposes opposed opposing
owe owes owed owing
panic panics panicked panicking
pass passes passed passing
patrol patrols patrolled patrolling
permit permits permitted permitting
pin pins pinned pinning
plan plans planned planning
plane planes planed planing
play plays played playing
plot plots plotted plotting
plug plugs plugged plugging
plunge plunges plunged plunging
point points pointed pointing
praise praises praised praising
prefer prefers preferred preferring
prod prods prodded prodding
profit profits profited profiting
propel propels propelled propelling
pursue pursues pursued pursuing
push pushes pushed pushing
question questions questioned questioning
quip quips quipped quipping
quote quotes quoted quoting
raise raises raised raising
rally rallies rallied rallying
ram rams rammed ramming
rate rates rated rating
reach reaches reached reaching
rebel rebels rebelled rebelling
rebut rebuts rebutted rebutting
receive receives received receiving
reckon reckons reckoned reckoning
refer refers referred referring
regret regrets regretted regretting
rely relies relied relying
remit remits remitted remitting
reply replies replied replying
rip rips ripped ripping
rob robs robbed robbing
row rows rowed rowing
rub rubs rubbed rubbing
ruin ruins ruined ruining
sag sags sagged sagging
sanction sanctions sanctioned sanctioning
scan scans scanned scanning
scar scars scarred scarring
scoff scoffs scoffed scoffing
scrap scraps scrapped scrapping
scrape scrapes scraped scraping
seem seems seemed seeming
seize seizes seized seizing
ship ships shipped shipping
shop shops shopped shopping
shrug shrugs shrugged shrugging
skip skips skipped skipping
slam slams slammed slamming
slap slaps slapped slapping
slip slips slipped slipping
smile smiles smiled smiling
snap snaps snapped snapping
snub snubs snubbed snubbing
solve solves solved solving
speculate speculates speculated speculating
spot spots spotted spotting
squat squats squatted squatting
stage stages staged staging
stain stains stained staining
star stars starred starring
stare stares stared staring
stay stays stayed staying
stem stems stemmed stemming
step steps stepped stepping
stir stirs stirred stirring
stop stops stopped stopping
strip strips stripped stripping
stun stuns stunned stunning
submit submits submitted submitting
suffer suffers suffered suffering
suggest suggests suggested suggesting
supply supplies supplied supplying
suspect suspects suspected suspecting
tap taps tapped tapping
tape tapes taped taping
tax taxes taxed taxing
tend tends tended tending
thin thins thinned thinning
threaten threatens threatened threatening
tie ties tied tying
trade trades traded trading
traffic traffics trafficked trafficking
transfer transfers transferred transferring
transmit transmits transmitted transmitting
trap traps trapped trapping
travel travels travelled travelling
trek treks trekked trekking
trim trims trimmed trimming
trip trips tripped tripping
try tries tried trying
tug tugs tugged tugging
urge urges urged urging
use uses used using
value values valued valuing
veto vetoes vetoed vetoing
visit visits visited visiting
vomit vomits vomited vomiting
vow vows vowed vowing
wait waits waited waiting
walk walks walked walking
want wants wanted wanting
warn warns warned warning
waste wastes wasted wasting
welcome welcomes welcomed welcoming
whip whips whipped whipping
wonder wonders wondered wondering
worry worries worried worrying
worship worships worshipped worshipping
wrap wraps wrapped wrapping
yield yields yielded yielding
zip zips zipped zipping`);

/** Base and the rest of its forms. */
export const IRREGULAR_VERBS = table(`
arise arises arose arisen arising
be is are am was were been being
bear bears bore borne bearing
beat beats beaten beating
become becomes became becoming
begin begins began begun beginning
bend bends bent bending
bet bets betting
bind binds bound binding
bite bites bit bitten biting
bleed bleeds bled bleeding
blow blows blew blown blowing
break breaks broke broken breaking
breed breeds bred breeding
bring brings brought bringing
broadcast broadcasts broadcasting
build builds built building
burn burns burnt burned burning
burst bursts bursting
buy buys bought buying
cast casts casting
catch catches caught catching
choose chooses chose chosen choosing
cling clings clung clinging
come comes came coming
cost costs costing
creep creeps crept creeping
cut cuts cutting
deal deals dealt dealing
dig digs dug digging
do does did done doing
draw draws drew drawn drawing
dream dreams dreamt dreamed dreaming
drink drinks drank drunk drinking
drive drives drove driven driving
eat eats ate eaten eating
fall falls fell fallen falling
feed feeds fed feeding
feel feels felt feeling
fight fights fought fighting
find finds found finding
flee flees fled fleeing
fling flings flung flinging
fly flies flew flown flying
forbid forbids forbade forbidden forbidding
forecast forecasts forecasting
foresee foresees foresaw foreseen foreseeing
forget forgets forgot forgotten forgetting
forgive forgives forgave forgiven forgiving
freeze freezes froze frozen freezing
get gets got gotten getting
give gives gave given giving
go goes went gone going
grow grows grew grown growing
hang hangs hung hanging
have has had having
hear hears heard hearing
hide hides hid hidden hiding
hit hits hitting
hold holds held holding
hurt hurts hurting
keep keeps kept keeping
know knows knew known knowing
lay lays laid laying
lead leads led leading
lend lends lent lending
let lets letting
light lights lit lighting
lose loses lost losing
make makes made making
mean means meant meaning
meet meets met meeting
mislead misleads misled misleading
mistake mistakes mistook mistaken mistaking
misunderstand misunderstands misunderstood misunderstanding
outbid outbids outbidding
overcome overcomes overcame overcoming
override overrides overrode overridden overriding
overtake overtakes overtook overtaken overtaking
overthrow overthrows overthrew overthrown overthrowing
pay pays paid paying
plead pleads pleaded pled pleading
prove proves proved proven proving
put puts putting
quit quits quitting
read reads reading
rid rids ridding
ride rides rode ridden riding
ring rings rang rung ringing
rise rises rose risen rising
run runs ran running
say says said saying
see sees saw seen seeing
seek seeks sought seeking
sell sells sold selling
send sends sent sending
set sets setting
shake shakes shook shaken shaking
shed sheds shedding
shine shines shone shining
shoot shoots shot shooting
show shows showed shown showing
shrink shrinks shrank shrunk shrinking
shut shuts shutting
sing sings sang sung singing
sink sinks sank sunk sinking
sit sits sat sitting
sleep sleeps slept sleeping
slide slides slid sliding
sneak sneaks sneaked snuck sneaking
speak speaks spoke spoken speaking
speed speeds sped speeding
spend spends spent spending
spin spins spun spinning
split splits splitting
spread spreads spreading
spring springs sprang sprung springing
stand stands stood standing
steal steals stole stolen stealing
stick sticks stuck sticking
sting stings stung stinging
strike strikes struck stricken striking
strive strives strove striven striving
swear swears swore sworn swearing
sweep sweeps swept sweeping
swell swells swelled swollen swelling
swim swims swam swum swimming
swing swings swung swinging
take takes took taken taking
teach teaches taught teaching
tear tears tore torn tearing
tell tells told telling
think thinks thought thinking
throw throws threw thrown throwing
thrust thrusts thrusting
undercut undercuts undercutting
undergo undergoes underwent undergone undergoing
understand understands understood understanding
undertake undertakes undertook undertaken undertaking
undo undoes undid undone undoing
uphold upholds upheld upholding
upset upsets upsetting
wake wakes woke woken waking
wear wears wore worn wearing
weave weaves wove woven weaving
weep weeps wept weeping
win wins won winning
withdraw withdraws withdrew withdrawn withdrawing
withhold withholds withheld withholding
withstand withstands withstood withstanding
wring wrings wrung wringing
write writes wrote written writing
rewrite rewrites rewrote rewritten rewriting`);

/** Singular and plural. */
export const NOUNS = table(`
ally allies
analysis analyses
army armies
axis axes
bacterium bacteria
basis bases
box boxes
bus buses
business businesses
candidate candidates
chief chiefs
child children
church churches
city cities
class classes
country countries
crisis crises
criterion criteria
cue cues
day days
diagnosis diagnoses
duty duties
echo echoes
effect effects
emphasis emphases
epoch epochs
family families
foot feet
gas gases
guru gurus
half halves
hero heroes
house houses
hypothesis hypotheses
illness illnesses
jury juries
key keys
knife knives
lawyer lawyers
leaf leaves
lens lenses
life lives
lorry lorries
loss losses
man men
matrix matrices
menu menus
monarch monarchs
monkey monkeys
mouse mice
movie movies
nazi nazis
newswoman newswomen
nucleus nuclei
oasis oases
person people
phenomenon phenomena
photo photos
policy policies
politician politicians
potato potatoes
price prices
prize prizes
quiz quizzes
radio radios
referendum referendums
reason reasons
rose roses
safari safaris
shelf shelves
spokesman spokesmen
story stories
synthesis syntheses
tax taxes
thesis theses
thief thieves
tomato tomatoes
tooth teeth
toy toys
union unions
video videos
virus viruses
watch watches
wife wives
wish wishes
wolf wolves
woman women
zombie zombies`);

/** Positive, comparative, superlative. */
export const ADJECTIVES = table(`
angry angrier angriest
bad worse worst
big bigger biggest
bold bolder boldest
brave braver bravest
bright brighter brightest
cheap cheaper cheapest
clear clearer clearest
close closer closest
cold colder coldest
dark darker darkest
deep deeper deepest
dry drier driest
early earlier earliest
easy easier easiest
fat fatter fattest
free freer freest
good better best
grim grimmer grimmest
happy happier happiest
hard harder hardest
harsh harsher harshest
heavy heavier heaviest
high higher highest
hot hotter hottest
large larger largest
late later latest
likely likelier likeliest
long longer longest
low lower lowest
old older oldest
poor poorer poorest
rare rarer rarest
rich richer richest
sad sadder saddest
safe safer safest
severe severer severest
shy shyer shyest
strong stronger strongest
thin thinner thinnest
tough tougher toughest
true truer truest
ugly uglier ugliest
weak weaker weakest
wealthy wealthier wealthiest
white whiter whitest
wide wider widest
wise wiser wisest
young younger youngest`);
