"""A clerk's own filled form, read from a document and laid beside what stands in the form, cell by cell."""
