"""`make demo`: an application gets its second version while people work with the first."""
