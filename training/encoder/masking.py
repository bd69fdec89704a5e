"""Masks the actors of a text: each named mention becomes one piece, each actor a slot."""

import re

STRIPPED = frozenset(
    "the a an this that these those my your his her its our their he she it they we you i him them us me who".split())
WORD = re.compile(r"\w+(?:[-.]\w+)*", re.UNICODE)


def masked_part(text, start, end):
    """The part of a mention that a mask replaces, or None where nothing names the actor."""
    surface = text[start:end]
    for suffix in ("'s", "’s"):
        if surface.endswith(suffix):
            surface = surface[: -len(suffix)]
    words = list(WORD.finditer(surface))
    while words and words[0].group().lower() in STRIPPED:
        words.pop(0)
    named = [w for w in words if w.group()[0].isupper() or w.group()[0].isdigit()]
    if not named:
        return None
    return start + named[0].start(), start + named[-1].end()


def layout(text, found, gold):
    """The mentions of a text, without overlap and in order: dicts of start, end, mask, actor, gold.

    `found` are the product's mentions [start, end, actor, …]; `gold` are targets (start, end, key).
    """
    spans = []
    for index, (start, end, key) in enumerate(gold):
        actor = next((m[2] for m in found if m[2] and m[0] < end and start < m[1]), None)
        spans.append((0, -(end - start), start, end, actor or f"gold:{key}", index))
    for number, m in enumerate(found):
        spans.append((1, -(m[1] - m[0]), m[0], m[1], m[2] or f"unknown:{number}", None))
    taken = []

    def free(start, end):
        return all(end <= t["start"] or t["end"] <= start for t in taken)

    for _, _, start, end, actor, index in sorted(spans, key=lambda s: s[:4]):
        if free(start, end):
            taken.append({"start": start, "end": end, "mask": masked_part(text, start, end), "actor": actor,
                          "gold": [] if index is None else [index]})
        elif index is not None:
            same = next((t for t in taken if t["start"] < end and start < t["end"]), None)
            if same is not None:
                same["gold"].append(index)
    names = {}
    for t in taken:
        if t["mask"]:
            surface = text[t["mask"][0]:t["mask"][1]]
            names.setdefault(surface, t["actor"])
            last = surface.split()[-1]
            if len(last) >= 3 and last[0].isupper():
                names.setdefault(last, t["actor"])
    if names:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(
            re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)")
        for match in pattern.finditer(text):
            if free(*match.span()):
                taken.append({"start": match.start(), "end": match.end(), "mask": match.span(),
                              "actor": names[match.group()], "gold": []})
    return sorted(taken, key=lambda t: t["start"])
