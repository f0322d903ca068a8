"""The overview of an audit as a page with pictures and as a workbook."""
