"""A simplified network (the detector; ../text_recogniser has the other) as a PyTorch module: its initialisers are the parameters."""
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper


class Network(torch.nn.Module):
    smallest = 1  # number of numbers; what has fewer is no weight

    def __init__(self, model):
        super().__init__()
        self.model = model
        fixed = self.settings(model)
        self.fixed, self.names, self.weights = {}, {}, torch.nn.ParameterDict()
        for tensor in model.graph.initializer:
            value = torch.from_numpy(numpy_helper.to_array(tensor).copy())
            if tensor.name in fixed or value.numel() < self.smallest or not value.is_floating_point():
                self.fixed[tensor.name] = value
            else:
                self.names[tensor.name] = f"p{len(self.names)}"
                self.weights[self.names[tensor.name]] = torch.nn.Parameter(value)

    @staticmethod
    def settings(model):
        """Names of initialisers that are no weights."""
        return {name for node in model.graph.node if node.op_type == "Resize" for name in node.input[1:]}

    def forward(self, picture):
        """Logits: the last step, which makes chances of them, is left to the loss."""
        nodes = self.model.graph.node
        known = dict(self.fixed, x=picture, **{name: self.weights[key] for name, key in self.names.items()})
        for node in nodes[:-1]:
            given = [known[name] if name else None for name in node.input]
            known[node.output[0]] = self.step(node.op_type, given, {a.name: helper.get_attribute_value(a) for a in node.attribute})
        return known[nodes[-1].input[0]]

    @staticmethod
    def step(kind, given, how):
        if kind == "Conv":
            bias = given[2] if len(given) > 2 else None
            return F.conv2d(given[0], given[1], bias, how["strides"], (how["pads"][0], how["pads"][1]), 1, how["group"])
        if kind == "ConvTranspose":
            return F.conv_transpose2d(given[0], given[1], given[2] if len(given) > 2 else None, how["strides"])
        if kind == "Resize":
            return F.interpolate(given[0], scale_factor=(float(given[2][2]), float(given[2][3])), mode="nearest")
        if kind == "HardSigmoid":
            return torch.clamp(given[0] * how["alpha"] + how["beta"], 0, 1)
        if kind == "GlobalAveragePool":
            return given[0].mean((2, 3), keepdim=True)
        if kind == "Concat":
            return torch.cat(given, how["axis"])
        return {"Add": lambda a, b: a + b, "Mul": lambda a, b: a * b, "Relu": F.relu}[kind](*given)

    def with_weights(self, weights):
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        for tensor in model.graph.initializer:
            if tensor.name in self.names:
                tensor.CopyFrom(numpy_helper.from_array(weights[self.names[tensor.name]].detach().contiguous().numpy(), tensor.name))
        return model
