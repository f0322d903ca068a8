"""One examination, one module with a function ``examine``."""
