# Pictures and films sent to an agent as files come as new ones, without what the files carry.
desk: open
include: identity
tap: @button-person
bot: @queue-next
agent-taps: @desk-button-take
bot: @agent-serves
file: picture-file
topic-kind: photo
file: film-file
topic-kind: video
file: pdf
topic-kind: document
quiet: 1
