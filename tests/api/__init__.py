"""The HTTP API: what it answers, how it refuses, what its document promises."""
