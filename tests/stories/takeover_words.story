# Words answer a step only when the agent asked for it; a typed password is deleted and unseen.
desk: open
customer: /start
bot: @intro
tap: @button-start
bot: @ask-name
customer: 人工客服 I want a human
bot: @queue-next
agent-taps: @desk-button-take
bot: @agent-serves
customer: {name}
topic: @desk-customer-said
case: step=name
agent-taps: @desk-button-prompt
bot: @ask-name
customer: {name}
topic: @desk-moved
case: step=document_kind
quiet: 1
agent-taps: @desk-button-back
bot: @ask-name
agent-taps: @desk-button-end
agent-taps: @desk-button-end-yes
bot: @ended-by-agent
case: phase=cancelled
