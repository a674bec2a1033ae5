"""The product as text: one of every kind of page, file and answer, made from the fake corpus with a history of fixed days.

What is here shows in a pull request what it changes for readers. `make golden` writes all of it anew; in CI nothing is written.
"""
