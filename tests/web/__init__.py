"""The pages, each by what it renders, refuses and leads to."""
