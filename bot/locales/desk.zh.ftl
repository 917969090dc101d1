# 客服与审核人员看到的文字

## 客服话题

desk-why-asked = 客户要求人工
desk-why-tries = 多次尝试未通过
desk-why-unsure = 两项检查存疑
desk-why-not-understood = 助手两次没有听懂
desk-why-upset = 客户情绪不满
desk-why-other-way = 不方便刷脸或录视频
desk-why-stepped-in = 客服主动介入
desk-why-not-me = 机主表示不是本人办理
desk-customer-said = 👤 { $words }
desk-customer-edited = 👤（修改后）{ $words }
desk-customer-sent = 👤 发来{ $media } { $words }
desk-evidence = 👤 发来{ $media }，作为本步骤的材料送检（内容仅审核人员可见）
desk-media-photo = 照片
desk-media-document = 文件
desk-media-video = 视频
desk-media-video-note = 圆形视频
desk-media-voice = 语音
desk-media-audio = 音频
desk-media-animation = 动图
desk-media-sticker = 贴纸
desk-media-other = 其他内容
desk-check =
    🔎 检查结果（未告知客户）：{ $verdict }
    { $reasons }
desk-moved = ➡️ 现在到：{ $step }（未告知客户）
desk-not-wanted = 客户选择继续由助手办理，不再等待人工。
desk-callback = 客户希望有客服在时再联系。
desk-remind-wait = ⏰ 客户已等待 { $minutes } 分钟，还没有人接待。
desk-remind-answer = ⏰ { $agent }：客户在等您回复。
desk-handed-back-silence = 一段时间没有消息，会话已自动交还助手（原接待：{ $agent }）。
desk-unmasked = 👁 { $agent } 查看了完整信息。事由：{ $reason }
desk-frozen = 🧊 预留手机的机主表示“不是本人办理”。本次办理已冻结，请主管核实。
desk-take-first = 请先点“接待”。
desk-held-by = 会话由 { $agent } 接待中。
desk-case-over = 这次办理已经结束，客户再发消息后才能接待。
desk-no-code-step = 当前步骤不需要验证码。
desk-not-reopened = 这一步现在不能重新打开。
desk-not-waived = 只有人脸和视频可以转人工审核，而且要在客户停在这一步时。
desk-not-ended = 已提交的申请不能由客服关闭。
verdict-pass = 通过
verdict-fail = 未通过
verdict-unsure = 存疑

desk-title = { $icon } { $name } · { $step }
desk-name = { $name }
desk-no-name = 新客户
desk-card = { $lines }
desk-card-who = <b>{ $name }</b>（{ $language }）
desk-card-place = 步骤：{ $step }；状态：{ $phase }
desk-card-number = 申请编号：<b>{ $number }</b>
desk-card-why = 转人工原因：{ $why }
desk-card-held = 🟢 { $agent } 接待中
desk-card-waits = 🔔 { $since } 起等待人工
desk-card-callback = 📞 { $since } 提出，希望有客服时再联系
desk-card-bot = 🤖 由助手服务
desk-card-blocked = 🚫 客户已停用机器人，消息送不到
desk-card-tries = · { $step }：未通过 { $count } 次
desk-card-checking = · { $step }：正在检查
desk-card-doubt = · { $step }存疑：{ $reason }
desk-called = 🔔 <b>{ $why }</b>
desk-button-take = 接待
desk-button-recent = 最近对话
desk-button-prompt = 发出本步提示
desk-button-back = ‹ 退回一步
desk-button-resend = 重发验证码
desk-button-waive = 放行到人工审核
desk-button-ready = 常用回复…
desk-button-pass = 转给同事…
desk-button-reopen = 重新打开某步…
desk-button-unmask = 查看完整信息…
desk-button-take-over = 主管接管
desk-button-end = 关闭办理…
desk-button-end-yes = 确定关闭，新密码会销毁
desk-button-handback = 交还助手
desk-button-handback-at = 交还到某步…
desk-button-colleague = 转给 { $agent }
desk-button-close = ‹ 收起
desk-button-unfreeze = 核实完毕，解除冻结
desk-button-open = 打开会话 { $number }
ready-title-hello = 您好，我来帮您
ready-title-photo = 怎样拍证件
ready-title-phone = 先变更手机号
ready-title-wait = 请稍等，我核实
ready-title-done = 已解决，交给助手
desk-reason-identity = 电话核对身份
desk-reason-callback = 联系客户需要
desk-reason-police = 协助调查
desk-full-number =
    { $name }
    { $number }
    已记录并通知主管。
desk-not-relayed = 未发送给客户：{ $why }
desk-recent =
    <b>最近对话</b>（敏感内容已遮盖）
    { $lines }
desk-recent-none = 还没有对话。
desk-recent-customer = { $at } 👤 { $words }
desk-recent-media = { $at } 👤 [{ $media }]
desk-recent-agent = { $at } 🟢 { $agent }：{ $words }
desk-recent-check = { $at } 🔎 检查：{ $verdict }
desk-supervisors-only = 只有主管可以这样做。
desk-agents-only = 只有客服和主管可以这样做。
desk-no-role = 您还没有权限。请主管回复您的消息并发送 /grant agent。
desk-nobody = 没有这位同事。
desk-on-duty = 🟢 { $agent } 已上线，可以接待客户。
desk-off-duty = ⚪ { $agent } 已下线。手上还有 { $held } 个会话，请交还或转给同事。
desk-queue =
    等待 { $waiting } · 接待中 { $held } · 审核中 { $review }
    { $lines }
desk-queue-empty = 现在没有人在等。
desk-queue-line = { $icon } { $name } · { $state }
desk-not-found = 没有找到。请输入完整申请编号，或编号的最后 4 位以上数字。
desk-found = { $lines }
desk-found-line = { $icon } <b>{ $number }</b> { $name } · { $phase } · { $at }
desk-staff =
    <b>人员</b>
    { $lines }
desk-person = { $sign } { $agent } { $person }（{ $roles }）
desk-grant-how = 请回复对方的一条消息，发送：/grant agent，或 reviewer、supervisor，可以写几个；撤销用 /revoke。
desk-not-yourself = 不能更改自己的权限，请另一位主管来做。
desk-granted = 已更改：{ $person }
desk-help =
    /on 上线 · /off 下线 · /queue 排队情况
    /find 编号或末几位 · /staff 人员
    主管：回复某人的消息发送 /grant agent 或 /revoke agent
    话题里直接写就会发给客户；以 # 开头的是内部备注，不会发给客户。
role-agent = 客服
role-reviewer = 审核
role-supervisor = 主管
language-zh = 中文
language-en = 英文

## 审核

item-front = 证件正面
item-back = 证件背面
item-fields = 证件信息
item-liveness = 人脸识别
item-statement = 声明视频
item-agreements = 协议
review-over = 这个申请现在不在审核中。
review-frozen = 🧊 机主表示“不是本人办理”，申请已冻结，不能审核。
review-own-talk = 您接待过这位客户，不能审核这个申请。
review-take-first = 请先点“领取审核”。
review-held-by = { $agent } 正在审核。
review-for-supervisor = 已升级，由主管审核。
review-nothing-returned = 请先选择要退回的项目和原因。
review-undecided =
    还有项目没有决定，或需要第二位审核人员同意：
    { $lines }
review-overdue = ⏰ 已超过承诺的时间（{ $due }），请尽快审核。
