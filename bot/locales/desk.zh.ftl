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
