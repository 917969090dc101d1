# The owner of the phone says "this was not me": frozen at once, a supervisor lets it go on.
desk: open
include: to_document
not-me-by-message:
bot: @frozen
customer: 怎么回事 hello
bot: @frozen
title: 🧊
topic: @desk-frozen
agent-taps: @desk-button-unfreeze
notice: @desk-supervisors-only
supervisor-taps: @desk-button-unfreeze
bot: @unfrozen
card: front
bot: @card-front-taken
topic-silent: {number}
