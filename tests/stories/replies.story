# A customer's reply reaches the agents as a reply; where it cannot, a masked line says to what.
desk: open
include: identity
tap: @button-person
bot: @queue-next
agent-taps: @desk-button-take
bot: @agent-serves
agent: 请问您说的是哪一个密码？
bot: 请问您说的是哪一个密码？
customer-answers: 请问您说的是哪一个密码 | 期货的那个
topic-answers: 期货的那个 | 请问您说的是哪一个密码
customer-answers: 期货的那个 | 补充：很久没用了
topic-answers: 补充：很久没用了 | 期货的那个
edit-last: 补充：三年没用了
topic-answers: 三年没用了 | 很久没用了
customer-answers-photo: 请问您说的是哪一个密码 | 见图
topic-answers: 见图 | 请问您说的是哪一个密码
customer-answers-album: 请问您说的是哪一个密码 | 还有两张
topic-answers: 还有两张 | 请问您说的是哪一个密码
# what is not in the topic
customer-answers: @agent-serves | 谢谢您
topic: ↩️ 🤖 | 谢谢您
topic-answers: 谢谢您 |
customer-answers: {number} | 就是这条
topic: ↩️ 👤
topic-answers: 就是这条 |
topic-silent: {number}
customer-answers: @code-right | 这是真的吗
topic: ↩️ 🤖
topic-answers: 这是真的吗 |
# what was deleted there, or the whole topic was
agent-deletes: 请问您说的是哪一个密码
customer-answers: 请问您说的是哪一个密码 | 还在吗
topic-answers: 还在吗 |
topic-deleted:
customer-answers: 期货的那个 | 现在可以办了吗
topic: 期货的那个 | 现在可以办了吗
topic-answers: 现在可以办了吗 |
