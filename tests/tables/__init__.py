"""The cost tables: their rules, editions, loading and checking."""
