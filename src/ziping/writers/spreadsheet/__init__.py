"""The official form as a workbook: the table on one sheet, what ziping works out from it on another."""
