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

## 审核话题

review-title = { $icon } { $number } { $name }
review-card =
    <b>{ $icon } 审核 { $number }</b>
    { $paragraphs }
review-lines = { $lines }
review-and = { $one }、{ $rest }
review-beside = { $one } ｜ { $rest }
review-who = 客户：{ $name } · { $document }
review-no-document = 证件未选
review-language = 语言：{ $language }
review-kinds = 重置：{ $kinds }
review-submitted = 提交：{ $at }
review-due = 承诺时间：{ $at }
review-due-over = ⏰ 已超过承诺时间：{ $at }
review-free = 🆕 还没有人领取
review-held = 🔎 { $agent } 正在审核
review-escalated = ⬆️ 已升级，由主管审核
review-phase-open = ↩️ 已退回，客户正在补正
review-phase-in-review = 审核中
review-phase-returned = ↩️ 已退回，等待客户
review-phase-applying = ⏳ 已通过，正在办理
review-phase-done = ✅ 已办结
review-phase-refused = ⚪ 不符合条件，已结束
review-phase-cancelled = ⚪ 已取消
review-phase-expired = ⚪ 超时未补正，已关闭
review-items =
    <b>审核项目</b>
    { $lines }
review-item = { $mark } <b>{ $item }</b>：{ $verdict }
review-finding = └ { $why }
review-waived = └ 检查未通过，由客服放行：需要两位审核人员同意
review-corrected = └ 客户手工改过：{ $fields }
review-accepted = └ ☑ 同意（{ $agents }）
review-returned = └ ↩ 退回（{ $agents }）
review-second = └ 还需要另一位审核人员同意
review-public-words = └ 给客户：{ $words }
review-internal-words = └ 🔒 内部：{ $words }
review-fields =
    <b>证件信息</b>
    { $lines }
review-compared = { $mark } { $field }：{ $value }
review-source = { $source } { $value }
review-source-read = 识别
review-source-typed = 客户填写
review-source-confirmed = 客户确认
review-source-firm = 公司记录
review-source-number = 按号码
review-sex-male = 男
review-sex-female = 女
review-day = { $day }
review-long-term = 长期
review-statement =
    <b>声明</b>
    { $lines }
review-to-read = 应读：{ $words }
review-heard = 听到：{ $words }
review-nothing-heard = 听到：没有识别结果，请听视频
review-no-recording = 听到：没有录像
review-agreements =
    <b>协议</b>
    { $lines }
review-agreement = { $agreement } · 版本 { $version } · { $sha }
review-signed = 签署：{ $at } · PDF { $sha }
review-not-signed = 尚未签署
review-rounds =
    <b>退回记录</b>
    { $lines }
review-round = 第 { $number } 轮：{ $at }，{ $agent } 退回 { $items }
review-round-item = { $item }（{ $why }）
review-new-round = 🔁 第 { $number } 轮：客户已重做 { $items }，请再次审核。
review-new-round-bare = 🔁 第 { $number } 轮：客户已重新提交，请再次审核。
review-results =
    <b>办理结果</b>
    { $lines }
review-cut = …（内容较长，其余未显示）
review-button-take = 领取审核
review-button-take-up = 领取审核（主管）
review-button-drop = 放回
review-button-evidence = 👁 查看材料
review-button-details = 📊 检查数据
review-button-accept = ✓ { $item }
review-button-accepted = ☑ { $item }
review-button-return = ↩ { $item }
review-button-returned = ↩ 已选：{ $item }
review-button-second = 第二位同意：{ $item }
review-button-approve = ✅ 通过申请
review-button-send-back = ↩️ 退回所选项目
review-button-escalate = ⬆️ 升级给主管
review-button-unfreeze = 解除冻结（主管）
review-button-words = ✍️ 自己写说明
review-button-close = ‹ 返回
review-button-where = { $why } ›
review-button-anywhere = 不指明位置
review-why-blurred = 模糊
review-why-glare = 反光
review-why-cut-off = 没有拍全
review-why-covered = 有遮挡
review-why-copy = 复印件
review-why-screen = 拍的屏幕
review-why-wrong-side = 正反面不对
review-why-number-mismatch = 号码不一致
review-why-document-expired = 证件过期
review-why-name-mismatch = 姓名不一致
review-why-field-unreadable = 读不清
review-why-other-face = 不是本人
review-why-action-missing = 没做动作
review-why-still-image = 静止图像
review-why-face-cut-off = 脸没拍全
review-why-two-faces = 不止一人
review-why-sentence-missing = 没有读全
review-why-name-not-heard = 姓名没听清
review-why-too-quiet = 声音太小
review-why-too-noisy = 环境太吵
review-why-lips-still = 嘴没有动
review-why-none = 请客户再做一次
review-why-at = { $why }：{ $field }
review-not-a-reviewer = 只有审核人员和主管可以这样做。
review-ask-words = ✍️ { $agent }：请直接回复本消息，写给客户的“{ $item }”退回说明，客户会看到原文。以 # 开头的是内部备注，只有同事看到。
review-words-only-text = 只能回复文字，内容不能为空。
review-words-too-long = 太长了，请不要超过 { $limit } 个字。
review-words-for-what = 请先点要退回的项目，再回复。
review-note-decide-first = 这一项是同事同意的。请先自己决定，再写备注。
review-being-shown = 材料正在准备，会发到话题里。本次查看已记录。
review-no-evidence = 这个申请没有照片和视频。
review-shown = <b>{ $what }</b> · { $agent } 查看 · { $at }
review-watermark = 审核 { $agent } · { $at }
review-part-front = 证件正面
review-part-back = 证件背面
review-part-sheet = 人脸与声明截图
review-part-film = 声明视频
review-media-gone = { $what }：已不在存储中（到期会删除），无法查看。
review-media-unreadable = { $what }：打不开。{ $why }
review-some-gone = 另有 { $count } 个文件已不在存储中（到期会删除）。
review-action-look-ahead = 正视
review-action-close-eyes = 闭眼
review-action-open-mouth = 张嘴
review-action-turn-head = 转头
review-details =
    <b>检查数据</b>
    { $paragraphs }
review-no-details = 没有保存检查数据。
review-medium =
    <b>{ $what }</b>：{ $verdict }
    { $lines }
review-item-action = { $item } · { $action }
review-score = { $what }：{ $value }
review-score-other = { $name }
review-made-by = 模型：{ $models } · 阈值 { $thresholds } · { $seconds } 秒
review-score-sharpness = 清晰度
review-score-brightness = 亮度
review-score-contrast = 对比度
review-score-chroma = 色彩
review-score-glare = 反光占比
review-score-moire = 摩尔纹
review-score-outline = 找到轮廓（1 是，0 否）
review-score-face-width-share = 脸宽占比
review-score-face-share = 有脸的画面占比
review-score-face-brightness = 脸部亮度
review-score-pixel-change = 画面变化
review-score-selfie-distance = 与第一张自拍的差异
review-score-card-distance = 与证件人像的差异
review-score-seconds = 时长（秒）
review-score-eyes-least = 眼睛睁开程度（最小）
review-score-mouth-most = 嘴张开程度（最大）
review-score-yaw-most = 转头角度（最大）
review-score-speech-s = 说话时长（秒）
review-score-lips = 口型与声音一致程度
review-score-loudness-dbfs = 音量（dBFS）
review-score-signal-to-noise-db = 信噪比（dB）
review-score-coverage = 读到的比例
review-score-least-clause = 最差一句的比例
review-score-name = 姓名吻合程度
review-score-insertions = 多出的字
