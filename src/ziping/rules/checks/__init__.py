"""What can be wrong with a form: one file for each kind of defect."""
