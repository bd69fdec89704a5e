"""Windows with labelled mentions, from the sentiment gold."""

from collections import defaultdict

from masking import layout
from pieces import CLS, SEP, pieces_of, slots_of, windows
from texts import annotate, rows

LABELS = ("negative", "neutral", "positive")


def documents(name, cache, whole=False, limit=None, given=None):
    """The texts of a gold file with their targets: text, targets, group, source.

    `whole` puts the paragraphs of commentary back into their passages. `given`: rows of a gold file's form, in place of it.
    """
    targets = defaultdict(list)
    groups = {}
    passages = {r["id"]: r["text"] for r in rows("attribution/commentary.train")} if whole else {}
    for row in (given or rows(name))[:limit]:
        shift = row["offset"] if whole else 0
        text = passages[row["group"]] if whole else row["text"]
        if text[row["start"] + shift:row["end"] + shift] != row["text"][row["start"]:row["end"]]:
            raise SystemExit(f"{name}: target {row['id']} does not stand at its offsets; get the gold files again")
        targets[text, row["group"]].append({
            "id": row["id"], "start": row["start"] + shift, "end": row["end"] + shift,
            "key": row.get("actor") or row["text"][row["start"]:row["end"]],
            "label": LABELS.index(row["label"]), "kind": row.get("kind"),
            "weight": 0.5 if row.get("sure") == 1 else 1.0})
        groups[text, row["group"]] = row["group"]
    known = annotate([text for text, _ in targets], cache)
    return [{"text": key[0], "targets": value, "group": groups[key], "source": name, **{
        k: known[key[0]][k] for k in ("mentions", "sentences")}} for key, value in targets.items()]


def windows_of(tokenizer, document):
    """The windows of a document that hold a labelled mention."""
    text, targets = document["text"], document["targets"]
    mentions = layout(text, document["mentions"], [(t["start"], t["end"], t["key"]) for t in targets])
    ids, starts, _, owner = pieces_of(tokenizer, text, mentions)
    first = {}
    for piece, index in enumerate(owner):
        if index >= 0 and (index not in first or (ids[piece] == 103 and ids[first[index]] != 103)):
            first[index] = piece
    found = []
    for context, begin, end in windows(starts, document["sentences"]):
        at, labels, weights, names, kinds = [], [], [], [], []
        for index, mention in enumerate(mentions):
            if mention["gold"] and begin <= first.get(index, -1) < end:
                for g in mention["gold"]:
                    at.append(first[index] - context + 1)
                    labels.append(targets[g]["label"])
                    weights.append(targets[g]["weight"])
                    names.append(targets[g]["id"])
                    kinds.append(targets[g]["kind"])
        if at:
            found.append({"ids": [CLS, *ids[context:end], SEP],
                          "slots": [0, *slots_of(owner[context:end], mentions), 0],
                          "at": at, "labels": labels, "weights": weights, "names": names, "kinds": kinds,
                          "group": document["group"], "source": document["source"]})
    return found
