# A customer asks for a person; an agent takes over, talks, and hands back.
desk: open
customer: /start
bot: @intro
tap: @button-start
bot: @ask-name
tap: @button-person
bot: @queue-next
topic: @desk-why-asked
agent-taps: @desk-button-take
bot: @agent-serves
title: 🟢
topic: {agent}
customer: 我的身份证是 {number}，密码 83920174
topic: ••••
agent: 您好，我看到了。
bot: 您好，我看到了。
agent-edits: 您好，请稍等。
edited: 您好，请稍等。
agent: # 这是内部备注
agent2: 我也想说一句
topic: @desk-not-relayed
quiet: 1
agent2-taps: @desk-button-recent
topic: @desk-recent
topic-silent: {number}
topic-silent: 83920174
file: voice
topic-kind: voice
agent-photo: 像这样
bot: {agent} | 像这样
agent-taps: @desk-button-handback
bot: @handed-back | @ask-name
title: 🤖
topics: 1
