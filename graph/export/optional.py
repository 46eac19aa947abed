"""Libraries that only some formats need: asked for when such a file is written."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from graph.errors import WhenceError


def library(module: str, *, extra: str) -> Any:  # noqa: ANN401 - a module
    """The module of that name; WhenceError tells how to install its extra."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = f"this format needs {package}: pip install 'whence[{extra}]'"
        raise WhenceError(message, subject=package) from error
