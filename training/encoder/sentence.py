"""Writes sentence.onnx: the untuned base's states out of the tagging tower's weights.

Tuning moved the base's weights by 2 to 9%, mostly in few directions. So the base is the tagging tower and, for each
matrix, a correction of low rank, with the base's own biases and norms: a thirtieth of a graph with weights of its own.
The matrices themselves are taken from tagging.onnx when the graph is loaded.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import LAYERS, make_trunk
from texts import ROOT

RANK = 7
KINDS = ("qkv", "out", "up", "down")
LAST = f"/tower/layers.{LAYERS - 1}/norm2/LayerNormalization_output_0"


def ancestors(graph, name):
    """The nodes that an output hangs on, in order."""
    wanted, kept = {name}, []
    for node in reversed(graph.node):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    return kept[::-1]


def in_bytes(name, matrix, axis):
    """A small matrix in 8 bits with a scale for each of its few columns (axis 1) or rows (axis 0)."""
    scale = (np.abs(matrix).max(1 - axis) / 127).astype(np.float32)
    table = np.round(matrix / (scale if axis == 1 else scale[:, None])).astype(np.int8)
    tensors = [numpy_helper.from_array(table, f"{name}_8"), numpy_helper.from_array(scale, f"{name}_scale")]
    return tensors, helper.make_node("DequantizeLinear", [f"{name}_8", f"{name}_scale"], [name], axis=axis)


def sentence_graph(tagging, rank=RANK):
    graph = tagging.graph
    given = {tensor.name: tensor for tensor in graph.initializer}
    value = {name: numpy_helper.to_array(tensor) for name, tensor in given.items()}
    base = {name: weight.numpy() for name, weight in make_trunk(LAYERS).layers.state_dict().items()}
    nodes, tensors, renamed = [], [], {}
    floats = {}
    kept = ancestors(graph, LAST)
    matrix = 0
    scaled = {}
    for node in kept:
        if node.op_type == "DynamicQuantizeLinear":
            floats[node.output[0]] = node.input[0]
        for place, name in enumerate(node.input):
            node.input[place] = renamed.get(name, name)
            if name.startswith("tower.layers."):
                if name not in scaled:
                    own = f"base.{name.removeprefix('tower.layers.')}"
                    half = base[name.removeprefix("tower.layers.")].astype(np.float16)
                    tensors.append(numpy_helper.from_array(half, f"{own}_16"))
                    nodes.append(helper.make_node("Cast", [f"{own}_16"], [own], to=TensorProto.FLOAT))
                    scaled[name] = own
                node.input[place] = scaled[name]
        nodes.append(node)
        if node.op_type == "MatMulInteger":
            layer, kind = divmod(matrix, len(KINDS))
            matrix += 1
            stem = node.input[1].removesuffix("_quantized")
            assert not value[f"{stem}_zero_point"].any()
            tuned = value[node.input[1]].astype(np.float64) * value[f"{stem}_scale"]
            u, s, v = np.linalg.svd(base[f"{layer}.{KINDS[kind]}.weight"].T - tuned, full_matrices=False)
            root = np.sqrt(s[:rank])
            name = f"low.{layer}.{KINDS[kind]}"
            for part, of, axis in (("a", u[:, :rank] * root, 1), ("b", root[:, None] * v[:rank], 0)):
                more, unpack = in_bytes(f"{name}.{part}", of, axis)
                tensors += more
                nodes.append(unpack)
            nodes.append(helper.make_node("MatMul", [floats[node.input[0]], f"{name}.a"], [f"{name}.few"]))
            nodes.append(helper.make_node("MatMul", [f"{name}.few", f"{name}.b"], [name]))
            pending = name
            product = node.output[0]
        elif node.op_type == "Cast" and matrix and product == node.input[0]:
            product = node.output[0]
        elif node.op_type == "Mul" and matrix and product in node.input:
            nodes.append(helper.make_node("Add", [node.output[0], pending], [f"{pending}.sum"]))
            renamed[node.output[0]] = f"{pending}.sum"
            product = None
    assert matrix == LAYERS * len(KINDS)
    made = {name for node in nodes for name in node.output} | {tensor.name for tensor in tensors} | {"hidden"}
    missing = {name for node in nodes for name in node.input if name and name not in made}
    borrowed = sorted(name for name in missing if "MatMul" in name)
    tensors += [given[name] for name in sorted(missing - set(borrowed))]
    nodes.append(helper.make_node("Identity", [LAST], ["states"]))
    axes = [1, "n", 384]
    own = helper.make_graph(nodes, "sentence", [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, axes)],
                            [helper.make_tensor_value_info("states", TensorProto.FLOAT, axes)], tensors)
    model = helper.make_model(own, opset_imports=tagging.opset_import, producer_name="hedgerow")
    model.ir_version = tagging.ir_version
    return model, borrowed


def whole(model, tagging, borrowed):
    """The graph with what it borrows, as the runtime puts it together."""
    more = onnx.ModelProto()
    more.graph.initializer.extend(t for t in tagging.graph.initializer if t.name in borrowed)
    return model.SerializeToString() + more.SerializeToString()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--package", type=Path, default=ROOT / "packages/hedgerow-encoder")
    package = options.parse_args().package
    model, borrowed = sentence_graph(onnx.load(package / "tagging.onnx"))
    onnx.save(model, package / "sentence.onnx")
    path = package / "encoder.json"
    manifest = json.loads(path.read_text())
    manifest["graphs"] = sorted({*manifest["graphs"], "sentence.onnx"})
    manifest["sentence"] = {"borrows": {"tagging.onnx": borrowed}}
    digest = hashlib.sha256((package / "sentence.onnx").read_bytes()).hexdigest()
    manifest["sha256"] = dict(sorted({**manifest["sha256"], "sentence.onnx": digest}.items()))
    path.write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
