/** English verbs whose past or participle is not made with -ed, one list for everything that inflects or stems. */

/**
 * A verb a line (of "lie" without "lay", which is a verb of its own more often): base, past, participle; a slash parts forms that both occur, a missing participle is the past. After the
 * colon come the prefixes with which it makes verbs that go the same way ("overtake").
 */
const LIST = `
arise arose arisen
awake awoke/awaked awoken/awaked
be was/were been
bear bore borne/born : for over
beat beat beaten/beat : brow
become became become
begin began begun
behold beheld
bend bent : un
beset beset
bet bet/betted
bid bid/bade bid/bidden : out over under
bind bound : re un
bite bit bitten/bit
bleed bled
blow blew blown : over
break broke broken
breed bred : cross inter
bring brought
build built : re over
burn burnt/burned
burst burst
buy bought : over re
cast cast : broad fore mis re tele type
catch caught
choose chose chosen
cling clung
come came come : be over
cost cost
creep crept
cut cut : under
deal dealt : mis re
dig dug
do did done : out over re un under
draw drew drawn : over re with
dream dreamt/dreamed : day
drink drank drunk
drive drove driven
dwell dwelt/dwelled
eat ate eaten : over
fall fell fallen : be
feed fed : over spoon
feel felt
fight fought : out in
find found
flee fled
fling flung
fly flew flown
forbid forbade/forbad forbidden
forgo forwent forgone
forget forgot forgotten
forgive forgave forgiven
forsake forsook forsaken
forswear forswore forsworn
freeze froze frozen : un
get got got/gotten
give gave given
go went gone : fore under
grind ground
grow grew grown : out over re
hang hung/hanged : over
have had
hear heard : mis over
hide hid hidden
hit hit
hold held : up with
hurt hurt
input input/inputted
keep kept : up
kneel knelt/kneeled
knit knit/knitted
know knew known
lay laid : in mis over way
lead led : mis
lean leaned/leant
leap leapt/leaped : over
learn learned/learnt : re un
leave left
lend lent
let let : sub
lie lied lain
underlie underlay underlain
overlie overlay overlain
light lit/lighted : high spot re
lose lost
make made : re un
mean meant
meet met
mistake mistook mistaken
mow mowed mown/mowed
offset offset
overhang overhung
partake partook partaken
pay paid : re over pre under
plead pleaded/pled
prove proved proven/proved : dis
put put
quit quit/quitted
read read : mis proof re
rend rent
rid rid
ride rode ridden : over out
ring rang rung
rise rose risen
run ran run : out over re
saw sawed sawn/sawed
say said : gain un
see saw seen : fore over
seek sought
sell sold : out over re under
send sent : re
set set : be re up off
sew sewed sewn/sewed
shake shook shaken
shear sheared shorn/sheared
shed shed
shine shone/shined : out
shit shit/shat
shoot shot : over
show showed shown/showed
shrink shrank/shrunk shrunk/shrunken
shut shut
sing sang sung
sink sank/sunk sunk/sunken
sit sat : baby
slay slew slain
sleep slept : over
slide slid
sling slung
slink slunk
slit slit
smell smelt/smelled
sneak sneaked/snuck
sow sowed sown/sowed
speak spoke spoken : mis be
speed sped/speeded
spell spelt/spelled : mis
spend spent : out over mis under
spill spilt/spilled
spin spun
spit spat/spit
split split
spoil spoilt/spoiled
spread spread
spring sprang/sprung sprung : off
stand stood : under with misunder
steal stole stolen
stick stuck
sting stung
stink stank/stunk stunk
strew strewed strewn/strewed
stride strode stridden
strike struck struck/stricken
string strung : ham
strive strove/strived striven/strived
swear swore sworn
sweep swept
swell swelled swollen/swelled
swim swam swum
swing swung
take took taken : over re under mis
teach taught : un
tear tore torn
tell told : fore re
think thought : re
thrive thrived/throve thrived/thriven
throw threw thrown : over
thrust thrust
tread trod trodden : re
typeset typeset
undergo underwent undergone
undertake undertook undertaken
undo undid undone
uphold upheld
upset upset
wake woke/waked woken/waked
wear wore worn
weave wove/weaved woven/weaved : inter un
wed wed/wedded
weep wept
wet wet/wetted
win won
wind wound : re un
withdraw withdrew withdrawn
withhold withheld
withstand withstood
wring wrung
write wrote written : over re under`;

/** The finite present forms of the verbs that have their own. */
const OWN_PRESENT = new Map<string, readonly string[]>([
  ['be', ['is', 'are', 'am']],
  ['have', ['has']],
  ['do', ['does']],
  ['go', ['goes']],
]);

const past = new Map<string, readonly string[]>();
for (const line of LIST.trim().split('\n')) {
  const [forms, prefixes] = line.split(' : ');
  const [base, ...rest] = forms!.split(' ');
  const made = rest.flatMap((form) => form.split('/'));
  for (const prefix of ['', ...(prefixes?.split(' ') ?? [])])
    past.set(prefix + base!, [...new Set(made.map((form) => prefix + form))]);
}

/** Past and participle of each irregular verb, by its base. */
export const IRREGULAR_PAST: ReadonlyMap<string, readonly string[]> = past;

/** "is, are, am" of "be"; null where the present goes by rule. */
export function ownPresent(verb: string): readonly string[] | null {
  return OWN_PRESENT.get(verb) ?? null;
}
