"""The estimate on the terminal, in exact yen; the whole of it is `document`."""
