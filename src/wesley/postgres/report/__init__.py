"""A proof's report as text for people, as TAP and as JUnit XML."""
