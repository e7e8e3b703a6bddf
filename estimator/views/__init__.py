"""The pages (画面): read the request, call one thing, answer.

In the flow: above everything that computes. No arithmetic, no table and no sentence of a page here.
"""
