"""The epoch of this kernel process: ids and sequence numbers of another mean nothing."""

from __future__ import annotations

from secrets import token_hex

EPOCH = token_hex(6)
"""Random word, new for each process."""
