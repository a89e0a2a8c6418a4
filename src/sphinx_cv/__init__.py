"""An academic CV for Sphinx."""
