"""PP-OCRv4's recogniser as a PyTorch module: what has more than a few numbers is a parameter."""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper

SMALLEST = 16  # numbers; what has fewer is a setting of the graph


class Recogniser(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model
        self.fixed, self.names, self.weights = {}, {}, torch.nn.ParameterDict()
        frozen = {name for node in model.graph.node if node.op_type == "BatchNormalization" for name in node.input[3:]}
        for tensor in model.graph.initializer:
            value = torch.from_numpy(np.array(numpy_helper.to_array(tensor)))
            if value.is_floating_point() and value.numel() >= SMALLEST and tensor.name not in frozen:
                self.names[tensor.name] = f"p{len(self.names)}"
                self.weights[self.names[tensor.name]] = torch.nn.Parameter(value)
            else:
                self.fixed[tensor.name] = value
        self.steps = [(n.op_type, list(n.input), n.output[0], {a.name: helper.get_attribute_value(a) for a in n.attribute}) for n in model.graph.node]

    def forward(self, lines):
        """Logits, batch x steps x characters: the last Softmax is left to the loss."""
        known = dict(self.fixed, **{self.model.graph.input[0].name: lines}, **{name: self.weights[key] for name, key in self.names.items()})
        for kind, given, out, how in self.steps:
            if kind == "Softmax" and out == self.steps[-1][2]:
                return known[given[0]]
            known[out] = self.step(kind, [known[name] if name else None for name in given], how)
        raise ValueError("the network does not end in a Softmax")

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

    def with_weights(self, weights):
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        for tensor in model.graph.initializer:
            if tensor.name in self.names:
                tensor.CopyFrom(numpy_helper.from_array(weights[self.names[tensor.name]].detach().contiguous().numpy(), tensor.name))
        return model
