"""site: the only code that knows the site engine (MkDocs with Material for MkDocs and mkdocs-gen-files)."""
