"""Something to look at: the estimate turned into a page, a report, a file, in words and charts."""
