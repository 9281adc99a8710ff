"""What strangers, broken browsers and curious learners try, against one running server."""
