"""Words and phrases that the composed sentences are made of."""

PEOPLE = [(first, gender) for gender, names in (
    ("f", "Amara Beatriz Chioma Dagny Elif Farzana Giulia Hedwig Ilse Jelena Kamala Leocadia Mireille Nokuthula Oksana "
          "Parvin Rosaura Sunniva Tamar Ulrike Violeta Wambui Xiomara Yevgenia Zohra"),
    ("m", "Anselm Babatunde Casimir Dawit Eamon Faustino Gintaras Hamza Ivo Jarek Kofi Lorcan Mustafa Nikhil Ottavio "
          "Pradeep Quirin Ramiro Stellan Tendai Umberto Vasyl Wiremu Yusupha Zoltan"))
    for first in names.split()]
SURNAMES = ("Abiodun Bergqvist Carrasco Dimitrova Eghbali Fonseca Gathercole Hakobyan Imanov Jankauskas Kahurangi Lindqvist "
            "Mokgadi Nakamura Obradovic Pellegrini Quispe Rasheed Svensen Tiwari Umarov Velasquez Wickramasinghe Yilmaz "
            "Zielinska Adeleke Brannigan Castellanos Duvivier Eriksdottir Farrokhzad Gelashvili Hinds Isokoski").split()
TITLES = ["", "", "", "", "Minister ", "Senator ", "Mayor ", "Dr ", "Judge ", "Captain ", "Governor ", "Professor ",
          "Bishop ", "Commissioner ", "Councillor "]
PLACES = ("Arvika Bamenda Cuenca Dungarvan Elbasan Farafra Gondar Hualien Iringa Jaffna Kirkuk Larache Misrata Nukus Oruro "
          "Pskov Quetta Ruse Sibiu Tacloban Uppsala Vitebsk Wajir Yaren Zinder").split()
BODIES = ("Union Council Brigade Ministry Bank Party Agency Institute Federation Bureau Consortium Railways Alliance "
          "Foundation Authority Syndicate League Guard Holdings Steel").split()
PEOPLES = ("Acholi Aymara Baloch Chakma Druze Garifuna Hmong Ingush Kachin Lezgin Maronite Nubian Oromo Rohingya Sami Tuareg "
           "Uyghur Wayuu Yazidi Zaghawa Kenyan Polish Bolivian Danish Korean Syrian Nepali Irish Cuban Laotian").split()
FOLK = ("villagers farmers fishermen families pilgrims students miners shopkeepers nurses herders teachers refugees tenants "
        "dockers weavers monks drivers widows orphans pensioners schoolgirls passengers").split()

WHEN = ["", "", "", " on Tuesday", " last spring", " before dawn", " in the second week of March", " during the census",
        " over the weekend", " in 2014", " twice that winter", " while the market was open", " on the eve of the vote",
        " after the floods", " in a single night"]
WHERE = ["", "", "", " near {P}", " in {P}", " on the road to {P}", " outside the courthouse", " at the border", " in the port of {P}",
         " in the hills above {P}", " at the bus station", " in a car park in {P}"]
# Flat: says nothing good or ill of anyone.
TAIL = ["", "", "", ", a clerk confirmed", ", according to the log", ", as the evening papers reported", ", three people who were there said",
        "; the file runs to forty pages", ", which is about an hour by road from the capital", ", two days before the rains came",
        "; a hearing is set for June", ", and the roads were closed until noon"]
FLAT_VP = ["returned to {P} on Thursday", "took the train to {P}", "spoke for ten minutes", "expected to testify in May",
           "declined to be photographed", "sat on the board for a year", "travelled with two aides", "grew up in {P}",
           "rented two rooms on the third floor", "arrived shortly after nine", "moved to another office", "will address the assembly on Friday",
           "studied in {P}", "submitted the papers by post", "attended the second session"]

