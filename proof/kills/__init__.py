"""Kill the tool, its connections and the server at every statement of a plan, and see that it comes to its end."""
