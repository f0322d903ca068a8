"""Forms that nobody filled in: worded, sized and counted like the real ones, with known defects planted and listed.

They are the ground for benchmarks, and for measuring how many planted defects each check finds and how many clean forms
it accuses. The same seed gives the same forms.
"""
