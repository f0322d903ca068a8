"""Finance review: forms are drawn, scored again, and compared with what was declared."""
