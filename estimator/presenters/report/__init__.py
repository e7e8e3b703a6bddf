"""The report (報告書) for the board: its values, then HTML, then a tagged PDF."""
