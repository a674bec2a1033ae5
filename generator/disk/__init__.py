"""disk: git, and the files that machines write."""
