"""Services outside: when they are asked, and what follows from what they answer.

What is asked goes the way of everything else: frontier, door, archive. Nothing here
decides of attribution, and a crawl is the same without it, but for what it can't find.
"""
