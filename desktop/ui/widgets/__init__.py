"""Reusable controls that know the theme but nothing of the product's domain."""
