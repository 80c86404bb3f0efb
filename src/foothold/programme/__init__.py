"""When will the trust go live? A plan simulated with what it cannot know, beside what happened elsewhere."""
