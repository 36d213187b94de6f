"""The configuration: TOML text in, frozen settings or located problems out. It reads no file and no environment."""
