"""The safety report: all of it derived from the plan, and from the sizes of a live database where one is given."""
