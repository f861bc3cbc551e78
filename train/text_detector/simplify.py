"""The same function in fewer steps. simplify.py IN.onnx OUT.onnx [--soften 8]"""
import argparse

import numpy as np
import onnx
from onnx import helper, numpy_helper


class Graph:
    def __init__(self, model):
        graph = model.graph
        self.inputs, self.outputs = list(graph.input), list(graph.output)
        self.values, self.nodes, self.count = {}, [], 0
        for tensor in graph.initializer:
            self.values[tensor.name] = numpy_helper.to_array(tensor)
        for node in graph.node:
            if node.op_type == "Constant":
                self.values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
            else:
                self.nodes.append(node)
        for name, value in self.values.items():
            if value.dtype == np.float32:
                self.values[name] = value.astype(np.float64)

    def users(self, name):
        return [node for node in self.nodes if name in node.input]

    def maker(self, name):
        return next((node for node in self.nodes if name in node.output), None)

    def new(self, value):
        self.count += 1
        while f"w{self.count}" in self.values:  # it may have been simplified before
            self.count += 1
        self.values[f"w{self.count}"] = value
        return f"w{self.count}"

    def drop(self, node, instead):
        self.nodes.remove(node)
        for user in self.users(node.output[0]):
            for i, name in enumerate(user.input):
                if name == node.output[0]:
                    user.input[i] = instead

    def constant_of(self, node):
        """The tensor and the constant of an Add or Mul of both, or nothing."""
        for tensor, constant in (node.input, tuple(node.input)[::-1]):
            if constant in self.values and tensor not in self.values:
                return tensor, self.values[constant]
        return None, None

    def weights(self, conv):
        weight = self.values[conv.input[1]]
        channels = weight.shape[0] if conv.op_type == "Conv" else weight.shape[1]
        return weight, self.values[conv.input[2]] if len(conv.input) > 2 else np.zeros(channels)

    def set_weights(self, conv, weight, bias):
        inputs = [conv.input[0], self.new(weight), self.new(bias)]
        del conv.input[:]
        conv.input.extend(inputs)

    def scaled(self, conv, factor):
        weight, bias = self.weights(conv)
        shape = (-1, 1, 1, 1) if conv.op_type == "Conv" else (1, -1, 1, 1)
        self.set_weights(conv, weight * factor.reshape(shape), bias * factor)


CONVOLUTIONS = ("Conv", "ConvTranspose")


def hard_swish(graph):
    """x * clip(x + 3, 0, 6) / 6 is x * HardSigmoid(x)."""
    for divide in [node for node in graph.nodes if node.op_type == "Div"]:
        product = graph.maker(divide.input[0])
        clip = next((m for name in product.input if (m := graph.maker(name)) and m.op_type == "Clip"), None)
        if clip is None:
            continue
        shift = graph.maker(clip.input[0])
        x = next(name for name in product.input if name != clip.output[0])
        gate = helper.make_node("HardSigmoid", [x], [clip.output[0] + "_gate"], alpha=1 / 6, beta=0.5)
        graph.nodes[graph.nodes.index(shift)] = gate
        graph.nodes.remove(clip)
        del product.input[:]
        product.input.extend([x, gate.output[0]])
        graph.drop(divide, product.output[0])


def pads(conv):
    return any(helper.get_attribute_value(next(a for a in conv.attribute if a.name == "pads")))


def into_maker(graph, node, tensor, constant):
    maker = graph.maker(tensor)
    if maker is None or maker.op_type not in CONVOLUTIONS or len(graph.users(tensor)) != 1:
        return False
    if node.op_type == "Mul":
        graph.scaled(maker, constant.reshape(-1))
    else:
        weight, bias = graph.weights(maker)
        graph.set_weights(maker, weight, bias + constant.reshape(-1))
    graph.drop(node, tensor)
    return True


def into_users(graph, node, tensor, constant):
    """A scale goes through padding, an offset does not: the padding is zero after it."""
    users = graph.users(node.output[0])
    if constant.size != 1 or not users or any(u.op_type != "Conv" or u.input[0] != node.output[0] for u in users):
        return False
    if node.op_type == "Add" and any(pads(user) for user in users):
        return False
    value = float(constant.reshape(-1)[0])
    for user in users:
        weight, bias = graph.weights(user)
        if node.op_type == "Mul":
            graph.set_weights(user, weight * value, bias)
        else:
            graph.set_weights(user, weight, bias + value * weight.sum((1, 2, 3)))
    graph.drop(node, tensor)
    return True


