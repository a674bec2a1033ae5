"""drawings: layouts as values, for templates to draw: no page, no markup."""
