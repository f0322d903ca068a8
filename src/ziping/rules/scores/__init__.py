"""What declared rates, scores, totals and grades should be."""
