"""What PostgreSQL's parse analysis makes of an expression, as far as its text and a few facts tell.

`expression.py` is where to start reading: it turns a parse tree into a form with every implicit cast written out, so
that two texts with equal forms mean the same.
"""
