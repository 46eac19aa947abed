"""Text reuse: what two texts share, without asking why."""
