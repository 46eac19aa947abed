"""Fits the weights of the reasons to worlds whose trees are known."""
