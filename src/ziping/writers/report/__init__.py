"""The report of a review: one HTML file to read and print, one workbook to sort and filter."""
