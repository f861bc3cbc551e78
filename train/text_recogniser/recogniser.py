"""PP-OCRv4's recogniser as a PyTorch module: what has more than a few numbers is a parameter."""
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "text_detector"))
from network import Network


class Recogniser(Network):
    smallest = 16  # what has fewer is a setting of the graph

    @staticmethod
    def settings(model):
        return {name for node in model.graph.node if node.op_type == "BatchNormalization" for name in node.input[3:]}

    @staticmethod
    def step(kind, given, how):
        first = given[0]
        if kind == "Conv":
            pads = how.get("pads", [0, 0, 0, 0])
            return F.conv2d(first, given[1], given[2] if len(given) > 2 else None, how["strides"], tuple(pads[:2]), how.get("dilations", 1), how["group"])
        if kind == "BatchNormalization":
            return F.batch_norm(first, given[3], given[4], given[1], given[2], False, 0, how["epsilon"])
        if kind == "HardSigmoid":
            usual = abs(how["alpha"] - 1 / 6) < 1e-6 and how.get("beta", 0.5) == 0.5
            return F.hardsigmoid(first) if usual else torch.clamp(first * how["alpha"] + how.get("beta", 0.5), 0, 1)
        if kind == "GlobalAveragePool":
            return first.mean((2, 3), keepdim=True)
        if kind == "AveragePool":
            return F.avg_pool2d(first, how["kernel_shape"], how["strides"], tuple(how.get("pads", [0, 0])[:2]))
        if kind == "Cast":
            return first.to({1: torch.float32, 6: torch.int64, 7: torch.int64}[how["to"]])
        if kind == "Shape":
            return torch.tensor(first.shape)
        if kind == "Slice":
            for axis, start, end in zip(how["axes"], how["starts"], how["ends"]):
                first = first.narrow(axis, start, min(end, first.shape[axis]) - start)
            return first
        if kind == "Concat":
            return torch.cat(given, how["axis"])
        if kind == "Squeeze":
            for axis in sorted(how["axes"], reverse=True):
                first = first.squeeze(axis)
            return first
        if kind == "Reshape":
            return first.reshape([int(v) if int(v) else first.shape[i] for i, v in enumerate(given[1])])
        if kind == "Transpose":
            return first.permute(how["perm"])
        if kind == "ReduceMean":
            return first.mean(how["axes"], keepdim=bool(how.get("keepdims", 1)))
        if kind == "Softmax":
            return torch.softmax(first, how.get("axis", -1))
        two = {"Add": torch.add, "Mul": torch.mul, "Div": torch.div, "Sub": torch.sub, "Pow": torch.pow, "MatMul": torch.matmul}
        one = {"Relu": F.relu, "Sigmoid": torch.sigmoid, "Sqrt": torch.sqrt}
        return two[kind](*given) if kind in two else one[kind](first)
