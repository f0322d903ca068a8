"""Reviews and return letters as an office hands them out."""
