"""Keeps the frozen trunk's outputs, which are computed once a window and read in every epoch and run."""

import hashlib

import numpy as np
import torch

WIDTH = 384


def fill_cache(trunk, windows, work, name):
    """Gives each window its `hidden` (half precision, on disk) from the trunk."""
    if not trunk.layers:
        return
    key = hashlib.sha256(b"".join(np.array(w["ids"], np.int32).tobytes() for w in windows)).hexdigest()[:12]
    path = work / f"trunk-{name}-{len(trunk.layers)}-{key}.npy"
    total = sum(len(w["ids"]) for w in windows)
    if not path.exists():
        draft = path.with_suffix(".draft")
        array = np.lib.format.open_memmap(draft, "w+", np.float16, (total, WIDTH))
        offsets = np.cumsum([0] + [len(w["ids"]) for w in windows])
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]["ids"]))
        for start in range(0, len(order), 32):
            part = order[start:start + 32]
            n = max(len(windows[i]["ids"]) for i in part)
            ids = torch.zeros(len(part), n, dtype=torch.long)
            mask = torch.zeros(len(part), 1, 1, n, dtype=torch.bool)
            for row, i in enumerate(part):
                ids[row, :len(windows[i]["ids"])] = torch.tensor(windows[i]["ids"])
                mask[row, ..., :len(windows[i]["ids"])] = True
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                hidden = trunk(ids, mask).float().numpy()
            for row, i in enumerate(part):
                array[offsets[i]:offsets[i + 1]] = hidden[row, :len(windows[i]["ids"])]
        array.flush()
        del array
        draft.rename(path)
    array, at = np.load(path, mmap_mode="r"), 0
    for w in windows:
        w["hidden"] = array[at:at + len(w["ids"])]
        at += len(w["ids"])


def hidden_of(trunk, batch, ids, mask):
    """The trunk's output for a batch, from the cache where it is there."""
    if "hidden" not in batch[0]:
        with torch.no_grad():
            return trunk(ids, mask)
    found = np.zeros((*ids.shape, WIDTH), np.float32)
    for row, w in enumerate(batch):
        found[row, :len(w["ids"])] = w["hidden"]
    return torch.from_numpy(found)
