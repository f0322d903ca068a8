"""Finds the cells of a form on pages that draw no lines around them, by its labels and by where its words stand.

Headings are known by the vocabulary; columns are parted by the blank rivers that run down between the words under them; the
cells of a row share one middle (or top, or bottom), which tells the lines of one row from those of the next.
"""
