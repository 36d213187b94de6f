"""The DDL of each object, written once: from values of the IR to trees of statements."""
