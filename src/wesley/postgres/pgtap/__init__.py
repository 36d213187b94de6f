"""pgTAP for a database: the server's extension, or Wesley's own subset of it in plain SQL (`shim/`)."""
