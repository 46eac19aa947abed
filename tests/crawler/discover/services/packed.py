"""Files as GDELT packs them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO


def zipped(lines: Sequence[str]) -> bytes:
    """A table in a zip file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("20220219093000.gkg.csv", "\n".join(lines).encode())
    return file.getvalue()
