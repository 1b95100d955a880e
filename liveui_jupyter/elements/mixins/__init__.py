"""What several elements have in common."""
