"""MiniLM (six layers, 384 wide) with heads for the labels of every token and for the post as a whole."""
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from posts import CLASSES, FIELDS, LABELS
from wordpiece import CASES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
SEGMENTS = len(FIELDS) * CASES  # a token's segment says its field and the shape of its letters
POSITIONS = 512
MARKS = 1 + 2 * len(LABELS)  # what the rules took a token for: nothing, or a label by a rule that stands alone, or by another


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = q @ k.transpose(2, 3) / (WIDTH / HEADS) ** 0.5 + mask
        seen = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Reader(nn.Module):
    """(ids, segments, marks) [batch, tokens] int64, 0 = padding -> token logits [batch, tokens, 2 x labels] (inside, begins),
    post logits [batch, 1 + classes] (about a patient; class)."""

    def __init__(self, vocabulary=30522, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segments = nn.Embedding(SEGMENTS, WIDTH)
        self.marks = nn.Embedding(MARKS, WIDTH)
        nn.init.zeros_(self.marks.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.token_head = nn.Linear(WIDTH, 2 * len(LABELS))
        self.post_inner, self.post_head = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 1 + len(CLASSES))

    def forward(self, ids, segments, marks):
        here = (ids != 0).to(self.norm.weight.dtype)
        mask = (1 - here)[:, None, None, :] * -1e4
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segments(segments) + self.marks(marks)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        tokens = self.token_head(self.dropout(x))
        mean = (x * here[..., None]).sum(1) / here.sum(1, keepdim=True)
        pooled = torch.cat((x[:, 0], mean), -1)
        return tokens, self.post_head(self.dropout(F.gelu(self.post_inner(self.dropout(pooled)))))

    def load_minilm(self, safetensors):
        """The weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0); segments begin as BERT's segment 0."""
        w = {k.removeprefix("bert."): v for k, v in load_file(safetensors).items()}
        own = {"words.weight": w["embeddings.word_embeddings.weight"], "positions.weight": w["embeddings.position_embeddings.weight"],
               "segments.weight": w["embeddings.token_type_embeddings.weight"][:1].repeat(SEGMENTS, 1),
               "norm.weight": w["embeddings.LayerNorm.weight"], "norm.bias": w["embeddings.LayerNorm.bias"]}
        theirs = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                  "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
                  "outer": "output.dense", "norm2": "output.LayerNorm"}
        for n in range(LAYERS):
            for ours, name in theirs.items():
                for part in ("weight", "bias"):
                    own[f"layers.{n}.{ours}.{part}"] = w[f"encoder.layer.{n}.{name}.{part}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        assert not unexpected and all("head" in m or "post_inner" in m or "marks" in m for m in missing), (missing, unexpected)
