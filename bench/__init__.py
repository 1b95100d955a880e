"""Measurements. Each module but those with an underscore is one: `python -m bench.<name>`, in .venv."""
