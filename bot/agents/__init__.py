"""The people's side: agents, reviewers and supervisors in their Telegram groups."""
