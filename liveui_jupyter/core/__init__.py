"""Clients, elements, outboxes and calls: asyncio and threads, no Jupyter."""
