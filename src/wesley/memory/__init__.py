"""What one compilation may remember for the next one in the same process. It imports nothing of Wesley's own."""
