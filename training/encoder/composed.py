"""Composes sentences in which structure and not words decides what is said of an actor: roles, negation, irony.

    python composed.py --out composed.jsonl --rows 2400

Written by a language-model author beside no checklist; the rows have the form of `contrast.train.jsonl`. A template's
number is the group, so that a fold holds templates that training has not seen. Seeded.
"""

import argparse
import json
import random
import re
from pathlib import Path

from composed_templates import TEMPLATES
import composed_words as words

SLOT = re.compile(r"\{([A-Za-z0-9_:|]+)\}")


class Entity:
    """An invented actor: how it is named, and its pronouns."""

    def __init__(self, draw, kind):
        if kind == "person":
            first, gender = draw.choice(words.PEOPLE)
            self.name = draw.choice(words.TITLES) + draw.choice([f"{first} {draw.choice(words.SURNAMES)}"] * 3 + [first])
            self.he, self.his, self.him = ("she", "her", "her") if gender == "f" else ("he", "his", "him")
            self.plural = False
        elif kind == "body":
            place = draw.choice(words.PLACES)
            self.name = draw.choice([f"the {place} {draw.choice(words.BODIES)}", f"{draw.choice(words.SURNAMES)} {draw.choice(['Steel', 'Holdings', 'Shipping', 'Foods', 'Pharma'])}",
                                     f"the {draw.choice(words.BODIES)} of {place}"])
            self.he, self.his, self.him, self.plural = "it", "its", "it", False
        else:
            people = draw.choice(words.PEOPLES)
            self.name = draw.choice([f"the {people} {draw.choice(words.FOLK)}", f"{people} {draw.choice(words.FOLK)}",
                                     f"{draw.choice(words.FOLK)} from {draw.choice(words.PLACES)}"])
            self.he, self.his, self.him, self.plural = "they", "their", "them", True

    def form(self, form):
        """A pronoun, or a verb that agrees."""
        plural = {"was": "were", "has": "have", "is": "are", "does": "do"}
        return getattr(self, form) if form in ("he", "his", "him") else plural[form] if self.plural else form


def fitting(draw, phrases, entity):
    """A phrase whose first verb agrees with the actor."""
    wrong = ("was ", "has ", "is ", "lives ", "sleeps ") if entity.plural else ("were ", "have ")
    return draw.choice([p for p in phrases if not p.startswith(wrong)])


def compose(template, draw):
    """A text with its targets: [text, [(start, end, label, name)]], or None where two actors have one name."""
    labels = dict(zip("ABCD", template["labels"]))
    kinds = {k: draw.choice(template.get(k, ("person", "body", "folk") if k != "A" else ("person", "body", "body", "person", "folk")))
             for k in labels}
    actors = {k: Entity(draw, kind) for k, kind in kinds.items()}
    if len({a.name.split()[-1] for a in actors.values()}) < len(actors):
        return None
    pattern = draw.choice(template["texts"])
    memo = {}
    # Words of a slot with the same number agree: {HARM1} and {HARM1:3} are one verb.
    def fill(text):
        out = []
        at = 0
        for match in SLOT.finditer(text):
            out.append(text[at:match.start()])
            out.append(value(match.group(1)))
            at = match.end()
        return "".join([*out, text[at:]])

    def value(slot):
        name, _, form = slot.partition(":")
        if name in actors:
            return actors[name].form(form) if form else f"\x01{name}{actors[name].name}\x02"
        if name == "P":
            return draw.choice(words.PLACES)
        stem = re.match(r"[A-Z_]+", name).group()
        if name not in memo:
            source = getattr(words, stem)
            # MISFORTUNE_A agrees with A.
            memo[name] = draw.choice(source)
        if form in actors:
            memo[name] = fitting(draw, getattr(words, stem), actors[form])
            form = ""
        chosen = memo[name]
        if isinstance(chosen, tuple):
            chosen = chosen[{"": 1, "0": 0, "3": 2, "ing": 3}[form]]
        return fill(chosen)

    def tidy(raw):
        """Takes the marks out, and says where the names stand."""
        raw = re.sub(r"\s+([,.;:?])", r"\1", re.sub(r"  +", " ", raw)).strip()
        out, spans, at = [], [], 0
        length = 0
        for match in re.finditer("\x01(.)(.*?)\x02", raw):
            out.append(raw[at:match.start()])
            length += match.start() - at
            name = match.group(2)
            before = "".join(out)
            if not before.strip() or re.search(r"[.?!][\"”]? $", before) or before.endswith('"') and length == 1:
                name = name[0].upper() + name[1:]
            spans.append((length, length + len(name), match.group(1), name))
            out.append(name)
            length += len(name)
            at = match.end()
        text = "".join([*out, raw[at:]])
        return text[0].upper() + text[1:], spans

    text, spans = tidy(fill(pattern))
    targets, seen = [], set()
    for start, end, key, name in spans:
        if key not in seen and labels[key] != "-":
            seen.add(key)
            targets.append((start, end, {"n": "negative", "o": "neutral", "p": "positive"}[labels[key]], name))
    return text, targets


def generate(rows, seed):
    """So many labelled targets, each template about as often."""
    draw, found, number, known = random.Random(seed), [], 0, set()
    while len(found) < rows:
        order = list(enumerate(TEMPLATES))
        draw.shuffle(order)
        for index, template in order:
            made = compose(template, draw)
            if made is None or made[0] in known or len(found) >= rows:
                continue
            text, targets = made
            known.add(text)
            number += 1
            for k, (start, end, label, name) in enumerate(targets):
                found.append({"id": f"composed-{number}-{k}", "text": text, "start": start, "end": end, "label": label,
                              "actor": name, "kind": template["kind"], "group": f"composed-{index}"})
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--rows", type=int, default=2400)
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    rows = generate(o.rows, o.seed)
    o.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} targets of {len({r['text'] for r in rows})} texts from {len(TEMPLATES)} templates")


if __name__ == "__main__":
    main()