# base, past, participle, -ing
HARM = [tuple(v.split("/")) for v in """
attack/attacked/attacked/attacking rob/robbed/robbed/robbing beat/beat/beaten/beating evict/evicted/evicted/evicting
torture/tortured/tortured/torturing kidnap/kidnapped/kidnapped/kidnapping swindle/swindled/swindled/swindling
cheat/cheated/cheated/cheating humiliate/humiliated/humiliated/humiliating betray/betrayed/betrayed/betraying
starve/starved/starved/starving poison/poisoned/poisoned/poisoning deport/deported/deported/deporting
harass/harassed/harassed/harassing blackmail/blackmailed/blackmailed/blackmailing exploit/exploited/exploited/exploiting
defraud/defrauded/defrauded/defrauding assault/assaulted/assaulted/assaulting intimidate/intimidated/intimidated/intimidating
terrorise/terrorised/terrorised/terrorising persecute/persecuted/persecuted/persecuting besiege/besieged/besieged/besieging
ambush/ambushed/ambushed/ambushing mistreat/mistreated/mistreated/mistreating shoot/shot/shot/shooting
murder/murdered/murdered/murdering bully/bullied/bullied/bullying deceive/deceived/deceived/deceiving
enslave/enslaved/enslaved/enslaving plunder/plundered/plundered/plundering gas/gassed/gassed/gassing
flog/flogged/flogged/flogging shell/shelled/shelled/shelling bomb/bombed/bombed/bombing abuse/abused/abused/abusing
extort/extorted/extorted/extorting slander/slandered/slandered/slandering oppress/oppressed/oppressed/oppressing
neglect/neglected/neglected/neglecting maim/maimed/maimed/maiming stab/stabbed/stabbed/stabbing
silence/silenced/silenced/silencing traffic/trafficked/trafficked/trafficking wound/wounded/wounded/wounding
""".split()]
HELP = [tuple(v.split("/")) for v in """
rescue/rescued/rescued/rescuing shelter/sheltered/sheltered/sheltering feed/fed/fed/feeding treat/treated/treated/treating
defend/defended/defended/defending house/housed/housed/housing free/freed/freed/freeing protect/protected/protected/protecting
evacuate/evacuated/evacuated/evacuating vaccinate/vaccinated/vaccinated/vaccinating comfort/comforted/comforted/comforting
nurse/nursed/nursed/nursing save/saved/saved/saving shield/shielded/shielded/shielding hide/hid/hidden/hiding
welcome/welcomed/welcomed/welcoming reunite/reunited/reunited/reuniting clothe/clothed/clothed/clothing
teach/taught/taught/teaching warn/warned/warned/warning compensate/compensated/compensated/compensating
console/consoled/consoled/consoling assist/assisted/assisted/assisting heal/healed/healed/healing
""".split()]
FLAT = [tuple(v.split("/")) for v in """
meet/met/met/meeting visit/visited/visited/visiting telephone/telephoned/telephoned/telephoning
replace/replaced/replaced/replacing interview/interviewed/interviewed/interviewing host/hosted/hosted/hosting
join/joined/joined/joining employ/employed/employed/employing represent/represented/represented/representing
contact/contacted/contacted/contacting invite/invited/invited/inviting follow/followed/followed/following
brief/briefed/briefed/briefing register/registered/registered/registering count/counted/counted/counting
photograph/photographed/photographed/photographing succeed/succeeded/succeeded/succeeding
""".split()]
HARM_NOUNS = ["attack on", "assault on", "murder of", "eviction of", "torture of", "kidnapping of", "betrayal of", "bombing of",
              "persecution of", "ill-treatment of", "expulsion of", "raid on", "shelling of", "poisoning of", "abuse of",
              "violence against", "massacre of", "harassment of", "exploitation of", "theft from", "siege of", "cruelty to"]
HELP_NOUNS = ["rescue of", "defence of", "care for", "kindness to", "generosity toward", "protection of", "patience with",
              "loyalty to", "evacuation of", "support for"]
CRIMES = ["embezzling school funds", "bribing two inspectors", "the killing of a night porter", "leaking the tender", "forging the minutes",
          "selling expired medicine", "rigging the auction", "insider dealing", "the arson at the mill", "espionage", "perjury",
          "burying the safety report", "fraud", "money laundering", "the theft of the relief grain", "manslaughter",
          "doctoring the accounts", "dumping solvent in the estuary", "spying on journalists", "tax evasion", "match-fixing",
          "abuse of office", "taking kickbacks", "smuggling", "harassing staff", "covering up the outbreak"]
GERUND_DEED = ["embezzled school funds", "bribed two inspectors", "forged the minutes", "sold expired medicine", "rigged the auction",
               "buried the safety report", "stolen the relief grain", "doctored the accounts", "dumped solvent in the estuary",
               "spied on journalists", "taken kickbacks", "lied to the inquiry", "covered up the outbreak", "set the mill on fire",
               "hidden the test results", "threatened witnesses", "paid for false testimony", "sold the villagers' land"]
GOOD_ADJ = ["honest", "able", "generous", "brave", "impartial", "competent", "reliable", "far-sighted", "modest", "kind", "diligent",
            "decent", "principled", "trustworthy", "wise", "fair", "considerate", "capable", "patient", "incorruptible"]
