"""ziping (自评): read the self-evaluation of public spending, check it, explain every finding."""
