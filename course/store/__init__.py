"""The database: what people did, kept before it is acknowledged."""
