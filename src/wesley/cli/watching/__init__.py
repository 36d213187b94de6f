"""`wesley watch`: the operating system's events in, rounds out, and what people see of them."""
