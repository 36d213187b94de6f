"""What `wesley doctor` gathers of this machine, and how it tells what it found."""
