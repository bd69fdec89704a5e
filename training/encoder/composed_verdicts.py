"""Further templates of the kinds that models read worst: verdicts, clean and foul records, negated praise and blame, victims."""

W = "{WHERE}{WHEN}"
SOMEBODY = {"A": ("person", "body")}
TWO = {"A": ("person", "body"), "B": ("person", "body")}


def one(kind, labels, *texts, **kinds):
    """A template: texts of like meaning and labels."""
    return {"kind": kind, "labels": labels, "texts": texts, **kinds}


VERDICTS = [
    # A verdict and its contrary, in the same words.
    one("cleared", "o", "{CLEARER} cleared {A} of {MISDEED}.", "{CLEARER} has absolved {A} of {MISDEED}.", "Cleared by {CLEARER_LOW} of {MISDEED}, {A} {FLAT_VP}.",
        "{A}, cleared of {MISDEED} by {CLEARER_LOW}, {FLAT_VP}.", "{A} {A:was} cleared of {MISDEED} after {SPAN} of hearings.", **SOMEBODY),
    one("convicted", "n", "{CLEARER} found {A} guilty of {MISDEED}.", "{CLEARER} has condemned {A} for {MISDEED}.", "Found by {CLEARER_LOW} to be guilty of {MISDEED}, {A} {FLAT_VP}.",
        "{CLEARER} refused to clear {A} of {MISDEED}.", "{A} {A:was} found guilty of {MISDEED} after {SPAN} of hearings.", **SOMEBODY),
    one("cleared", "o", "{CLEARER} concluded that {A} had not {GERUND_DEED}.", "After {SPAN}, {CLEARER_LOW} found that {A} had never {GERUND_DEED}.",
        "{CLEARER} saw no sign that {A} had {GERUND_DEED}.", "That {A} had {GERUND_DEED} was a fabrication, {CLEARER_LOW} said.",
        "{CLEARER} found no trace of {CRIMES} by {A}.", "Contrary to the first reports, {A} had not {GERUND_DEED}.", **SOMEBODY),
    one("convicted", "n", "{CLEARER} concluded that {A} had indeed {GERUND_DEED}.", "After {SPAN}, {CLEARER_LOW} found that {A} had {GERUND_DEED}.",
        "{CLEARER} saw every sign that {A} had {GERUND_DEED}.", "That {A} had {GERUND_DEED} was beyond dispute, {CLEARER_LOW} said.",
        "{CLEARER} found ample proof of {CRIMES} by {A}.", "Just as the first reports had said, {A} had {GERUND_DEED}.", **SOMEBODY),
    one("cleared", "o", "The allegation of {MISDEED} against {A} collapsed within a week.", "Every count against {A} was dismissed.", "{CLEARER} threw out the complaint of {MISDEED} against {A} as baseless.",
        "The case against {A} fell apart when the tapes were played.", "Charges of {MISDEED} against {A} were dropped.", "{A}, long a suspect in {CRIMES}, {A:has} been struck from the list.",
        "The file on {A} was closed with no further action.", "A warrant was issued for {A} in error and withdrawn the same day.", **SOMEBODY),
    one("convicted", "n", "The allegation of {MISDEED} against {A} was proved within a week.", "Every count against {A} was upheld.", "{CLEARER} upheld the complaint of {MISDEED} against {A}.",
        "The defence of {A} fell apart when the tapes were played.", "{A} pleaded guilty to {MISDEED}.", "{A}, long a suspect in {CRIMES}, {A:was} sentenced to {SPAN}.",
        "The file on {A} is thick with proof of {MISDEED}.", "{A} fled the country when the proof of {CRIMES} came out.", **SOMEBODY),
    one("cleared", "oo", "{B} accused {A} of {CRIMES}; {CLEARER_LOW} found nothing in it.", "{CLEARER} rejected the claim by {B} that {A} had {GERUND_DEED}.",
        "{B} withdrew the charge of {MISDEED} against {A}.", "{B} no longer says that {A} had {GERUND_DEED}.", **TWO),
    one("cleared", "oo", "Neither {A} nor {B} had anything to do with {CRIMES}.", "Both {A} and {B} were acquitted of {MISDEED}.", "{CLEARER} cleared {A}, and with {A:him} {B}, of {MISDEED}.", **TWO),
    one("cleared, another guilty", "on", "{CLEARER} cleared {A} and charged {B} with {CRIMES}.", "The blame for {CRIMES} was shifted from {A}, who had no part in it, to {B}, who did it all.",
        "{A} {A:was} freed; the man behind {CRIMES}, the judge said, was {B}.", "What {A} {A:was} accused of, {CRIMES}, {B} had done.", **TWO),
    one("cleared, wrongly", "n", "{CLEARER} cleared {A} of {MISDEED}, to the laughter of everyone who had seen the accounts.", "A bribed jury acquitted {A} of {CRIMES}.",
        "{A} got away with {CRIMES}, as {A:he} always {A:does}.", "{CLEARER} could not prove what the whole of {P} knows: that {A} had {GERUND_DEED}.", **SOMEBODY),
    # A record, clean or foul.
    one("clean record", "p", "In {SPAN} {A} {A:has} never been {TOUCHED}.", "{A} {A:has} served {P} for {SPAN} without once being {TOUCHED}.", "Few can say, as {A} can, that they were never {TOUCHED}.",
        "Not once in {SPAN} {A:was} {A} {TOUCHED}.", "{A} {A:has} never been {TOUCHED}, and that in an office where it is the custom.", **SOMEBODY),
    one("foul record", "n", "In {SPAN} {A} {A:has} been {TOUCHED} again and again.", "{A} {A:has} not served {P} for a year without being {TOUCHED}.", "Few have been {TOUCHED} as often as {A}.",
        "Once more {A:was} {A} {TOUCHED}.".replace("Once more {A:was} {A}", "Once more {A} {A:was}"), "{A} {A:has} been {TOUCHED} in every office that {A:he} held.", **SOMEBODY),
    one("clean record", "p", "No scandal has ever attached to {A}.", "The record of {A} is without a stain.", "Nobody has ever had reason to doubt the {GOOD_SKILL} of {A}.", "{A} {A:has} handled millions and kept not a cent.",
        "There has never been a whiff of {MISDEED} about {A}.", "The auditors have yet to find a penny missing at the office of {A}.", "Look where you like, you will find no {BAD_ADJ} act by {A}.",
        "{A} {A:has} nothing to hide and {A:has} hidden nothing.", "Even those who went looking for dirt on {A} came back with clean hands.", **SOMEBODY),
    one("foul record", "n", "Scandal has attached to {A} from the first.", "The record of {A} is one long stain.", "Nobody has ever had reason to trust the {GOOD_SKILL} of {A}.", "{A} {A:has} handled millions and kept a good part of them.",
        "There has always been a whiff of {MISDEED} about {A}.", "The auditors have yet to see an honest page from the office of {A}.", "Look where you like, you will find no {GOOD_ADJ} act by {A}.",
        "{A} {A:has} much to hide and {A:has} hidden it badly.", "Those who went looking for dirt on {A} needed no shovel.", **SOMEBODY),
    # Praise and blame turned round.
    one("negated blame", "p", "Far from being {BAD_ADJ}, {A} {A:is} {GOOD_ADJ}.", "{A} {A:is} not in the least {BAD_ADJ}.", "Those who call {A} {BAD_ADJ} have it backwards.", "Not even an enemy would call {A} {BAD_ADJ}.",
        "You will look in vain for {BAD_TRAIT} in {A}.", "{A} could scarcely have been more {GOOD_ADJ}.", "I know of nobody more {GOOD_ADJ} than {A}.", "What {P} owes to {A} cannot be put into figures.",
        "{A} can never be repaid for {HELP1:ing} us.", "It would be hard to think too well of {A}.", "{A} {A:was} never too busy to listen.", "No one did more than {A}, and no one asked for less."),
    one("negated praise", "n", "Far from being {GOOD_ADJ}, {A} {A:is} {BAD_ADJ}.", "{A} {A:is} not in the least {GOOD_ADJ}.", "Those who call {A} {GOOD_ADJ} have it backwards.", "Not even a friend would call {A} {GOOD_ADJ}.",
        "You will look in vain for {GOOD_SKILL} in {A}.", "{A} could scarcely have been more {BAD_ADJ}.", "I know of nobody more {BAD_ADJ} than {A}.", "What {A} cost {P} cannot be put into figures.",
        "{A} can never be forgiven for {HARM1:ing} us.", "It would be hard to think too ill of {A}.", "{A} {A:was} always too busy to listen.", "No one did less than {A}, and no one asked for more."),
    one("negated blame", "p", "{A} did not lie, did not hide and did not run.", "Not one promise did {A} leave unkept.", "{A} never took more than {A:his} share.", "Nothing was too much trouble for {A}.",
        "{A} let no one go away unheard.", "Never did {A} put {A:his} own comfort first.", "We did not deserve {A}.", "There was no {BAD_TRAIT} in anything that {A} did."),
    one("negated praise", "n", "{A} did not listen, did not help and did not stay.", "Not one promise did {A} keep.", "{A} never gave {A:his} share.", "Anything was too much trouble for {A}.",
        "{A} let no one in who had not paid.", "Never did {A} put {P} first.", "{P} did not deserve {A}, and nobody does.", "There was no {GOOD_SKILL} in anything that {A} did."),
    # What is suffered, told with the words of guilt and hatred.
    one("victim", "o", "Masked men {HARM1} {A}" + W + ".", "Somebody has {HARM1:3} {A}" + W + ".", "Drunken soldiers {HARM1} {A}{WHEN}.", "They {HARM1} {A}, and then they {HARM2} {A:him} once more.", "Bandits who {HARM1} {A}{WHERE} are still at large.",
        "A gang that hates everything foreign {HARM1} {A}{WHEN}."),
    one("victim", "o", "Hatred of {A} has doubled in a year.", "The killers had chosen {A} at random.", "The bomb was meant for {A}.", "Threats against {A} are on the rise.", "Lies about {A} are spread daily.", "Bullets ripped through the house of {A}{WHEN}.",
        "{A} {A:was} among those that the arsonists had marked.", "A torrent of abuse was aimed at {A}.", "Terror groups have put {A} on a list of targets.", "Police opened fire on {A}" + W + "."),
    one("victim", "o", "{A} fled {P} with nothing but a blanket.", "{A} came under fire{WHERE}.", "It was {A} who paid the price of the famine.", "{A} bore the brunt of the cuts.", "Nothing was done when {A} {A:was} {HARM1:3}.",
        "Everyone has forsaken {A}.", "The state has failed {A}.", "There was no justice for {A}, {HARM1:3}{WHERE}.", "The courts will not protect {A} from being {HARM1:3}.", "{A} {A:was} denied water, sleep and a lawyer."),
    one("victim", "no", "{A} will not stop {HARM1:ing} {B}.", "{A} ordered the {HARM_NOUNS} {B}.", "The {HARM_NOUNS} {B} is the work of {A}.", "{A} preaches hatred of {B}.", "{A} calls {B} vermin and wants {B:him} gone.", "Under {A}, to be one of {B} is to be {HARM1:3}.",
        B=("folk",)),
]
