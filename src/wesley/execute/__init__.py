"""From a plan to a database that is in use: locks without queues, a journal, retries, progress, resume."""
