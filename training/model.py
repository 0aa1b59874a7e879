"""The network: a six-layer BERT encoder, word vectors with surface features, and heads for tags and trees."""

import math

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from features import FEATURES, MAX_PIECES, SHAPES, encoder_folder

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY = 384, 6, 12, 1536, 30522
ARC, REL = 320, 128
EPSILON = 1e-12


class Layer(nn.Module):
    """A BERT layer: self-attention and a feed-forward block, each followed by a normalisation."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attn_out = nn.Linear(HIDDEN, HIDDEN)
        self.attn_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.ffn_in = nn.Linear(HIDDEN, INNER)
        self.ffn_out = nn.Linear(INNER, HIDDEN)
        self.ffn_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        """x [B, P, HIDDEN], mask [B, 1, 1, P] True where a piece is -> [B, P, HIDDEN]."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU and for short sentences this is faster than the fused attention.
        scores = (q @ k.transpose(-1, -2)).float() / math.sqrt(HIDDEN // HEADS)
        weights = scores.masked_fill(~mask, -1e4).softmax(-1).to(v.dtype)
        context = weights @ v
        context = context.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.attn_norm(x + self.dropout(self.attn_out(context)))
        return self.ffn_norm(x + self.dropout(self.ffn_out(F.gelu(self.ffn_in(x)))))


class Model(nn.Module):
    """Words of a batch of sentences -> tag logits, arc scores, vectors for the relation scores."""

    def __init__(self, tags, relations, dropout=0.1, head_dropout=0.25):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(MAX_PIECES, HIDDEN)
        self.shape = nn.Embedding(SHAPES + 1, HIDDEN, padding_idx=SHAPES)
        self.embed_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.word_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.tag = nn.Linear(HIDDEN, tags)
        self.arc_head = nn.Linear(HIDDEN, ARC)
        self.arc_dep = nn.Linear(HIDDEN, ARC)
        self.arc_bilinear = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel_head = nn.Linear(HIDDEN, REL)
        self.rel_dep = nn.Linear(HIDDEN, REL)
        self.rel_bilinear = nn.Linear(REL, relations * (REL + 1))
        self.dropout = nn.Dropout(dropout)
        self.head_dropout = nn.Dropout(head_dropout)
        self._initialise()

    def _initialise(self):
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.features.weight, std=0.02)
        with torch.no_grad():
            self.arc_bilinear.weight.copy_(torch.eye(ARC) * (0.5 / math.sqrt(ARC)) + torch.randn(ARC, ARC) * 0.01)
        nn.init.normal_(self.rel_bilinear.weight, std=0.02)
        nn.init.zeros_(self.rel_bilinear.bias)

    def load_pretrained(self):
        """Fills the encoder from the pretrained MiniLM; the token type is folded into the positions."""
        source = load_file(encoder_folder() / "model.safetensors")
        state = {
            "words.weight": source["embeddings.word_embeddings.weight"],
            "position.weight": source["embeddings.position_embeddings.weight"]
            + source["embeddings.token_type_embeddings.weight"][0],
            "embed_norm.weight": source["embeddings.LayerNorm.weight"],
            "embed_norm.bias": source["embeddings.LayerNorm.bias"],
        }
        names = {
            "attn_out": "attention.output.dense",
            "attn_norm": "attention.output.LayerNorm",
            "ffn_in": "intermediate.dense",
            "ffn_out": "output.dense",
            "ffn_norm": "output.LayerNorm",
        }
        for index in range(LAYERS):
            prefix = f"encoder.layer.{index}."
            for part in ("weight", "bias"):
                for ours, theirs in names.items():
                    state[f"layers.{index}.{ours}.{part}"] = source[f"{prefix}{theirs}.{part}"]
                stacked = [source[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                state[f"layers.{index}.qkv.{part}"] = torch.cat(stacked)
        missing = self.load_state_dict(state, strict=False)
        assert not missing.unexpected_keys

    def embed(self, batch):
        """[B, P, HIDDEN]: words, positions and shapes, normalised."""
        positions = self.position.weight[: batch.pieces.shape[1]]
        return self.embed_norm(self.words(batch.pieces) + positions + self.shape(batch.shapes))

    def word_vectors(self, x, batch):
        """Outputs of the pieces [B, P, HIDDEN] -> [B, 1 + N, HIDDEN]: the root, then the words."""
        size, width = batch.size, batch.width
        x = x.float().reshape(-1, HIDDEN)
        sums = torch.zeros(size * (width + 1), HIDDEN).index_add(0, batch.word_slots, x[batch.word_pieces])
        means = sums * batch.inverse_counts[:, None]
        rows = self.features(batch.rows).float()
        vectors = means.index_add(0, batch.row_slots, rows)
        return self.word_norm(vectors).view(size, width + 1, HIDDEN)

    def encode(self, batch):
        """[B, 1 + N, HIDDEN]"""
        x = self.dropout(self.embed(batch))
        for layer in self.layers:
            x = layer(x, batch.piece_mask)
        return self.word_vectors(x, batch)

    def forward(self, batch):
        """Tag logits [B, N, T], arc scores [B, N, 1 + N], relation vectors of heads [B, 1 + N, REL] and words [B, N, REL]."""
        return self.heads(self.encode(batch), batch)

    def heads(self, vectors, batch):
        drop = self.head_dropout
        vectors = drop(vectors)
        words = vectors[:, 1:]
        tags = self.tag(words)
        arc_head = drop(F.gelu(self.arc_head(vectors)))
        arc_dep = drop(F.gelu(self.arc_dep(words)))
        queries = self.arc_bilinear(arc_dep) + self.arc_bias
        arcs = (queries @ arc_head.transpose(1, 2)).float().masked_fill(batch.no_arc, -1e4)
        return tags, arcs, drop(F.gelu(self.rel_head(vectors))), drop(F.gelu(self.rel_dep(words)))

    def relations(self, rel_head, rel_dep, heads):
        """Relation logits [B, N, R] of the words with the heads [B, N] given."""
        chosen = torch.gather(rel_head, 1, heads[..., None].expand(-1, -1, REL))
        chosen = torch.cat([chosen, torch.ones_like(chosen[..., :1])], -1)
        rows = self.rel_bilinear(rel_dep).view(*heads.shape, -1, REL + 1)
        return (rows @ chosen[..., None]).squeeze(-1)


class Batch:
    """Encoded sentences as padded tensors."""

    def __init__(self, encoded, lengths):
        self.size, self.width = len(encoded), max(lengths)
        longest = max(len(e.pieces) for e in encoded)
        self.pieces = torch.zeros(self.size, longest, dtype=torch.long)
        self.shapes = torch.full((self.size, longest), SHAPES)
        mask = torch.zeros(self.size, longest, dtype=torch.bool)
        word_slots, word_pieces, rows, row_slots = [], [], [], []
        for index, e in enumerate(encoded):
            count = len(e.pieces)
            self.pieces[index, :count] = torch.from_numpy(e.pieces)
            self.shapes[index, :count] = torch.from_numpy(e.shapes)
            mask[index, :count] = True
            # The last piece is [SEP], which belongs to no word.
            word_slots.append(torch.from_numpy(e.piece_word[:-1]) + index * (self.width + 1))
            word_pieces.append(torch.arange(count - 1) + index * longest)
            rows.append(torch.from_numpy(e.rows))
            row_slots.append(torch.from_numpy(e.row_word) + index * (self.width + 1) + 1)
        self.piece_mask = mask[:, None, None, :]
        self.word_slots, self.word_pieces = torch.cat(word_slots), torch.cat(word_pieces)
        self.rows, self.row_slots = torch.cat(rows), torch.cat(row_slots)
        counts = torch.bincount(self.word_slots, minlength=self.size * (self.width + 1))
        self.inverse_counts = 1 / counts.clamp(min=1).float()
        lengths = torch.tensor(lengths)
        inside = torch.arange(self.width + 1) <= lengths[:, None]
        itself = torch.eye(self.width + 1, dtype=torch.bool)[1:]
        # True where a word cannot have the head: padding, or itself.
        self.no_arc = ~inside[:, None, :] | itself
