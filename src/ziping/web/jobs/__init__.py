"""Work that takes longer than a page may: imports, exports, audits."""
