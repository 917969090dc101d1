"""From photographs and videos to verdicts; knows no chat, case or database."""
