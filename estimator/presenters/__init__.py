"""Something to look at: the estimate as a page, a report, a file, in words and pictures."""
