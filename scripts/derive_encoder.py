"""Derive kg/extract/weights/encoder.onnx: the encoder of cutword's network for names, without its last layer.

Needs, in an environment of its own: cutword==0.1.1 (Apache-2.0; its package holds the weights), torch==2.13.0 and
onnx==1.23.2. Weights are kept in half precision, which changes no state by more than what is printed at the end.
"""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from derive_common import release
from onnx import TensorProto, helper, numpy_helper
from torch import nn

OUT = Path(__file__).resolve().parent.parent / "kg" / "extract" / "weights" / "encoder.onnx"
HIDDEN = 64
SAMPLE = "新华社北京电记者王小明从某某科技集团有限公司获悉"


def reordered(weights: torch.Tensor) -> npt.NDArray[np.float32]:
    """Gates in the order of ONNX (input, output, forget, cell) from that of torch (input, forget, cell, output)."""
    gates = weights.reshape(4, HIDDEN, -1)[[0, 3, 1, 2]]
    return gates.reshape(4 * HIDDEN, -1).numpy()


def graph(state: dict[str, torch.Tensor], vocabulary: list[str]) -> onnx.ModelProto:
    nodes, kept = [], []

    def hold(name: str, values: npt.NDArray[np.float32]) -> str:
        kept.append(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
        return name

    table = hold("embedding", state["embedding.weight"].numpy())
    nodes.append(helper.make_node("Gather", [table, "tokens"], ["read0"]))
    kept.append(numpy_helper.from_array(np.array([0, 0, 2 * HIDDEN], np.int64), "flat"))
    for layer in (0, 1):
        parts = {
            part: np.stack([reordered(state[f"lstm.{kind}_l{layer}{way}"]) for way in ("", "_reverse")])
            for part, kind in (("W", "weight_ih"), ("R", "weight_hh"))
        }
        bias = np.stack(
            [
                np.concatenate([reordered(state[f"lstm.bias_{kind}_l{layer}{way}"])[:, 0] for kind in ("ih", "hh")])
                for way in ("", "_reverse")
            ]
        )
        held = [hold(f"{part}{layer}", values) for part, values in (*parts.items(), ("B", bias))]
        nodes += [
            helper.make_node(
                "LSTM",
                [f"read{layer}", *held, "lengths"],
                [f"both{layer}"],
                direction="bidirectional",
                hidden_size=HIDDEN,
            ),
            helper.make_node("Transpose", [f"both{layer}"], [f"turned{layer}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"turned{layer}", "flat"], [f"read{layer + 1}"]),
        ]
    made = helper.make_graph(
        nodes,
        "encoder",
        [
            helper.make_tensor_value_info("tokens", TensorProto.INT64, ["time", "rows"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["rows"]),
        ],
        [helper.make_tensor_value_info("read2", TensorProto.FLOAT, ["time", "rows", 2 * HIDDEN])],
        kept,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9, producer_name="kg")
    model.doc_string = (
        f"Encoder of {release('cutword', '0.1.1')} (Apache-2.0), half precision. scripts/derive_encoder.py"
    )
    helper.set_model_props(model, {"vocabulary": json.dumps(vocabulary, ensure_ascii=False)})
    onnx.checker.check_model(model)
    return model


def difference(state: dict[str, torch.Tensor], numbers: dict[str, int]) -> float:
    """By how much a state of the file differs from the package's own at most, over a sample sentence."""
    import onnxruntime

    tokens = [numbers[char] for char in SAMPLE]
    lstm = nn.LSTM(256, HIDDEN, 2, batch_first=True, bidirectional=True)
    lstm.load_state_dict({name.removeprefix("lstm."): v for name, v in state.items() if name.startswith("lstm.")})
    with torch.no_grad():
        right = lstm(state["embedding.weight"][torch.tensor(tokens)][None])[0][0].numpy()
    session = onnxruntime.InferenceSession(str(OUT), providers=["CPUExecutionProvider"])
    said = session.run(None, {"tokens": np.array(tokens)[:, None], "lengths": np.array([len(tokens)], np.int32)})[0][
        :, 0
    ]
    return float(np.abs(right - said).max())


def main() -> None:
    package = files("cutword")
    numbers: dict[str, int] = json.loads((package / "ner_vocab_tags.json").read_text("utf-8"))["char2id"]
    vocabulary = sorted(numbers, key=numbers.__getitem__)
    if [numbers[word] for word in vocabulary] != list(range(len(vocabulary))):
        raise SystemExit("cutword's vocabulary has gaps; its numbers cannot be told from the order")
    stored = torch.load(str(package / "model_params.pth"), map_location="cpu", weights_only=True)
    state = {name.removeprefix("module."): value for name, value in stored["model_state_dict"].items()}
    OUT.write_bytes(graph(state, vocabulary).SerializeToString(deterministic=True))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes; states differ by {difference(state, numbers):.5f} at most")


if __name__ == "__main__":
    main()
