"""One package for each platform: it hears Calls and speaks Messages."""
