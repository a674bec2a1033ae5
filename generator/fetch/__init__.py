"""fetch: what servers say -> files in `entries/_fetched/`. The only code that touches the network."""
