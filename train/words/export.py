"""export.py --reader reader.pt --out words_reader.onnx: the network as the program runs it, quantised to eight bits.

One float input [1, tokens, 3] (piece, segment, mark), because the runtime's other networks take floats too; chances instead of logits.
export.py --unsigned IN.onnx --out OUT.onnx: a file quantised to signed weights, with the same weights unsigned."""
import argparse
import os
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from network import Reader


class Exported(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, tokens):
        token_logits, post_logits = self.reader(*(tokens[..., k].long() for k in range(3)))
        return token_logits.sigmoid(), torch.cat((post_logits[:, :1].sigmoid(), post_logits[:, 1:].softmax(-1)), -1)


def unsigned_weights(model):
    """Weights of -128..127 around 0 as 0..255 around 128: the same sums. Processors without VNNI add an unsigned and a signed product in 16
    bits, which overflow: chances were off by up to 0.4 there. Two unsigned ones are added in 32 bits on every processor."""
    tensors = {t.name: t for t in model.graph.initializer}
    names = {name for node in model.graph.node if node.op_type == "MatMulInteger" for name in (*node.input[1:2], *node.input[3:4]) if name in tensors}
    for name in names:
        values = numpy_helper.to_array(tensors[name])
        if values.dtype == np.int8:
            tensors[name].CopyFrom(numpy_helper.from_array((values.astype(np.int16) + 128).astype(np.uint8), name))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--reader")
    source.add_argument("--unsigned", metavar="IN.onnx")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if options.unsigned:
        model = onnx.load(options.unsigned)
        unsigned_weights(model)
        onnx.checker.check_model(model)
        onnx.save(model, options.out)
        return
    reader = Reader()
    reader.load_state_dict(torch.load(options.reader, weights_only=True))
    model = Exported(reader).eval()
    example = torch.stack([torch.randint(low, high, (1, 24)) for low, high in ((1000, 30000), (0, 24), (0, 39))], -1).float()
    with tempfile.TemporaryDirectory() as folder:
        exact = os.path.join(folder, "exact.onnx")
        torch.onnx.export(model, (example,), exact, input_names=["tokens"], output_names=["labels", "post"],
                          dynamic_axes={"tokens": {1: "n"}, "labels": {1: "n"}}, opset_version=17, dynamo=False)
        quantize_dynamic(exact, options.out, weight_type=QuantType.QInt8, per_channel=True)
        quantised = onnx.load(options.out)
        unsigned_weights(quantised)
        onnx.save(quantised, options.out)
        want = onnxruntime.InferenceSession(exact).run(None, {"tokens": example.numpy()})
    got = onnxruntime.InferenceSession(options.out).run(None, {"tokens": example.numpy()})
    with torch.inference_mode():
        theirs = model(example)
    print(f"{os.path.getsize(options.out) / 1e6:.1f} MB; exported differs by {np.abs(want[0] - theirs[0].numpy()).max():.1e}, "
          f"quantised by {np.abs(got[0] - want[0]).max():.3f} in labels, {np.abs(got[1] - want[1]).max():.3f} of the post")
    onnx.checker.check_model(options.out)


if __name__ == "__main__":
    main()
