"""What learning is made of: items, what a learner may see of them, and grades. Pure functions."""
