# Commands: duty, queue, looking up, roles; a supervisor grants, nobody else.
desk: open
customer: /start
bot: @intro
tap: @button-person
bot: @queue-next
agent-orders: /queue
group: @desk-no-name
agent-orders: /off
group: @desk-off-duty
agent-orders: /grant agent
group: @desk-supervisors-only
supervisor-orders: /grant agent
group: @desk-grant-how
agent-orders: /find 9999
group: @desk-not-found
agent-orders: /staff
group: @role-supervisor
