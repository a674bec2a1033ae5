"""contribute: what helps those who add and mend: drafts, filed forms, order, duplicates, what a branch changes."""