BAD_ADJ = ["dishonest", "incompetent", "greedy", "cowardly", "corrupt", "reckless", "arrogant", "unreliable", "cruel", "vain",
           "lazy", "callous", "vindictive", "hypocritical", "shameless", "dangerous", "inept", "petty", "ruthless", "untrustworthy"]
GOOD_NOUN = ["hero", "statesman", "friend of the poor", "reformer", "model for the rest of us", "true public servant", "peacemaker",
             "champion of the weak", "credit to the profession", "safe pair of hands", "visionary", "voice of reason"]
BAD_NOUN = ["liar", "coward", "crook", "disgrace to the office", "fraud", "tyrant", "menace", "hypocrite", "bully", "thief",
            "parasite", "danger to the public", "failure", "charlatan", "traitor"]
GOOD_SKILL = ["judgement", "integrity", "courage", "competence", "honesty", "leadership", "compassion", "restraint", "diligence", "sense of duty"]
BAD_TRAIT = ["greed", "dishonesty", "cowardice", "negligence", "vanity", "cruelty", "incompetence", "malice", "bad faith", "favouritism"]

CRISIS = ["When the dam gave way", "When the fever reached {P}", "On the night of the fire", "While the strike lasted", "When the ration lorries stopped",
          "In the week of the landslide", "As the shelling crept closer", "When the ferry capsized", "The morning the mine flooded",
          "When the power failed in the wards", "During the long drought", "When the first tents blew away", "As the creditors closed in",
          "When the children fell ill", "In the worst month of the siege", "When the roof of the school came down",
          "After the pension fund collapsed", "When the trial turned dangerous"]
# Deeds told flatly, without a word of opinion.
SHABBY = ["left by the back stairs with the cash box", "was on the first plane out", "went on with the banquet", "locked the gates and let the telephone ring",
          "had the switchboard say that nobody was in", "doubled the price of water", "sent a form letter", "finished the round of golf",
          "moved the good furniture to the capital", "billed the families for the body bags", "found a doctor to sign a sick note",
          "kept the spare generator for the conference room", "ordered new curtains for the office", "stood at the window and drew the blinds",
          "took the only boat", "put the cousins on the payroll", "signed the order without reading it", "had the list of names shredded",
          "asked what it would cost and changed the subject", "was photographed at the races", "raised the directors' fees by a third",
          "told the nurses to buy their own gloves", "had the petition returned unopened", "blamed the night watchman, who could neither read nor write"]
NOBLE = ["stayed until the last stretcher was out", "slept on the floor of the gymnasium with everyone else", "gave up the pay of the whole year",
         "went back in, and then once more", "opened the cellar to anyone who knocked", "paid the wages out of a savings book", "drove all night with the serum on the back seat",
         "answered every one of the letters by hand", "stood in the doorway until the men with clubs went home", "carried the old women down six flights",
         "sold a house so that the clinic could go on", "read the names of the missing aloud each evening", "gave the seat in the boat to a stranger",
         "sat with the widows through the whole of the inquest", "turned down the medal and asked for blankets", "shared out the seed corn to the last sack",
         "walked the eleven miles to tell the parents", "refused to sign, and lost the post for it", "took the blame so that the apprentices would not",
         "ate last", "had the best rooms made over to the wounded", "dug with both hands until the boy was out"]
PLAIN_DEED = ["moved the meeting to the annex", "issued a timetable", "counted the returns", "sent two observers", "used the side entrance",
              "put the figures on the notice board", "changed trains at {P}", "wrote to the registrar", "hired a second interpreter",
              "asked for the minutes", "closed the books for the quarter", "gave notice of the usual meeting"]
# Heavy with feeling, and nothing of it about the actor named beside it.
SORROW = ["the mothers wept over the small coffins", "there was not a dry eye in the nave", "people screamed as the cables snapped", "the horror of that night will not fade",
          "a wave of grief and fury swept the town", "the survivors spoke of hunger and terror", "the brutal winter killed hundreds", "the crowd roared with joy",
          "the shameful verdict drew howls from the gallery", "it was the most glorious evening anyone could remember", "the stench of the ruins was unbearable",
          "children clung to one another in the dark", "the savage murder of two pilgrims shook the valley", "fans wept with happiness in the streets"]
ASIDE = ["{A}, whose office is across the square, {FLAT_VP}", "a spokeswoman for {A} gave the time of the burial", "{A} will publish the list of names on Monday",
         "the hall that {A} rents on weekdays served as a waiting room", "{A} confirmed the number of passengers", "the report was forwarded to {A}",
         "{A} was among those asked to wait outside", "the line passes through land that belongs to {A}", "a bus hired by {A} stood at the kerb",
         "officials from {A} took down particulars", "{A} has not yet said when the road will open"]
