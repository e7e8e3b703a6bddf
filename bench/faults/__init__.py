"""What goes wrong in production, done to a running site on purpose.

Each fault says what was sent, what was answered and what the database holds afterwards; nothing
that was accepted may be lost, and the site must come back by itself.
"""
