"""What the figure means: legal duties with their dates now; range, cash and insurance to come."""
