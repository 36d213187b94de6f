"""A live catalog against the schema that should be there: what is missing, extra or different, and both remedies."""
