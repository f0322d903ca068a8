"""The page on which a person compares a document with what was read in it."""
