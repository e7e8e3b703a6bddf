"""The estimate as JSON, part by part; the whole of it is `document`."""
