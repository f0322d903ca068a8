"""Backups: one archive of the database and of all files, and an installation made anew from it.

The archive is a gzipped tar that ordinary tools open: ``manifest.json``, the database, ``files/…``, and last
``SHA256SUMS``, so that an archive that was cut off shows it. Why so: docs/decisions/0051-backup.md.
"""

from ziping.web.backup.making import Made, make_backup
from ziping.web.backup.restoring import Restored, restore_backup

__all__ = ["Made", "Restored", "make_backup", "restore_backup"]
