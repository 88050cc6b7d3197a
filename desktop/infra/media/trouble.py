"""What the system and the libraries complain of, as problems that have a sentence."""

from __future__ import annotations

import errno

from desktop.domain.errors import LocalProblem


def disk_trouble(error: Exception) -> LocalProblem:
    """`disk_full`, `file_unreadable`, or `converter_missing` where it is not the disk but a library."""
    if not isinstance(error, OSError):
        return LocalProblem("converter_missing")
    return LocalProblem("disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "file_unreadable")
