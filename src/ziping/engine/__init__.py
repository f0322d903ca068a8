"""Forms as columns, the catalogue of rules, and their evaluation for one form and for millions alike."""
