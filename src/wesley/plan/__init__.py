"""From changes to a plan: statements in segments, with their report and the way back. Pure values throughout."""
