"""The frame around all pages."""
