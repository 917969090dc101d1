# Under the lease the customer's card is checked in silence; the agent hears the result only.
desk: open
include: to_document
tap: @button-person
bot: @queue-next
agent-taps: @desk-button-take
bot: @agent-serves
card: front FAIL blurred
topic: @desk-evidence | @verdict-fail | @reason-blurred
quiet: 1
agent-taps: @desk-button-prompt
bot: @ask-document-both
card: front
topic: @verdict-pass
card: back
topic: @step-fields
quiet: 1
agent-taps: @desk-button-handback
bot: @handed-back | @ask-fields
topic-silent: {number}
