"""The elements, one file each. `ui` names them."""
