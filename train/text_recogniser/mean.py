"""The mean of the weights of two stages of one network: steadier than either. See README.md."""
import argparse

import numpy as np
import onnx
from onnx import numpy_helper

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one")
    parser.add_argument("other")
    parser.add_argument("out")
    options = parser.parse_args()
    model, other = onnx.load(options.one), onnx.load(options.other)
    for mine, its in zip(model.graph.initializer, other.graph.initializer, strict=True):
        values = [numpy_helper.to_array(tensor) for tensor in (mine, its)]
        if values[0].dtype == np.float32:
            mine.CopyFrom(numpy_helper.from_array(np.mean(values, axis=0, dtype=np.float32), mine.name))
    onnx.save(model, options.out)