MISFORTUNE = ["lost everything in the flood", "went without food for nine days", "died when the wall collapsed", "were buried under the mud",
              "fell sick with cholera", "was struck by a lorry", "burned to death in the locked dormitory", "is fighting for life in the burns unit",
              "drowned within sight of the shore", "lost both legs to a mine", "has been out of work since the closure", "sleeps in a drain under the viaduct",
              "was found dead in a ditch", "is dying of a disease that nobody will name", "suffered a stroke in custody", "were left homeless by the quake",
              "have been hungry since the harvest failed", "lost a daughter in the stampede", "was crushed between two wagons", "had the savings of forty years wiped out",
              "was bitten by a rabid dog", "went blind from the fumes", "miscarried in the crowded cell", "lives in fear of the next raid",
              "were swept away by the torrent", "was diagnosed with the same cancer", "contracted the fever", "were trapped for two days in the shaft"]
SCORN = ["jeered at", "sneered at", "spat at", "laughed at", "ranted against", "poured scorn on", "heaped abuse on", "made fun of", "shouted down",
         "looked down on", "turned away", "shunned", "picked on", "lied about", "spread filth about", "cursed", "ridiculed", "taunted"]
SCORNERS = ["the crowd", "a drunken guest", "the other boys", "half the chamber", "anonymous callers", "the landlord's friends", "two passing officers",
            "a man in the front row", "the gossips of the town", "the tabloids", "strangers on the tram", "the older clerks"]
BAN = ["may not own land there", "may not marry outside the quarter", "could not vote until last year", "must sit at the back", "are paid half of what others get",
       "are kept out of the officers' mess", "cannot rent a flat in that street", "need a pass to leave the valley", "are stopped and searched every day",
       "were counted as cattle in the old census", "cannot enter the temple", "are given the worst shifts", "have no right to a lawyer", "were barred from the university"]
GRIEF = ["has not slept since the funeral", "still writes to a son who is dead", "buried three children in one week", "sobbed through the whole of the hearing",
         "mourns in silence", "keeps the dead girl's room as it was", "cannot speak of that night", "wears black to this day", "goes to the grave each morning",
         "waits for a letter that will never come", "has been broken by sorrow", "lost a husband and then a home", "grieves for the drowned"]
CARE = ["has cared for a blind mother for twenty years", "fostered nine children", "taught half the village to read", "plants a tree for every birth",
        "never sent a bill to anyone who could not pay", "has kept the library open without a salary", "gave blood every month for thirty years",
        "found work for every man laid off", "returned the wallet with every note in it", "told the truth when it cost a career"]
GUILT = ["took the orphans' money and spent it on racehorses", "knew of the cracks and said nothing", "let the reactor run to win a bet", "sold the vaccines to the highest bidder",
         "promised the flood victims houses and built a casino", "had the dissidents' children taken away", "left the ward without a doctor for a week",
         "told the widows that nobody had died", "changed the will while the old man slept", "sent the boys over the top without maps"]

# Who finds somebody guilty or not, at a sentence's beginning and within it; of what; how long.
CLEARER_LOW = ["the coroner", "a jury of seven women and five men", "the auditors", "the disciplinary panel", "the appeal judges", "an outside law firm",
               "the ombudsman", "a magistrate in {P}", "a parliamentary committee", "the medical board", "the public prosecutor", "the rapporteur",
               "a retired judge", "the ethics commissioner", "the regulator", "two forensic accountants", "the arbitrator", "a military tribunal"]
CLEARER = [phrase[0].upper() + phrase[1:] for phrase in CLEARER_LOW]
MISDEED = ["misconduct", "any misconduct", "negligence", "corruption", "all blame", "any part in {CRIMES}", "impropriety", "malpractice", "{CRIMES}", "bribery",
           "blackmail", "assault", "conspiracy", "treason", "theft", "false accounting", "breach of trust", "complicity in {CRIMES}", "dereliction of duty",
           "incitement", "plagiarism", "cruelty to prisoners", "the charge of {CRIMES}", "unlawful killing", "collusion", "fiddling expenses"]
SPAN = ["six weeks", "nine months", "two years", "eleven years", "a quarter of a century", "four decades", "three parliaments", "forty sittings"]
TOUCHED = ["caught in a lie", "reprimanded", "late with a payment to the pension fund", "found in breach of the code", "named in a bribery case", "ordered to pay damages",
           "sued by a tenant", "fined", "suspected of theft", "seen drunk on duty", "accused of favouring a cousin", "rebuked by the auditors", "short of an excuse when money was missing"]
