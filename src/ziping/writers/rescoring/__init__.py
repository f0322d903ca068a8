"""The comparison of two profiles as a page with pictures and as a workbook."""
