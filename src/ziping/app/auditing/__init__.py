"""Audits of any number of forms: one partition at a time, stopped and resumed at will.

A run has four stages. ``take in``: documents become tables of forms, tables are cut into slices. ``scatter``: the
forms of one unit come together in one bucket, so that rules over a batch and over years see all they need. ``compare``: texts that may be alike come
together, whoever wrote them, and each bucket is told which of its texts stand elsewhere too. ``judge``:
each bucket is judged by itself: a table in, tables of findings and scores out. Every step is a pure function of files;
its result appears under its name when it is whole, and a step whose result is there is not done again.
"""
