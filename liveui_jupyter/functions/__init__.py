"""The functions of `ui`, one file each."""
