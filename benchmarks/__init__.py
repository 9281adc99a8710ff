"""How fast the pages are beside others (`pages`); how many people one server carries (`load`)."""
