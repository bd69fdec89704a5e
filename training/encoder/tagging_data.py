"""Windows with labelled pieces, from the attribution and hedging gold."""

from collections import defaultdict

from pieces import CLS, SEP, pieces_of, windows
from texts import annotate, rows

ROLES = ("source", "cue", "content")
COMMENTARY_TYPES = ("plausibility", "attribution", "approximator", "conditional")
SZEGED_TYPES = ("epistemic", "doxastic", "condition", "investigation")
OUTPUTS = {**{r: 3 for r in ROLES}, **{f"{r}_polnear": 3 for r in ROLES},
           "hedge": 1 + 2 * len(COMMENTARY_TYPES), "hedge_szeged": 1 + 2 * len(SZEGED_TYPES)}
IGNORE = -100


def _mark(labels, starts, ends, spans, begin, inside):
    """Writes B and I over the pieces of each span."""
    for a, b in sorted(spans):
        first = True
        for i in range(len(starts)):
            if starts[i] < b and a < ends[i]:
                labels[i] = begin if first else inside
                first = False


def documents(cache, limit=None):
    """Texts with labels by output: attributions and hedges of commentary, PolNeAR, Szeged's Wikipedia."""
    found = []
    hedges = defaultdict(list)
    covered = defaultdict(list)
    for row in rows("hedges/commentary.train"):
        covered[row["group"]].append((row["offset"], row["offset"] + len(row["text"])))
        for c in row["cues"]:
            hedges[row["group"]].append((c["start"] + row["offset"], c["end"] + row["offset"], c["type"]))
    for row in rows("attribution/commentary.train")[:limit]:
        marks = {r: [(span, 1, 2) for a in row["attributions"] for span in a.get(r) or []] for r in ROLES}
        marks["hedge"] = [((a, b), 1 + 2 * COMMENTARY_TYPES.index(t), 2 + 2 * COMMENTARY_TYPES.index(t))
                          for a, b, t in hedges[row["id"]]]
        found.append({"text": row["text"], "marks": marks, "group": row["id"], "source": "commentary",
                      "id": row["id"]})
    for row in rows("attribution/polnear.train")[:limit]:
        marks = {f"{r}_polnear": [(span, 1, 2) for a in row["attributions"] for span in a.get(r) or []] for r in ROLES}
        found.append({"text": row["text"], "marks": marks, "group": row["id"], "source": "polnear", "id": row["id"]})
    articles = defaultdict(list)
    for row in rows("hedges/szeged-wiki.train")[:limit and limit * 10]:
        articles[row["doc"]].append(row)
    for doc, sentences in articles.items():
        text, marks = "", []
        for row in sentences:
            text += "\n" if text else ""
            for c in row["cues"]:
                t = SZEGED_TYPES.index(c["type"])
                marks.append(((len(text) + c["start"], len(text) + c["end"]), 1 + 2 * t, 2 + 2 * t))
            text += row["text"]
        found.append({"text": text, "marks": {"hedge_szeged": marks}, "group": doc, "source": "szeged", "id": doc})
    known = annotate([d["text"] for d in found], cache)
    for d in found:
        d["sentences"] = known[d["text"]]["sentences"]
    return found


def windows_of(tokenizer, document):
    """All windows of a document with the labels of their body's pieces; context and others' outputs are ignored."""
    ids, starts, ends, _ = pieces_of(tokenizer, document["text"])
    labels = {}
    for output, marks in document["marks"].items():
        labels[output] = [0] * len(ids)
        for (a, b), begin, inside in marks:
            _mark(labels[output], starts, ends, [(a, b)], begin, inside)
    found = []
    for context, begin, end in windows(starts, document["sentences"]):
        pad = [IGNORE] * (begin - context + 1)
        found.append({"ids": [CLS, *ids[context:end], SEP],
                      "labels": {k: [*pad, *v[begin:end], IGNORE] for k, v in labels.items()},
                      "spans": [(0, 0)] * (begin - context + 1) + list(zip(starts[begin:end], ends[begin:end])) + [(0, 0)],
                      "group": document["group"], "source": document["source"], "id": document["id"]})
    return found
