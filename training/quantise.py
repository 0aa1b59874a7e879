"""Symmetric int8: what the exported model computes, simulated in f32."""

import copy

import torch
import torch.nn.functional as F
from torch import nn


def quantise_rows(weight):
    """weight [rows, columns] -> (int8 of the same shape, f32 scale [rows]); a zero row has scale 1."""
    scale = weight.abs().amax(1) / 127
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    return torch.round(weight / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def dequantise(weight):
    q, scale = quantise_rows(weight)
    return q.float() * scale[:, None]


class QuantisedLinear(nn.Module):
    """A linear layer with int8 weights by row and int8 activations by token, its product scaled back to f32."""

    def __init__(self, linear):
        super().__init__()
        q, scale = quantise_rows(linear.weight.detach())
        # int8 values held as f32: sums of the products are exact but for the last bits of the very largest.
        self.q, self.scale = q.float(), scale
        self.bias = None if linear.bias is None else linear.bias.detach()

    def forward(self, x):
        scale = x.abs().amax(-1, keepdim=True) / 127
        scale = torch.where(scale == 0, torch.ones_like(scale), scale)
        product = F.linear(torch.round(x / scale), self.q)
        product = product * scale * self.scale
        return product if self.bias is None else product + self.bias


def quantised(model):
    """A copy of the model that computes as the int8 inference does."""
    model = copy.deepcopy(model).eval()
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, QuantisedLinear(child))
            elif isinstance(child, nn.Embedding):
                child.weight.data = dequantise(child.weight.data)
    return model
