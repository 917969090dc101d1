# Two taps at once, a tap on an old button, messages faster than answers.
include: identity
bot: @ask-selection
tap-twice: {kind}
button: ☐
tap-old: 1.next.
toast: @stale-button
tap-old: nonsense
toast: @stale-button
customer: 一
customer: 二
customer: 三
bot: @not-understood
bot: @not-understood-twice
case: step=selection
