"""What the commands share that work on a database: which one, what is asked, how a run is conducted and told."""
