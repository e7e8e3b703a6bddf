"""One form per step of the questionnaire, a module per section."""
