"""site: the only code that knows a site engine (ProperDocs with Material for MkDocs and mkdocs-gen-files, or Zensical).

`engine.py` is the door; `by_properdocs.py` and `by_zensical.py` drive one engine each, with the pages of `pages.py`.
"""
