"""What the Makefile runs. Standard library only: these work before anything is installed."""
