"""Measurements: docs/benchmarks.md. Each module without an underscore is one: `python -m bench.<name>`, in .venv."""
