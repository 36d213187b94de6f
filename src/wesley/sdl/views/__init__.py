"""Views: the files that hold them, what they read, what they give."""
