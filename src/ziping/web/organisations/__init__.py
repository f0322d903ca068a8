"""Organisations and rights."""
