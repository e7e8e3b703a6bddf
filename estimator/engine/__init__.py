"""Profile × cost book → estimate: one module per damage category, put together by `calculate`."""
