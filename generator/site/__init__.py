"""site: the only code that knows the site engine (ProperDocs with Material for MkDocs and mkdocs-gen-files)."""
