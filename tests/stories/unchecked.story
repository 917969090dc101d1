# Checks that cannot be run: nothing is counted, what can go on goes on, and a person is offered.
desk: open
include: to_document
card: front UNAVAILABLE
bot: @card-unchecked | @offer-person-unchecked | @ask-document-both
tap: @button-person
bot: @queue-next
topic: @desk-why-no-check
tap: @button-no-person
bot: @ask-document-both
card: front
bot: @card-front-taken
card: back
bot: @ask-fields