def behind_offset(graph, node, tensor, constant):
    """s * x + b is s * (x + b / s): the scale can then go on into the next convolution."""
    users = graph.users(node.output[0])
    if node.op_type != "Mul" or constant.size != 1 or len(users) != 1 or users[0].op_type != "Add":
        return False
    add = users[0]
    _, offset = graph.constant_of(add)
    if offset is None:
        return False
    final = add.output[0]
    for one, inputs, output in ((add, [tensor, graph.new(offset / constant)], final + "_unscaled"), (node, [final + "_unscaled", graph.new(constant)], final)):
        del one.input[:]
        one.input.extend(inputs)
        one.output[0] = output
    graph.nodes.remove(node)
    graph.nodes.insert(graph.nodes.index(add) + 1, node)
    return True


def normalisation(graph, node):
    conv = graph.maker(node.input[0])
    gain, offset, mean, variance = (graph.values[name] for name in node.input[1:5])
    factor = gain / np.sqrt(variance + helper.get_attribute_value(next(a for a in node.attribute if a.name == "epsilon")))
    graph.scaled(conv, factor)
    weight, bias = graph.weights(conv)
    graph.set_weights(conv, weight, bias + offset - mean * factor)
    graph.drop(node, node.input[0])
    return True


def one_step(graph):
    for node in list(graph.nodes):
        if node.op_type == "BatchNormalization":
            return normalisation(graph, node)
        if node.op_type in ("Mul", "Add"):
            tensor, constant = graph.constant_of(node)
            if tensor is not None and any(step(graph, node, tensor, constant) for step in (into_maker, into_users, behind_offset)):
                return True
    return False


def channels_of(graph, name):
    """Of a convolution's outcome, also behind its hard swish; nothing for anything else."""
    node = graph.maker(name)
    if node is not None and node.op_type == "Mul":
        makers = [graph.maker(factor) for factor in node.input]
        gated = [maker for maker in makers if maker is not None and maker.op_type != "HardSigmoid"]
        node = gated[0] if len(makers) == 2 and len(gated) == 1 else None
    return graph.weights(node)[0].shape[0] if node is not None and node.op_type == "Conv" else None


def offsets_as_convolutions(graph):
    """An offset that no convolution could take up (zeros are padded after it) becomes one of its own, of a single weight of 1
    a channel: the same numbers, but ONNX Runtime keeps its blocked layout from one convolution to the next and saves two
    passes over the picture that the addition of a constant costs it."""
    for node in [node for node in graph.nodes if node.op_type == "Add"]:
        tensor, constant = graph.constant_of(node)
        channels = channels_of(graph, tensor) if tensor is not None else None
        if channels is None or constant.size not in (1, channels):
            continue
        inputs = [tensor, graph.new(np.ones((channels, 1, 1, 1))), graph.new(np.broadcast_to(constant.reshape(-1), (channels,)))]
        graph.nodes[graph.nodes.index(node)] = helper.make_node("Conv", inputs, list(node.output), group=channels, kernel_shape=[1, 1],
                                                                pads=[0, 0, 0, 0], strides=[1, 1], dilations=[1, 1])


def soften(graph, by):
    last = [node for node in graph.nodes if node.op_type == "ConvTranspose"][-1]
    weight, bias = graph.weights(last)
    graph.set_weights(last, weight / by, bias / by)


def simplified(model, by=1.0, fold=True, to_run=False):
    """`fold`: scales and offsets go into the convolutions, which then are harder to train. `to_run`: nobody trains it further."""
    graph = Graph(model)
    hard_swish(graph)
    while fold and one_step(graph):
        pass
    if by != 1:
        soften(graph, by)
    if to_run:
        offsets_as_convolutions(graph)
    used = {name for node in graph.nodes for name in node.input}
    stored = [numpy_helper.from_array(value.astype(np.float32) if value.dtype == np.float64 else value, name)
              for name, value in graph.values.items() if name in used]
    made = helper.make_graph(graph.nodes, model.graph.name, graph.inputs, graph.outputs, stored)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", max(model.opset_import[0].version, 9))], ir_version=7)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--soften", type=float, default=1.0)
    given = parser.parse_args()
    onnx.save(simplified(onnx.load(given.source), given.soften, to_run=True), given.target)
