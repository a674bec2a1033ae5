"""Only Faster: from curated YAML entries to a published site. `build.py` is the sentence."""
