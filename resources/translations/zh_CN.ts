<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message id="act.accept_difference">
        <source>认可长短款</source>
        <translation>认可长短款</translation>
    </message>
    <message id="act.cash_in">
        <source>补入现金</source>
        <translation>补入现金</translation>
    </message>
    <message id="act.cash_out">
        <source>支出现金</source>
        <translation>支出现金</translation>
    </message>
    <message id="act.close_day">
        <source>日结</source>
        <translation>日结</translation>
    </message>
    <message id="act.confirm_age">
        <source>确认年龄</source>
        <translation>确认年龄</translation>
    </message>
    <message id="act.count_cash">
        <source>点数</source>
        <translation>点数</translation>
    </message>
    <message id="act.discount">
        <source>折扣</source>
        <translation>折扣</translation>
    </message>
    <message id="act.hand_over">
        <source>交接班</source>
        <translation>交接班</translation>
    </message>
    <message id="act.manage_staff">
        <source>管理员工</source>
        <translation>管理员工</translation>
    </message>
    <message id="act.manual_weight">
        <source>手工输入重量</source>
        <translation>手工输入重量</translation>
    </message>
    <message id="act.open_drawer">
        <source>开钱箱</source>
        <translation>开钱箱</translation>
    </message>
    <message id="act.open_price">
        <source>手输价格</source>
        <translation>手输价格</translation>
    </message>
    <message id="act.open_shift">
        <source>开班</source>
        <translation>开班</translation>
    </message>
    <message id="act.quick_add">
        <source>快速建商品</source>
        <translation>快速建商品</translation>
    </message>
    <message id="act.refund_otherwise">
        <source>换方式退款</source>
        <translation>换方式退款</translation>
    </message>
    <message id="act.release_payment">
        <source>放行未确认付款</source>
        <translation>放行未确认付款</translation>
    </message>
    <message id="act.reopen_day">
        <source>冲回 Z 报告</source>
        <translation>冲回 Z 报告</translation>
    </message>
    <message id="act.reprice">
        <source>改价</source>
        <translation>改价</translation>
    </message>
    <message id="act.reprint">
        <source>重打</source>
        <translation>重打</translation>
    </message>
    <message id="act.return">
        <source>退货</source>
        <translation>退货</translation>
    </message>
    <message id="act.return_unchecked">
        <source>没有凭据的退货</source>
        <translation>没有凭据的退货</translation>
    </message>
    <message id="act.round_off">
        <source>抹零</source>
        <translation>抹零</translation>
    </message>
    <message id="act.safe_drop">
        <source>缴款</source>
        <translation>缴款</translation>
    </message>
    <message id="act.see_expected">
        <source>点数前看应有现金</source>
        <translation>点数前看应有现金</translation>
    </message>
    <message id="act.set_up">
        <source>安装与诊断</source>
        <translation>安装与诊断</translation>
    </message>
    <message id="act.settle_paper">
        <source>处理小票</source>
        <translation>处理小票</translation>
    </message>
    <message id="act.sign_in">
        <source>签到</source>
        <translation>签到</translation>
    </message>
    <message id="act.sign_out">
        <source>签退</source>
        <translation>签退</translation>
    </message>
    <message id="act.void_line">
        <source>删行</source>
        <translation>删行</translation>
    </message>
    <message id="act.void_sale">
        <source>作废整单</source>
        <translation>作废整单</translation>
    </message>
    <message id="act.wrong_pin">
        <source>PIN 输错</source>
        <translation>PIN 输错</translation>
    </message>
    <message id="approval.amount">
        <source>金额 ¥{amount}</source>
        <translation>金额 ¥{amount}</translation>
    </message>
    <message id="approval.asked">
        <source>顾客要求</source>
        <translation>顾客要求</translation>
    </message>
    <message id="approval.damaged">
        <source>商品破损</source>
        <translation>商品破损</translation>
    </message>
    <message id="approval.expiring">
        <source>临期或陈列</source>
        <translation>临期或陈列</translation>
    </message>
    <message id="approval.label">
        <source>价签不符</source>
        <translation>价签不符</translation>
    </message>
    <message id="approval.line">
        <source>店长选自己，输入 PIN，再按原因；或者刷工牌。只管这一次，会记进操作日志。</source>
        <translation>店长选自己，输入 PIN，再按原因；或者刷工牌。只管这一次，会记进操作日志。</translation>
    </message>
    <message id="approval.most">
        <source>{name} 最多 {most}</source>
        <translation>{name} 最多 {most}</translation>
    </message>
    <message id="approval.no_right">
        <source>{name} 没有「{act}」的权限</source>
        <translation>{name} 没有「{act}」的权限</translation>
    </message>
    <message id="approval.nobody">
        <source>这里没有人能做这件事。请让有权限的人刷工牌，或按 Esc 不做了。</source>
        <translation>这里没有人能做这件事。请让有权限的人刷工牌，或按 Esc 不做了。</translation>
    </message>
    <message id="approval.own">
        <source>其他原因</source>
        <translation>其他原因</translation>
    </message>
    <message id="approval.pin_first">
        <source>先输 PIN，或刷工牌，再按原因。</source>
        <translation>先输 PIN，或刷工牌，再按原因。</translation>
    </message>
    <message id="approval.reason">
        <source>原因</source>
        <translation>原因</translation>
    </message>
    <message id="approval.reason_now">
        <source>已确认，请按原因</source>
        <translation>已确认，请按原因</translation>
    </message>
    <message id="approval.share">
        <source>让利 {share}</source>
        <translation>让利 {share}</translation>
    </message>
    <message id="approval.title">
        <source>请店长确认：{act}</source>
        <translation>请店长确认：{act}</translation>
    </message>
    <message id="ask.about">
        <source>关于</source>
        <translation>关于</translation>
    </message>
    <message id="ask.age">
        <source>顾客满 {age} 岁了吗？</source>
        <translation>顾客满 {age} 岁了吗？</translation>
    </message>
    <message id="ask.age_line">
        <source>「{name}」只卖给满 {age} 岁的顾客。请看本人和证件。</source>
        <translation>「{name}」只卖给满 {age} 岁的顾客。请看本人和证件。</translation>
    </message>
    <message id="ask.age_no">
        <source>不卖</source>
        <translation>不卖</translation>
    </message>
    <message id="ask.age_yes">
        <source>已满 {age} 岁</source>
        <translation>已满 {age} 岁</translation>
    </message>
    <message id="ask.discount">
        <source>折扣</source>
        <translation>折扣</translation>
    </message>
    <message id="ask.help">
        <source>键盘帮助</source>
        <translation>键盘帮助</translation>
    </message>
    <message id="ask.help_pay">
        <source>收款键盘帮助</source>
        <translation>收款键盘帮助</translation>
    </message>
    <message id="ask.keys">
        <source>按键设置</source>
        <translation>按键设置</translation>
    </message>
    <message id="ask.keys_line">
        <source>用 ↑ ↓ 选功能，再按 F1 到 F12 换成那个键。</source>
        <translation>用 ↑ ↓ 选功能，再按 F1 到 F12 换成那个键。</translation>
    </message>
    <message id="ask.more">
        <source>更多</source>
        <translation>更多</translation>
    </message>
    <message id="ask.note">
        <source>行备注</source>
        <translation>行备注</translation>
    </message>
    <message id="ask.open_price">
        <source>输入价格</source>
        <translation>输入价格</translation>
    </message>
    <message id="ask.per_kg">
        <source>¥{price}/kg</source>
        <translation>¥{price}/kg</translation>
    </message>
    <message id="ask.price">
        <source>改价</source>
        <translation>改价</translation>
    </message>
    <message id="ask.quantity">
        <source>改数量</source>
        <translation>改数量</translation>
    </message>
    <message id="ask.void_sale">
        <source>作废整单？</source>
        <translation>作废整单？</translation>
    </message>
    <message id="ask.void_sale_line">
        <source>{count} 行，合计 ¥{amount}，会全部删掉并记入操作日志。</source>
        <translation>{count} 行，合计 ¥{amount}，会全部删掉并记入操作日志。</translation>
    </message>
    <message id="ask.void_sale_yes">
        <source>作废整单</source>
        <translation>作废整单</translation>
    </message>
    <message id="ask.waiting">
        <source>已扫 {count} 件，关闭后自动加入</source>
        <translation>已扫 {count} 件，关闭后自动加入</translation>
    </message>
    <message id="ask.weight">
        <source>输入重量</source>
        <translation>输入重量</translation>
    </message>
    <message id="assure.asking">
        <source>自动查询中</source>
        <translation>自动查询中</translation>
    </message>
    <message id="assure.back">
        <source>回到收银</source>
        <translation>回到收银</translation>
    </message>
    <message id="assure.bad_of">
        <source>{n} 笔里 {bad} 笔，平常 {usual}%</source>
        <translation>{n} 笔里 {bad} 笔，平常 {usual}%</translation>
    </message>
    <message id="assure.channel_worse">
        <source>{what} 的成功率比 {instead} 低 {delta} 个百分点</source>
        <translation>{what} 的成功率比 {instead} 低 {delta} 个百分点</translation>
    </message>
    <message id="assure.channels">
        <source>渠道</source>
        <translation>渠道</translation>
    </message>
    <message id="assure.chart">
        <source>成功率 · 按渠道</source>
        <translation>成功率 · 按渠道</translation>
    </message>
    <message id="assure.chart_line">
        <source>成功 ÷ 发起，不含顾客取消</source>
        <translation>成功 ÷ 发起，不含顾客取消</translation>
    </message>
    <message id="assure.column_channel">
        <source>渠道</source>
        <translation>渠道</translation>
    </message>
    <message id="assure.column_n">
        <source>笔数</source>
        <translation>笔数</translation>
    </message>
    <message id="assure.column_rate">
        <source>成功率（95% 区间）</source>
        <translation>成功率（95% 区间）</translation>
    </message>
    <message id="assure.column_seconds">
        <source>中位秒数</source>
        <translation>中位秒数</translation>
    </message>
    <message id="assure.column_state">
        <source>状态</source>
        <translation>状态</translation>
    </message>
    <message id="assure.count">
        <source>笔</source>
        <translation>笔</translation>
    </message>
    <message id="assure.counted">
        <source>{n} 笔</source>
        <translation>{n} 笔</translation>
    </message>
    <message id="assure.days_1">
        <source>今天</source>
        <translation>今天</translation>
    </message>
    <message id="assure.days_30">
        <source>30 天</source>
        <translation>30 天</translation>
    </message>
    <message id="assure.days_7">
        <source>7 天</source>
        <translation>7 天</translation>
    </message>
    <message id="assure.faults">
        <source>{channel} 失败和无结果增多</source>
        <translation>{channel} 失败和无结果增多</translation>
    </message>
    <message id="assure.fee_less">
        <source>换过去手续费少 ¥{fee}</source>
        <translation>换过去手续费少 ¥{fee}</translation>
    </message>
    <message id="assure.fee_more">
        <source>换过去手续费多 ¥{fee}</source>
        <translation>换过去手续费多 ¥{fee}</translation>
    </message>
    <message id="assure.found">
        <source>掉单自动找回</source>
        <translation>掉单自动找回</translation>
    </message>
    <message id="assure.found_line">
        <source>共 ¥{amount}，没有重复收款</source>
        <translation>共 ¥{amount}，没有重复收款</translation>
    </message>
    <message id="assure.from_to">
        <source>{began}–{ended} · {span}</source>
        <translation>{began}–{ended} · {span}</translation>
    </message>
    <message id="assure.gateway">
        <source>云闪付网关</source>
        <translation>云闪付网关</translation>
    </message>
    <message id="assure.hour_worse">
        <source>{what} 的成功率比别的时段低 {delta} 个百分点，备一条网络</source>
        <translation>{what} 的成功率比别的时段低 {delta} 个百分点，备一条网络</translation>
    </message>
    <message id="assure.hours">
        <source>{count} 小时</source>
        <translation>{count} 小时</translation>
    </message>
    <message id="assure.line">
        <source>{began} 到 {now} · 每分钟更新 · F5 刷新</source>
        <translation>{began} 到 {now} · 每分钟更新 · F5 刷新</translation>
    </message>
    <message id="assure.look">
        <source>查单</source>
        <translation>查单</translation>
    </message>
    <message id="assure.matters">
        <source>要处理的和建议</source>
        <translation>要处理的和建议</translation>
    </message>
    <message id="assure.minutes">
        <source>{count} 分钟</source>
        <translation>{count} 分钟</translation>
    </message>
    <message id="assure.no_incident">
        <source>没有进行中的事件</source>
        <translation>没有进行中的事件</translation>
    </message>
    <message id="assure.no_unknown">
        <source>每一笔都有结果</source>
        <translation>每一笔都有结果</translation>
    </message>
    <message id="assure.none_yet">
        <source>还没有付款</source>
        <translation>还没有付款</translation>
    </message>
    <message id="assure.nothing">
        <source>没有要处理的</source>
        <translation>没有要处理的</translation>
    </message>
    <message id="assure.nothing_line">
        <source>没有未完成的付款，也没有够把握的建议</source>
        <translation>没有未完成的付款，也没有够把握的建议</translation>
    </message>
    <message id="assure.oldest">
        <source>最长 {age}，都在自动查询</source>
        <translation>最长 {age}，都在自动查询</translation>
    </message>
    <message id="assure.on_now">
        <source>进行中的事件</source>
        <translation>进行中的事件</translation>
    </message>
    <message id="assure.open">
        <source>{wallet} ¥{amount} · {state} · {age}</source>
        <translation>{wallet} ¥{amount} · {state} · {age}</translation>
    </message>
    <message id="assure.over">
        <source>已结束</source>
        <translation>已结束</translation>
    </message>
    <message id="assure.proof">
        <source>{n} 笔对 {m} 笔，95% 把握相差 {between} 个百分点</source>
        <translation>{n} 笔对 {m} 笔，95% 把握相差 {between} 个百分点</translation>
    </message>
    <message id="assure.released">
        <source>店长已放行</source>
        <translation>店长已放行</translation>
    </message>
    <message id="assure.released_line">
        <source>等渠道证明，证明前在对账待办里</source>
        <translation>等渠道证明，证明前在对账待办里</translation>
    </message>
    <message id="assure.s">
        <source>秒内到账</source>
        <translation>秒内到账</translation>
    </message>
    <message id="assure.since">
        <source>{time} 起 · {span}</source>
        <translation>{time} 起 · {span}</translation>
    </message>
    <message id="assure.slow">
        <source>{channel} 变慢，超过 10 秒的增多</source>
        <translation>{channel} 变慢，超过 10 秒的增多</translation>
    </message>
    <message id="assure.slowest">
        <source>95% 在 {seconds} 秒内</source>
        <translation>95% 在 {seconds} 秒内</translation>
    </message>
    <message id="assure.span_before">
        <source>{n} 笔 · 前一段 {share}%</source>
        <translation>{n} 笔 · 前一段 {share}%</translation>
    </message>
    <message id="assure.speed">
        <source>一半的付款在</source>
        <translation>一半的付款在</translation>
    </message>
    <message id="assure.step.created">
        <source>还没有发出</source>
        <translation>还没有发出</translation>
    </message>
    <message id="assure.step.escalated">
        <source>拿单号联系渠道，先别重复收款</source>
        <translation>拿单号联系渠道，先别重复收款</translation>
    </message>
    <message id="assure.step.paying">
        <source>顾客正在确认</source>
        <translation>顾客正在确认</translation>
    </message>
    <message id="assure.step.refunding">
        <source>钱正在退回</source>
        <translation>钱正在退回</translation>
    </message>
    <message id="assure.step.reversing">
        <source>撤销中，钱会退回</source>
        <translation>撤销中，钱会退回</translation>
    </message>
    <message id="assure.step.sending">
        <source>等渠道回答</source>
        <translation>等渠道回答</translation>
    </message>
    <message id="assure.step.unknown">
        <source>自动查询中，先别重复收款</source>
        <translation>自动查询中，先别重复收款</translation>
    </message>
    <message id="assure.success">
        <source>整体成功率</source>
        <translation>整体成功率</translation>
    </message>
    <message id="assure.till_worse">
        <source>{what} 号机的成功率比别的机低 {delta} 个百分点，查网线和信号</source>
        <translation>{what} 号机的成功率比别的机低 {delta} 个百分点，查网线和信号</translation>
    </message>
    <message id="assure.title">
        <source>支付保障</source>
        <translation>支付保障</translation>
    </message>
    <message id="assure.troubled">
        <source>有事件</source>
        <translation>有事件</translation>
    </message>
    <message id="assure.unknown">
        <source>结果未知</source>
        <translation>结果未知</translation>
    </message>
    <message id="assure.well">
        <source>正常</source>
        <translation>正常</translation>
    </message>
    <message id="assure.yesterday">
        <source>{n} 笔 · 昨日同时段 {share}%</source>
        <translation>{n} 笔 · 昨日同时段 {share}%</translation>
    </message>
    <message id="back.done">
        <source>已原路退回</source>
        <translation>已原路退回</translation>
    </message>
    <message id="back.going">
        <source>正在原路退回</source>
        <translation>正在原路退回</translation>
    </message>
    <message id="back.refused">
        <source>没有退成，请查单</source>
        <translation>没有退成，请查单</translation>
    </message>
    <message id="banner.clock">
        <source>请校准电脑时间，可以继续收银</source>
        <translation>请校准电脑时间，可以继续收银</translation>
    </message>
    <message id="banner.drawer_open">
        <source>钱箱没关</source>
        <translation>钱箱没关</translation>
    </message>
    <message id="banner.drawer_open_line">
        <source>请把钱箱关上。可以继续收银。</source>
        <translation>请把钱箱关上。可以继续收银。</translation>
    </message>
    <message id="banner.no_paper_line">
        <source>单已保存，装好纸会接着打。可以继续收银。</source>
        <translation>单已保存，装好纸会接着打。可以继续收银。</translation>
    </message>
    <message id="banner.offline">
        <source>网络已断开，可以继续收银</source>
        <translation>网络已断开，可以继续收银</translation>
    </message>
    <message id="banner.offline_line">
        <source>能用：现金。单都在本机，网络恢复后自动上传。</source>
        <translation>能用：现金。单都在本机，网络恢复后自动上传。</translation>
    </message>
    <message id="banner.papers">
        <source>小票待确认：{count} 张</source>
        <translation>小票待确认：{count} 张</translation>
    </message>
    <message id="banner.papers_line">
        <source>看一下纸，按 Ctrl+P 选。可以继续收银。</source>
        <translation>看一下纸，按 Ctrl+P 选。可以继续收银。</translation>
    </message>
    <message id="banner.printer_line">
        <source>单已保存，好了会自动打。可以继续收银，Ctrl+P 看详情。</source>
        <translation>单已保存，好了会自动打。可以继续收银，Ctrl+P 看详情。</translation>
    </message>
    <message id="banner.refused">
        <source>总部不接收，可以继续收银</source>
        <translation>总部不接收，可以继续收银</translation>
    </message>
    <message id="banner.scale">
        <source>电子秤没连上，可以手工输入重量</source>
        <translation>电子秤没连上，可以手工输入重量</translation>
    </message>
    <message id="banner.scanner">
        <source>扫码枪没连上，可以继续收银</source>
        <translation>扫码枪没连上，可以继续收银</translation>
    </message>
    <message id="banner.set_aside">
        <source>总部退回 {count} 笔</source>
        <translation>总部退回 {count} 笔</translation>
    </message>
    <message id="banner.set_aside_line">
        <source>销售已存在本机，钱不受影响。点开看原因</source>
        <translation>销售已存在本机，钱不受影响。点开看原因</translation>
    </message>
    <message id="banner.stands_in_line">
        <source>请有空时看看原来的小票机。可以继续收银。</source>
        <translation>请有空时看看原来的小票机。可以继续收银。</translation>
    </message>
    <message id="banner.warning">
        <source>请留意，可以继续收银</source>
        <translation>请留意，可以继续收银</translation>
    </message>
    <message id="cancel">
        <source>取消</source>
        <translation>取消</translation>
    </message>
    <message id="cart.amount">
        <source>金额</source>
        <translation>金额</translation>
    </message>
    <message id="cart.discount">
        <source>优惠</source>
        <translation>优惠</translation>
    </message>
    <message id="cart.item">
        <source>商品</source>
        <translation>商品</translation>
    </message>
    <message id="cart.listed">
        <source>原价 {price}</source>
        <translation>原价 {price}</translation>
    </message>
    <message id="cart.name">
        <source>购物车</source>
        <translation>购物车</translation>
    </message>
    <message id="cart.pack">
        <source>{name} = {count} 件</source>
        <translation>{name} = {count} 件</translation>
    </message>
    <message id="cart.price">
        <source>单价</source>
        <translation>单价</translation>
    </message>
    <message id="cart.quantity">
        <source>数量</source>
        <translation>数量</translation>
    </message>
    <message id="cart.returned">
        <source>退货 · 单号 {number}</source>
        <translation>退货 · 单号 {number}</translation>
    </message>
    <message id="cart.returned_unknown">
        <source>退货 · 无原单</source>
        <translation>退货 · 无原单</translation>
    </message>
    <message id="cart.weighed">
        <source>称重 {weight} kg</source>
        <translation>称重 {weight} kg</translation>
    </message>
    <message id="change">
        <source>找零</source>
        <translation>找零</translation>
    </message>
    <message id="close">
        <source>关闭</source>
        <translation>关闭</translation>
    </message>
    <message id="close.again">
        <source>重新点</source>
        <translation>重新点</translation>
    </message>
    <message id="close.agrees">
        <source>一致</source>
        <translation>一致</translation>
    </message>
    <message id="close.back">
        <source>回到收银</source>
        <translation>回到收银</translation>
    </message>
    <message id="close.backs">
        <source>其中退回</source>
        <translation>其中退回</translation>
    </message>
    <message id="close.beyond">
        <source>超过容差 ¥{most}，要写原因、店长授权</source>
        <translation>超过容差 ¥{most}，要写原因、店长授权</translation>
    </message>
    <message id="close.bundle_key">
        <source>把 ×{pieces}</source>
        <translation>把 ×{pieces}</translation>
    </message>
    <message id="close.bundles">
        <source>{count} 把</source>
        <translation>{count} 把</translation>
    </message>
    <message id="close.by_slips">
        <source>按单据核对</source>
        <translation>按单据核对</translation>
    </message>
    <message id="close.card">
        <source>银行卡</source>
        <translation>银行卡</translation>
    </message>
    <message id="close.cash">
        <source>现金</source>
        <translation>现金</translation>
    </message>
    <message id="close.coins">
        <source>{count} 枚</source>
        <translation>{count} 枚</translation>
    </message>
    <message id="close.confirm_day">
        <source>打印并日结</source>
        <translation>打印并日结</translation>
    </message>
    <message id="close.confirm_handover">
        <source>打印并交接</source>
        <translation>打印并交接</translation>
    </message>
    <message id="close.count_hint">
        <source>Tab 下一格</source>
        <translation>Tab 下一格</translation>
    </message>
    <message id="close.count_line">
        <source>含备用金 {amount}。数完再看应有金额，这样更准。</source>
        <translation>含备用金 {amount}。数完再看应有金额，这样更准。</translation>
    </message>
    <message id="close.count_title">
        <source>数一数钱箱里的现金</source>
        <translation>数一数钱箱里的现金</translation>
    </message>
    <message id="close.counted">
        <source>实点现金</source>
        <translation>实点现金</translation>
    </message>
    <message id="close.counted_total">
        <source>实点合计</source>
        <translation>实点合计</translation>
    </message>
    <message id="close.deposit">
        <source>缴款 ¥{deposit} · 留在钱箱 ¥{kept}</source>
        <translation>缴款 ¥{deposit} · 留在钱箱 ¥{kept}</translation>
    </message>
    <message id="close.differs">
        <source>有长短款</source>
        <translation>有长短款</translation>
    </message>
    <message id="close.done_day">
        <source>已日结，Z 第 {number} 号</source>
        <translation>已日结，Z 第 {number} 号</translation>
    </message>
    <message id="close.done_handover">
        <source>已交接班</source>
        <translation>已交接班</translation>
    </message>
    <message id="close.earlier">
        <source>之前点过 {amounts}，已留底</source>
        <translation>之前点过 {amounts}，已留底</translation>
    </message>
    <message id="close.even">
        <source>长短款</source>
        <translation>长短款</translation>
    </message>
    <message id="close.expected">
        <source>应有现金</source>
        <translation>应有现金</translation>
    </message>
    <message id="close.float">
        <source>备用金</source>
        <translation>备用金</translation>
    </message>
    <message id="close.float_left">
        <source>上一班留下 ¥{amount}</source>
        <translation>上一班留下 ¥{amount}</translation>
    </message>
    <message id="close.float_odd">
        <source>金额不对，例如 300.00</source>
        <translation>金额不对，例如 300.00</translation>
    </message>
    <message id="close.follows_held">
        <source>可以关班。挂单会留到下一班，Z 报告会注明。</source>
        <translation>可以关班。挂单会留到下一班，Z 报告会注明。</translation>
    </message>
    <message id="close.follows_refused">
        <source>可以关班。总部会查退回的记录，Z 报告会注明。</source>
        <translation>可以关班。总部会查退回的记录，Z 报告会注明。</translation>
    </message>
    <message id="close.follows_unknown">
        <source>可以关班。之后查到的结果记在查到的那天，Z 报告会注明。</source>
        <translation>可以关班。之后查到的结果记在查到的那天，Z 报告会注明。</translation>
    </message>
    <message id="close.follows_unprinted">
        <source>可以关班。小票会继续打，Z 报告会注明。</source>
        <translation>可以关班。小票会继续打，Z 报告会注明。</translation>
    </message>
    <message id="close.follows_unsent">
        <source>不影响关班。网络恢复后自动补传，数字不会变，Z 报告会注明。</source>
        <translation>不影响关班。网络恢复后自动补传，数字不会变，Z 报告会注明。</translation>
    </message>
    <message id="close.handover_title">
        <source>交接班单</source>
        <translation>交接班单</translation>
    </message>
    <message id="close.jiao">
        <source>{worth} 角</source>
        <translation>{worth} 角</translation>
    </message>
    <message id="close.kind_day">
        <source>日结</source>
        <translation>日结</translation>
    </message>
    <message id="close.kind_handover">
        <source>交接班</source>
        <translation>交接班</translation>
    </message>
    <message id="close.line">
        <source>{day} · {till} 号机 · 第 {place} 班 · {name}</source>
        <translation>{day} · {till} 号机 · 第 {place} 班 · {name}</translation>
    </message>
    <message id="close.loose">
        <source>还有 {count} 件事没完</source>
        <translation>还有 {count} 件事没完</translation>
    </message>
    <message id="close.loose_held">
        <source>{count} 笔挂单未取</source>
        <translation>{count} 笔挂单未取</translation>
    </message>
    <message id="close.loose_refused">
        <source>总部退回 {count} 笔</source>
        <translation>总部退回 {count} 笔</translation>
    </message>
    <message id="close.loose_title">
        <source>没完的事</source>
        <translation>没完的事</translation>
    </message>
    <message id="close.loose_unknown">
        <source>{count} 笔收款结果未知 ¥{amount}</source>
        <translation>{count} 笔收款结果未知 ¥{amount}</translation>
    </message>
    <message id="close.loose_unprinted">
        <source>{count} 张小票没打好</source>
        <translation>{count} 张小票没打好</translation>
    </message>
    <message id="close.loose_unsent">
        <source>{count} 笔没上传</source>
        <translation>{count} 笔没上传</translation>
    </message>
    <message id="close.next_row">
        <source>下一格</source>
        <translation>下一格</translation>
    </message>
    <message id="close.next_shift">
        <source>开下一班</source>
        <translation>开下一班</translation>
    </message>
    <message id="close.no_scan">
        <source>这里不扫商品。先开班，或按 Esc 回到收银</source>
        <translation>这里不扫商品。先开班，或按 Esc 回到收银</translation>
    </message>
    <message id="close.note">
        <source>说明，例如「13:40 找零多给一张 10 元」</source>
        <translation>说明，例如「13:40 找零多给一张 10 元」</translation>
    </message>
    <message id="close.notes">
        <source>{count} 张</source>
        <translation>{count} 张</translation>
    </message>
    <message id="close.open">
        <source>开班</source>
        <translation>开班</translation>
    </message>
    <message id="close.open_line">
        <source>数好备用金再开始收银。开班后，营业日到日结都不变。</source>
        <translation>数好备用金再开始收银。开班后，营业日到日结都不变。</translation>
    </message>
    <message id="close.open_title">
        <source>开班</source>
        <translation>开班</translation>
    </message>
    <message id="close.over">
        <source>长款</source>
        <translation>长款</translation>
    </message>
    <message id="close.pay_first">
        <source>先收完这一单，或退回改单</source>
        <translation>先收完这一单，或退回改单</translation>
    </message>
    <message id="close.pdf">
        <source>存 PDF</source>
        <translation>存 PDF</translation>
    </message>
    <message id="close.preview">
        <source>报告预览</source>
        <translation>报告预览</translation>
    </message>
    <message id="close.print">
        <source>再打一张</source>
        <translation>再打一张</translation>
    </message>
    <message id="close.printing">
        <source>已排队打印</source>
        <translation>已排队打印</translation>
    </message>
    <message id="close.prints">
        <source>报告正在打印</source>
        <translation>报告正在打印</translation>
    </message>
    <message id="close.prints_not">
        <source>没有设小票机，报告可以存成文件</source>
        <translation>没有设小票机，报告可以存成文件</translation>
    </message>
    <message id="close.reopen">
        <source>冲回 Z 第 {number} 号</source>
        <translation>冲回 Z 第 {number} 号</translation>
    </message>
    <message id="close.reopen_why">
        <source>为什么冲回（必填）</source>
        <translation>为什么冲回（必填）</translation>
    </message>
    <message id="close.reopen_yes">
        <source>冲回，继续这个营业日</source>
        <translation>冲回，继续这个营业日</translation>
    </message>
    <message id="close.reopened">
        <source>Z 第 {number} 号已冲回，原报告保留。开班后接着这个营业日。</source>
        <translation>Z 第 {number} 号已冲回，原报告保留。开班后接着这个营业日。</translation>
    </message>
    <message id="close.roll_key">
        <source>卷 ×{pieces}</source>
        <translation>卷 ×{pieces}</translation>
    </message>
    <message id="close.rolls">
        <source>{count} 卷</source>
        <translation>{count} 卷</translation>
    </message>
    <message id="close.saved">
        <source>已存到 {file}</source>
        <translation>已存到 {file}</translation>
    </message>
    <message id="close.sep">
        <source>；</source>
        <translation>；</translation>
    </message>
    <message id="close.short">
        <source>短款</source>
        <translation>短款</translation>
    </message>
    <message id="close.state">
        <source>状态</source>
        <translation>状态</translation>
    </message>
    <message id="close.step_check">
        <source>核对未完成</source>
        <translation>核对未完成</translation>
    </message>
    <message id="close.step_count">
        <source>盲点现金</source>
        <translation>盲点现金</translation>
    </message>
    <message id="close.step_over">
        <source>长短款</source>
        <translation>长短款</translation>
    </message>
    <message id="close.step_print">
        <source>打印报告</source>
        <translation>打印报告</translation>
    </message>
    <message id="close.submit">
        <source>提交实点数</source>
        <translation>提交实点数</translation>
    </message>
    <message id="close.taken">
        <source>本机记录</source>
        <translation>本机记录</translation>
    </message>
    <message id="close.tender">
        <source>收款方式</source>
        <translation>收款方式</translation>
    </message>
    <message id="close.times">
        <source>笔数</source>
        <translation>笔数</translation>
    </message>
    <message id="close.title">
        <source>日结</source>
        <translation>日结</translation>
    </message>
    <message id="close.voucher">
        <source>代金券</source>
        <translation>代金券</translation>
    </message>
    <message id="close.why_change">
        <source>找零错误</source>
        <translation>找零错误</translation>
    </message>
    <message id="close.why_counterfeit">
        <source>假币</source>
        <translation>假币</translation>
    </message>
    <message id="close.why_float">
        <source>备用金不符</source>
        <translation>备用金不符</translation>
    </message>
    <message id="close.why_other">
        <source>其他</source>
        <translation>其他</translation>
    </message>
    <message id="close.why_title">
        <source>长短款原因（必填）</source>
        <translation>长短款原因（必填）</translation>
    </message>
    <message id="close.why_unrecorded">
        <source>漏记支出</source>
        <translation>漏记支出</translation>
    </message>
    <message id="close.within">
        <source>在容差 ¥{most} 以内</source>
        <translation>在容差 ¥{most} 以内</translation>
    </message>
    <message id="close.x">
        <source>X 报告</source>
        <translation>X 报告</translation>
    </message>
    <message id="close.x_all">
        <source>看全部（店长）</source>
        <translation>看全部（店长）</translation>
    </message>
    <message id="close.xlsx">
        <source>存 XLSX</source>
        <translation>存 XLSX</translation>
    </message>
    <message id="close.yuan">
        <source>{worth} 元</source>
        <translation>{worth} 元</translation>
    </message>
    <message id="close.z_title">
        <source>日结单（Z 报告）</source>
        <translation>日结单（Z 报告）</translation>
    </message>
    <message id="confirm">
        <source>确定</source>
        <translation>确定</translation>
    </message>
    <message id="details">
        <source>详情</source>
        <translation>详情</translation>
    </message>
    <message id="discount.all">
        <source>整单</source>
        <translation>整单</translation>
    </message>
    <message id="discount.amount">
        <source>减价</source>
        <translation>减价</translation>
    </message>
    <message id="discount.line">
        <source>本行</source>
        <translation>本行</translation>
    </message>
    <message id="discount.share">
        <source>打折</source>
        <translation>打折</translation>
    </message>
    <message id="discount.target">
        <source>改到</source>
        <translation>改到</translation>
    </message>
    <message id="display.above">
        <source>上面还有 {count} 行</source>
        <translation>上面还有 {count} 行</translation>
    </message>
    <message id="display.due">
        <source>应付</source>
        <translation>应付</translation>
    </message>
    <message id="display.due_back">
        <source>应退给您</source>
        <translation>应退给您</translation>
    </message>
    <message id="display.line_saved">
        <source>已省 ¥{amount}</source>
        <translation>已省 ¥{amount}</translation>
    </message>
    <message id="display.member">
        <source>会员 {name}</source>
        <translation>会员 {name}</translation>
    </message>
    <message id="display.order_off">
        <source>整单优惠</source>
        <translation>整单优惠</translation>
    </message>
    <message id="display.paid">
        <source>已付</source>
        <translation>已付</translation>
    </message>
    <message id="display.paid_back">
        <source>已退给您</source>
        <translation>已退给您</translation>
    </message>
    <message id="display.pay">
        <source>请付款</source>
        <translation>请付款</translation>
    </message>
    <message id="display.pieces">
        <source>{count} 件</source>
        <translation>{count} 件</translation>
    </message>
    <message id="display.points">
        <source>积分 {points}</source>
        <translation>积分 {points}</translation>
    </message>
    <message id="display.returned">
        <source>退回 {name}</source>
        <translation>退回 {name}</translation>
    </message>
    <message id="display.scan_to_pay">
        <source>扫一扫付款</source>
        <translation>扫一扫付款</translation>
    </message>
    <message id="display.sums">
        <source>应付 ¥{due} · 实收 ¥{paid}</source>
        <translation>应付 ¥{due} · 实收 ¥{paid}</translation>
    </message>
    <message id="display.thanks">
        <source>谢谢惠顾</source>
        <translation>谢谢惠顾</translation>
    </message>
    <message id="display.total">
        <source>合计</source>
        <translation>合计</translation>
    </message>
    <message id="display.welcome">
        <source>欢迎光临</source>
        <translation>欢迎光临</translation>
    </message>
    <message id="display.within">
        <source>请在 {time} 内付款</source>
        <translation>请在 {time} 内付款</translation>
    </message>
    <message id="drawer.change">
        <source>给顾客换零钱</source>
        <translation>给顾客换零钱</translation>
    </message>
    <message id="drawer.check">
        <source>清点检查</source>
        <translation>清点检查</translation>
    </message>
    <message id="drawer.deposit">
        <source>存取零钱</source>
        <translation>存取零钱</translation>
    </message>
    <message id="drawer.line">
        <source>不收款开钱箱要写原因，会记在你名下。</source>
        <translation>不收款开钱箱要写原因，会记在你名下。</translation>
    </message>
    <message id="drawer.mistake">
        <source>刚才没开</source>
        <translation>刚才没开</translation>
    </message>
    <message id="drawer.own">
        <source>其他原因</source>
        <translation>其他原因</translation>
    </message>
    <message id="drawer.title">
        <source>开钱箱</source>
        <translation>开钱箱</translation>
    </message>
    <message id="due">
        <source>应收</source>
        <translation>应收</translation>
    </message>
    <message id="due_back">
        <source>应退</source>
        <translation>应退</translation>
    </message>
    <message id="elsewhere.disputed">
        <source>{wallet} ¥{amount}（{number}）渠道的说法和我们不一致，请店长查单</source>
        <translation>{wallet} ¥{amount}（{number}）渠道的说法和我们不一致，请店长查单</translation>
    </message>
    <message id="elsewhere.gone_back">
        <source>{wallet} ¥{amount}（{number}）已退回给顾客</source>
        <translation>{wallet} ¥{amount}（{number}）已退回给顾客</translation>
    </message>
    <message id="elsewhere.held.dead">
        <source>挂着的一单：{wallet} ¥{amount} 没有收到，取单后重新收</source>
        <translation>挂着的一单：{wallet} ¥{amount} 没有收到，取单后重新收</translation>
    </message>
    <message id="elsewhere.held.paid">
        <source>挂着的一单：{wallet} ¥{amount} 已到账，取单后完成</source>
        <translation>挂着的一单：{wallet} ¥{amount} 已到账，取单后完成</translation>
    </message>
    <message id="elsewhere.trusted_dead">
        <source>店长放行的 {wallet} ¥{amount}（{number}）没有到账，请处理</source>
        <translation>店长放行的 {wallet} ¥{amount}（{number}）没有到账，请处理</translation>
    </message>
    <message id="empty.line">
        <source>没有条码的商品，用右侧快捷商品或输入拼音首字母</source>
        <translation>没有条码的商品，用右侧快捷商品或输入拼音首字母</translation>
    </message>
    <message id="empty.recall">
        <source>取单（{count} 笔挂单）</source>
        <translation>取单（{count} 笔挂单）</translation>
    </message>
    <message id="empty.title">
        <source>扫第一件商品开始</source>
        <translation>扫第一件商品开始</translation>
    </message>
    <message id="fact.amount">
        <source>金额</source>
        <translation>金额</translation>
    </message>
    <message id="fact.asked">
        <source>已查询</source>
        <translation>已查询</translation>
    </message>
    <message id="fact.broken">
        <source>渠道出错（{code}）</source>
        <translation>渠道出错（{code}）</translation>
    </message>
    <message id="fact.code">
        <source>错误码</source>
        <translation>错误码</translation>
    </message>
    <message id="fact.last_asked">
        <source>最近查询</source>
        <translation>最近查询</translation>
    </message>
    <message id="fact.money">
        <source>钱</source>
        <translation>钱</translation>
    </message>
    <message id="fact.no_reply">
        <source>没有回答</source>
        <translation>没有回答</translation>
    </message>
    <message id="fact.nothing_taken">
        <source>没有扣款</source>
        <translation>没有扣款</translation>
    </message>
    <message id="fact.order">
        <source>商户单号</source>
        <translation>商户单号</translation>
    </message>
    <message id="fact.payer">
        <source>付款人</source>
        <translation>付款人</translation>
    </message>
    <message id="fact.reference">
        <source>渠道流水</source>
        <translation>渠道流水</translation>
    </message>
    <message id="fact.reply">
        <source>渠道返回</source>
        <translation>渠道返回</translation>
    </message>
    <message id="fact.started">
        <source>发起</source>
        <translation>发起</translation>
    </message>
    <message id="fail.close">
        <source>关闭</source>
        <translation>关闭</translation>
    </message>
    <message id="fail.title">
        <source>收银台打不开</source>
        <translation>收银台打不开</translation>
    </message>
    <message id="held.amount">
        <source>金额</source>
        <translation>金额</translation>
    </message>
    <message id="held.comma">
        <source>、</source>
        <translation>、</translation>
    </message>
    <message id="held.content">
        <source>内容</source>
        <translation>内容</translation>
    </message>
    <message id="held.contents">
        <source>{names} 等 {count} 件</source>
        <translation>{names} 等 {count} 件</translation>
    </message>
    <message id="held.done">
        <source>已挂单 {label}</source>
        <translation>已挂单 {label}</translation>
    </message>
    <message id="held.first">
        <source>取回前，当前 {count} 行会先自动挂起。</source>
        <translation>取回前，当前 {count} 行会先自动挂起。</translation>
    </message>
    <message id="held.label">
        <source>挂单号</source>
        <translation>挂单号</translation>
    </message>
    <message id="held.minutes">
        <source>{count} 分钟</source>
        <translation>{count} 分钟</translation>
    </message>
    <message id="held.none">
        <source>没有挂单</source>
        <translation>没有挂单</translation>
    </message>
    <message id="held.note">
        <source>备注：{note}</source>
        <translation>备注：{note}</translation>
    </message>
    <message id="held.take">
        <source>取回</source>
        <translation>取回</translation>
    </message>
    <message id="held.title">
        <source>取单</source>
        <translation>取单</translation>
    </message>
    <message id="held.waited">
        <source>已挂</source>
        <translation>已挂</translation>
    </message>
    <message id="help.arrows">
        <source>↑ ↓</source>
        <translation>↑ ↓</translation>
    </message>
    <message id="help.arrows_line">
        <source>选择行，或选择搜索结果</source>
        <translation>选择行，或选择搜索结果</translation>
    </message>
    <message id="help.close_day">
        <source>交接班、日结</source>
        <translation>交接班、日结</translation>
    </message>
    <message id="help.ctrl_g">
        <source>快捷商品：方向键选，Enter 加入，Tab 换类</source>
        <translation>快捷商品：方向键选，Enter 加入，Tab 换类</translation>
    </message>
    <message id="help.ctrl_k">
        <source>回到扫码框</source>
        <translation>回到扫码框</translation>
    </message>
    <message id="help.discount">
        <source>这一行或整单的折扣</source>
        <translation>这一行或整单的折扣</translation>
    </message>
    <message id="help.dot">
        <source>. /</source>
        <translation>. /</translation>
    </message>
    <message id="help.dot_line">
        <source>改价；折扣（框空时）</source>
        <translation>改价；折扣（框空时）</translation>
    </message>
    <message id="help.drawer">
        <source>开钱箱（要有权限）</source>
        <translation>开钱箱（要有权限）</translation>
    </message>
    <message id="help.enter_line">
        <source>加入输入的商品；收款时确认；完成后下一单</source>
        <translation>加入输入的商品；收款时确认；完成后下一单</translation>
    </message>
    <message id="help.esc_line">
        <source>清空输入框；收款时返回改单</source>
        <translation>清空输入框；收款时返回改单</translation>
    </message>
    <message id="help.help">
        <source>这张表</source>
        <translation>这张表</translation>
    </message>
    <message id="help.hold">
        <source>挂单；没有商品时取单</source>
        <translation>挂单；没有商品时取单</translation>
    </message>
    <message id="help.lock">
        <source>锁屏、换收银员</source>
        <translation>锁屏、换收银员</translation>
    </message>
    <message id="help.member">
        <source>会员</source>
        <translation>会员</translation>
    </message>
    <message id="help.more">
        <source>更多功能和设置</source>
        <translation>更多功能和设置</translation>
    </message>
    <message id="help.move_cash">
        <source>现金补入、支出、缴款</source>
        <translation>现金补入、支出、缴款</translation>
    </message>
    <message id="help.note">
        <source>给这一行写备注</source>
        <translation>给这一行写备注</translation>
    </message>
    <message id="help.papers">
        <source>没打完的小票</source>
        <translation>没打完的小票</translation>
    </message>
    <message id="help.pay">
        <source>收款；收款时为正好收讫</source>
        <translation>收款；收款时为正好收讫</translation>
    </message>
    <message id="help.plus">
        <source>+ −</source>
        <translation>+ −</translation>
    </message>
    <message id="help.plus_line">
        <source>选中行加一、减一（输入框空时）</source>
        <translation>选中行加一、减一（输入框空时）</translation>
    </message>
    <message id="help.price">
        <source>改这一行的单价</source>
        <translation>改这一行的单价</translation>
    </message>
    <message id="help.quantity">
        <source>数量，可先输入数字</source>
        <translation>数量，可先输入数字</translation>
    </message>
    <message id="help.recall">
        <source>取单</source>
        <translation>取单</translation>
    </message>
    <message id="help.reprint">
        <source>重打上一单小票</source>
        <translation>重打上一单小票</translation>
    </message>
    <message id="help.return">
        <source>退货、换货</source>
        <translation>退货、换货</translation>
    </message>
    <message id="help.scan">
        <source>扫码</source>
        <translation>扫码</translation>
    </message>
    <message id="help.scan_line">
        <source>任何时候都可以扫，不用点输入框</source>
        <translation>任何时候都可以扫，不用点输入框</translation>
    </message>
    <message id="help.times">
        <source>数量* 再扫</source>
        <translation>数量* 再扫</translation>
    </message>
    <message id="help.times_line">
        <source>例如 3* 后扫码，一次加三件</source>
        <translation>例如 3* 后扫码，一次加三件</translation>
    </message>
    <message id="help.undo">
        <source>撤销刚才的删行或挂单</source>
        <translation>撤销刚才的删行或挂单</translation>
    </message>
    <message id="help.void">
        <source>删掉这一行</source>
        <translation>删掉这一行</translation>
    </message>
    <message id="help.void_sale">
        <source>作废整单</source>
        <translation>作废整单</translation>
    </message>
    <message id="help_pay.arrows_line">
        <source>选择收款方式</source>
        <translation>选择收款方式</translation>
    </message>
    <message id="help_pay.confirm">
        <source>确认收款；完成后下一单</source>
        <translation>确认收款；完成后下一单</translation>
    </message>
    <message id="help_pay.confirm_refund">
        <source>确认退款</source>
        <translation>确认退款</translation>
    </message>
    <message id="help_pay.digits">
        <source>数字</source>
        <translation>数字</translation>
    </message>
    <message id="help_pay.digits_line">
        <source>输入金额</source>
        <translation>输入金额</translation>
    </message>
    <message id="help_pay.esc_line">
        <source>返回改单；已收的钱还在</source>
        <translation>返回改单；已收的钱还在</translation>
    </message>
    <message id="help_pay.exact">
        <source>正好收讫</source>
        <translation>正好收讫</translation>
    </message>
    <message id="help_pay.round_off">
        <source>抹零；再按一次取消</source>
        <translation>抹零；再按一次取消</translation>
    </message>
    <message id="help_pay.scan_line">
        <source>付款码、券号直接扫</source>
        <translation>付款码、券号直接扫</translation>
    </message>
    <message id="help_pay.split">
        <source>记下这一笔，再收一笔</source>
        <translation>记下这一笔，再收一笔</translation>
    </message>
    <message id="help_pay.undo">
        <source>取回最后收的一笔</source>
        <translation>取回最后收的一笔</translation>
    </message>
    <message id="key.discount">
        <source>折扣</source>
        <translation>折扣</translation>
    </message>
    <message id="key.help">
        <source>帮助</source>
        <translation>帮助</translation>
    </message>
    <message id="key.hold">
        <source>挂单</source>
        <translation>挂单</translation>
    </message>
    <message id="key.member">
        <source>会员</source>
        <translation>会员</translation>
    </message>
    <message id="key.more">
        <source>更多</source>
        <translation>更多</translation>
    </message>
    <message id="key.pay">
        <source>收款</source>
        <translation>收款</translation>
    </message>
    <message id="key.price">
        <source>改价</source>
        <translation>改价</translation>
    </message>
    <message id="key.quantity">
        <source>数量</source>
        <translation>数量</translation>
    </message>
    <message id="key.recall">
        <source>取单</source>
        <translation>取单</translation>
    </message>
    <message id="key.refund">
        <source>退款</source>
        <translation>退款</translation>
    </message>
    <message id="key.reprint">
        <source>重打</source>
        <translation>重打</translation>
    </message>
    <message id="key.return">
        <source>退货</source>
        <translation>退货</translation>
    </message>
    <message id="key.void">
        <source>删行</source>
        <translation>删行</translation>
    </message>
    <message id="keypad.backspace">
        <source>退格</source>
        <translation>退格</translation>
    </message>
    <message id="keypad.clear">
        <source>清空</source>
        <translation>清空</translation>
    </message>
    <message id="keypad.confirm">
        <source>确认收款</source>
        <translation>确认收款</translation>
    </message>
    <message id="last.given">
        <source>收 ¥{amount} 现金</source>
        <translation>收 ¥{amount} 现金</translation>
    </message>
    <message id="last.reprint">
        <source>重打 {key}</source>
        <translation>重打 {key}</translation>
    </message>
    <message id="last.title">
        <source>上一单</source>
        <translation>上一单</translation>
    </message>
    <message id="lock.no_staff">
        <source>没有设员工，不用锁屏</source>
        <translation>没有设员工，不用锁屏</translation>
    </message>
    <message id="lock.nobody">
        <source>现在没有人签到</source>
        <translation>现在没有人签到</translation>
    </message>
    <message id="lookup.hint">
        <source>商户单号或渠道流水</source>
        <translation>商户单号或渠道流水</translation>
    </message>
    <message id="lookup.line">
        <source>输入小票上的商户单号，或顾客账单里的交易单号。</source>
        <translation>输入小票上的商户单号，或顾客账单里的交易单号。</translation>
    </message>
    <message id="lookup.title">
        <source>查单</source>
        <translation>查单</translation>
    </message>
    <message id="more.about">
        <source>掌柜收银台 {version} · 开源软件，Apache-2.0</source>
        <translation>掌柜收银台 {version} · 开源软件，Apache-2.0</translation>
    </message>
    <message id="more.assurance">
        <source>支付保障</source>
        <translation>支付保障</translation>
    </message>
    <message id="more.auto">
        <source>自动</source>
        <translation>自动</translation>
    </message>
    <message id="more.close_day">
        <source>交接 / 日结</source>
        <translation>交接 / 日结</translation>
    </message>
    <message id="more.dark">
        <source>深色</source>
        <translation>深色</translation>
    </message>
    <message id="more.drawer">
        <source>开钱箱</source>
        <translation>开钱箱</translation>
    </message>
    <message id="more.find_payment">
        <source>查单</source>
        <translation>查单</translation>
    </message>
    <message id="more.keys">
        <source>按键</source>
        <translation>按键</translation>
    </message>
    <message id="more.keys_guanjia">
        <source>管家婆式</source>
        <translation>管家婆式</translation>
    </message>
    <message id="more.keys_standard">
        <source>标准</source>
        <translation>标准</translation>
    </message>
    <message id="more.keys_supermarket">
        <source>超市式</source>
        <translation>超市式</translation>
    </message>
    <message id="more.language">
        <source>语言 Language</source>
        <translation>语言 Language</translation>
    </message>
    <message id="more.licences">
        <source>关于</source>
        <translation>关于</translation>
    </message>
    <message id="more.light">
        <source>浅色</source>
        <translation>浅色</translation>
    </message>
    <message id="more.lock">
        <source>锁屏</source>
        <translation>锁屏</translation>
    </message>
    <message id="more.move_cash">
        <source>现金收支</source>
        <translation>现金收支</translation>
    </message>
    <message id="more.note">
        <source>行备注</source>
        <translation>行备注</translation>
    </message>
    <message id="more.off">
        <source>关</source>
        <translation>关</translation>
    </message>
    <message id="more.on">
        <source>开</source>
        <translation>开</translation>
    </message>
    <message id="more.paper">
        <source>打小票</source>
        <translation>打小票</translation>
    </message>
    <message id="more.papers">
        <source>待打小票</source>
        <translation>待打小票</translation>
    </message>
    <message id="more.reduced_motion">
        <source>减少动效</source>
        <translation>减少动效</translation>
    </message>
    <message id="more.scale">
        <source>文字大小</source>
        <translation>文字大小</translation>
    </message>
    <message id="more.setup">
        <source>安装诊断</source>
        <translation>安装诊断</translation>
    </message>
    <message id="more.sign_out">
        <source>签退</source>
        <translation>签退</translation>
    </message>
    <message id="more.theme">
        <source>外观</source>
        <translation>外观</translation>
    </message>
    <message id="more.training">
        <source>培训模式</source>
        <translation>培训模式</translation>
    </message>
    <message id="more.training_end">
        <source>结束培训</source>
        <translation>结束培训</translation>
    </message>
    <message id="more.void_sale">
        <source>作废整单</source>
        <translation>作废整单</translation>
    </message>
    <message id="more.volume">
        <source>提示音</source>
        <translation>提示音</translation>
    </message>
    <message id="more.volume_loud">
        <source>大声</source>
        <translation>大声</translation>
    </message>
    <message id="more.volume_low">
        <source>小声</source>
        <translation>小声</translation>
    </message>
    <message id="more.volume_normal">
        <source>适中</source>
        <translation>适中</translation>
    </message>
    <message id="move.amount_odd">
        <source>金额要大于 0，例如 200.00</source>
        <translation>金额要大于 0，例如 200.00</translation>
    </message>
    <message id="move.done_drop">
        <source>已缴款 ¥{amount}</source>
        <translation>已缴款 ¥{amount}</translation>
    </message>
    <message id="move.done_in">
        <source>已补入 ¥{amount}</source>
        <translation>已补入 ¥{amount}</translation>
    </message>
    <message id="move.done_out">
        <source>已支出 ¥{amount}</source>
        <translation>已支出 ¥{amount}</translation>
    </message>
    <message id="move.drop">
        <source>缴款</source>
        <translation>缴款</translation>
    </message>
    <message id="move.in">
        <source>补入</source>
        <translation>补入</translation>
    </message>
    <message id="move.out">
        <source>支出</source>
        <translation>支出</translation>
    </message>
    <message id="move.reason">
        <source>原因（必填）</source>
        <translation>原因（必填）</translation>
    </message>
    <message id="move.reason_missing">
        <source>写明原因，例如「换零钱」</source>
        <translation>写明原因，例如「换零钱」</translation>
    </message>
    <message id="move.title">
        <source>现金收支</source>
        <translation>现金收支</translation>
    </message>
    <message id="move.why_bank">
        <source>送银行</source>
        <translation>送银行</translation>
    </message>
    <message id="move.why_change">
        <source>换零钱</source>
        <translation>换零钱</translation>
    </message>
    <message id="move.why_delivery">
        <source>付货款</source>
        <translation>付货款</translation>
    </message>
    <message id="move.why_expense">
        <source>日常开支</source>
        <translation>日常开支</translation>
    </message>
    <message id="move.why_found">
        <source>找到的现金</source>
        <translation>找到的现金</translation>
    </message>
    <message id="move.why_too_much">
        <source>钱箱现金多了</source>
        <translation>钱箱现金多了</translation>
    </message>
    <message id="move.yes">
        <source>记账并打单</source>
        <translation>记账并打单</translation>
    </message>
    <message id="no_receipt.line">
        <source>查不到原单，要店长同意。</source>
        <translation>查不到原单，要店长同意。</translation>
    </message>
    <message id="no_receipt.missing">
        <source>先扫或选一个商品</source>
        <translation>先扫或选一个商品</translation>
    </message>
    <message id="no_receipt.number">
        <source>顾客说的单号，可以不填</source>
        <translation>顾客说的单号，可以不填</translation>
    </message>
    <message id="no_receipt.number_name">
        <source>单号（可不填）</source>
        <translation>单号（可不填）</translation>
    </message>
    <message id="no_receipt.price">
        <source>每件或每 kg 退多少钱</source>
        <translation>每件或每 kg 退多少钱</translation>
    </message>
    <message id="no_receipt.price_name">
        <source>单价</source>
        <translation>单价</translation>
    </message>
    <message id="no_receipt.product">
        <source>扫商品，或输入名称、拼音首字母</source>
        <translation>扫商品，或输入名称、拼音首字母</translation>
    </message>
    <message id="no_receipt.product_name">
        <source>商品</source>
        <translation>商品</translation>
    </message>
    <message id="no_receipt.quantity">
        <source>退多少</source>
        <translation>退多少</translation>
    </message>
    <message id="no_receipt.quantity_name">
        <source>数量</source>
        <translation>数量</translation>
    </message>
    <message id="no_receipt.title">
        <source>无小票退货</source>
        <translation>无小票退货</translation>
    </message>
    <message id="no_receipt.unknown">
        <source>没有这个商品</source>
        <translation>没有这个商品</translation>
    </message>
    <message id="no_receipt.yes">
        <source>选原因</source>
        <translation>选原因</translation>
    </message>
    <message id="not_yet">
        <source>尚未开通</source>
        <translation>尚未开通</translation>
    </message>
    <message id="note.hint">
        <source>例如：少冰、送人</source>
        <translation>例如：少冰、送人</translation>
    </message>
    <message id="paper.expired">
        <source>小票未打印</source>
        <translation>小票未打印</translation>
    </message>
    <message id="paper.failed">
        <source>小票没打出来，单已保存</source>
        <translation>小票没打出来，单已保存</translation>
    </message>
    <message id="paper.none">
        <source>未设小票机，单已保存</source>
        <translation>未设小票机，单已保存</translation>
    </message>
    <message id="paper.printed">
        <source>小票已打印</source>
        <translation>小票已打印</translation>
    </message>
    <message id="paper.queued">
        <source>小票等待打印</source>
        <translation>小票等待打印</translation>
    </message>
    <message id="paper.sending">
        <source>正在打印小票</source>
        <translation>正在打印小票</translation>
    </message>
    <message id="paper.sent">
        <source>小票已打印</source>
        <translation>小票已打印</translation>
    </message>
    <message id="paper.skipped">
        <source>未打小票</source>
        <translation>未打小票</translation>
    </message>
    <message id="paper.unknown">
        <source>请看小票是否打全</source>
        <translation>请看小票是否打全</translation>
    </message>
    <message id="papers.again">
        <source>重新打印</source>
        <translation>重新打印</translation>
    </message>
    <message id="papers.cash_slip">
        <source>现金单</source>
        <translation>现金单</translation>
    </message>
    <message id="papers.copy">
        <source>重打</source>
        <translation>重打</translation>
    </message>
    <message id="papers.deposit">
        <source>缴款单</source>
        <translation>缴款单</translation>
    </message>
    <message id="papers.done">
        <source>小票都处理好了</source>
        <translation>小票都处理好了</translation>
    </message>
    <message id="papers.gift">
        <source>礼品小票</source>
        <translation>礼品小票</translation>
    </message>
    <message id="papers.late">
        <source>放久了</source>
        <translation>放久了</translation>
    </message>
    <message id="papers.late_line">
        <source>放了太久，没有自动打。顾客还要就打印，不要就选不打。钱已入账。</source>
        <translation>放了太久，没有自动打。顾客还要就打印，不要就选不打。钱已入账。</translation>
    </message>
    <message id="papers.later">
        <source>以后再说</source>
        <translation>以后再说</translation>
    </message>
    <message id="papers.look">
        <source>请看小票机出的纸：打全了就选「已打印」。钱已入账，重新打印的会标明重打。</source>
        <translation>请看小票机出的纸：打全了就选「已打印」。钱已入账，重新打印的会标明重打。</translation>
    </message>
    <message id="papers.none">
        <source>没有等着打的小票</source>
        <translation>没有等着打的小票</translation>
    </message>
    <message id="papers.other">
        <source>换一台打印</source>
        <translation>换一台打印</translation>
    </message>
    <message id="papers.queued_line">
        <source>小票机好了会自动打印，不用等。钱已入账，可以继续收银。</source>
        <translation>小票机好了会自动打印，不用等。钱已入账，可以继续收银。</translation>
    </message>
    <message id="papers.receipt">
        <source>小票</source>
        <translation>小票</translation>
    </message>
    <message id="papers.retry">
        <source>再试一次</source>
        <translation>再试一次</translation>
    </message>
    <message id="papers.seen">
        <source>已打印</source>
        <translation>已打印</translation>
    </message>
    <message id="papers.shift">
        <source>交接班单</source>
        <translation>交接班单</translation>
    </message>
    <message id="papers.skip">
        <source>不打了</source>
        <translation>不打了</translation>
    </message>
    <message id="papers.title">
        <source>没打完的小票</source>
        <translation>没打完的小票</translation>
    </message>
    <message id="papers.tries">
        <source>试过 {count} 次</source>
        <translation>试过 {count} 次</translation>
    </message>
    <message id="papers.trying">
        <source>正在重试小票机</source>
        <translation>正在重试小票机</translation>
    </message>
    <message id="papers.unknown">
        <source>不确定</source>
        <translation>不确定</translation>
    </message>
    <message id="papers.waiting">
        <source>等小票机</source>
        <translation>等小票机</translation>
    </message>
    <message id="papers.z">
        <source>Z 报告</source>
        <translation>Z 报告</translation>
    </message>
    <message id="pay.amount.card">
        <source>刷卡金额</source>
        <translation>刷卡金额</translation>
    </message>
    <message id="pay.amount.voucher">
        <source>代金券金额</source>
        <translation>代金券金额</translation>
    </message>
    <message id="pay.aside">
        <source>上一笔还在撤销</source>
        <translation>上一笔还在撤销</translation>
    </message>
    <message id="pay.aside_line">
        <source>到账会自动退回给顾客。现金可以先收，别的渠道要等它查清。</source>
        <translation>到账会自动退回给顾客。现金可以先收，别的渠道要等它查清。</translation>
    </message>
    <message id="pay.asking_now">
        <source>已查 {count} 次，正在查</source>
        <translation>已查 {count} 次，正在查</translation>
    </message>
    <message id="pay.asks_in">
        <source>已查 {count} 次，下一次 {seconds} 秒后</source>
        <translation>已查 {count} 次，下一次 {seconds} 秒后</translation>
    </message>
    <message id="pay.asks_in_minutes">
        <source>已查 {count} 次，下一次 {minutes} 分钟后</source>
        <translation>已查 {count} 次，下一次 {minutes} 分钟后</translation>
    </message>
    <message id="pay.back">
        <source>返回改单</source>
        <translation>返回改单</translation>
    </message>
    <message id="pay.by_code">
        <source>{wallet}付款码</source>
        <translation>{wallet}付款码</translation>
    </message>
    <message id="pay.by_qr">
        <source>{wallet}收款码</source>
        <translation>{wallet}收款码</translation>
    </message>
    <message id="pay.cancel">
        <source>取消这笔</source>
        <translation>取消这笔</translation>
    </message>
    <message id="pay.card_back">
        <source>取回这笔刷卡？</source>
        <translation>取回这笔刷卡？</translation>
    </message>
    <message id="pay.card_back_line">
        <source>请先在 POS 机上撤销 ¥{amount}（{number}）。这里只取消记录，不会把钱退到卡上。</source>
        <translation>请先在 POS 机上撤销 ¥{amount}（{number}）。这里只取消记录，不会把钱退到卡上。</translation>
    </message>
    <message id="pay.card_back_yes">
        <source>已撤销，取回 ¥{amount}</source>
        <translation>已撤销，取回 ¥{amount}</translation>
    </message>
    <message id="pay.cash_first">
        <source>先收现金</source>
        <translation>先收现金</translation>
    </message>
    <message id="pay.change_way">
        <source>换支付方式</source>
        <translation>换支付方式</translation>
    </message>
    <message id="pay.choose">
        <source>选择收款方式</source>
        <translation>选择收款方式</translation>
    </message>
    <message id="pay.choose_months_line">
        <source>按数字选，再扫顾客的支付宝</source>
        <translation>按数字选，再扫顾客的支付宝</translation>
    </message>
    <message id="pay.choose_months_title">
        <source>花呗分几期</source>
        <translation>花呗分几期</translation>
    </message>
    <message id="pay.choose_wallet_line">
        <source>按数字选，Enter 用第一个</source>
        <translation>按数字选，Enter 用第一个</translation>
    </message>
    <message id="pay.choose_wallet_tile">
        <source>显示收款码</source>
        <translation>显示收款码</translation>
    </message>
    <message id="pay.choose_wallet_title">
        <source>用哪一家的收款码</source>
        <translation>用哪一家的收款码</translation>
    </message>
    <message id="pay.code.card">
        <source>凭证号</source>
        <translation>凭证号</translation>
    </message>
    <message id="pay.code.voucher">
        <source>券号</source>
        <translation>券号</translation>
    </message>
    <message id="pay.code_hint.card">
        <source>POS 机刷卡成功后，输入签购单上的凭证号，不要输卡号</source>
        <translation>POS 机刷卡成功后，输入签购单上的凭证号，不要输卡号</translation>
    </message>
    <message id="pay.code_hint.voucher">
        <source>输入或扫描代金券上的券号</source>
        <translation>输入或扫描代金券上的券号</translation>
    </message>
    <message id="pay.code_line.card">
        <source>凭证 {number}</source>
        <translation>凭证 {number}</translation>
    </message>
    <message id="pay.code_line.voucher">
        <source>券号 {number}</source>
        <translation>券号 {number}</translation>
    </message>
    <message id="pay.code_next">
        <source>按 Enter 输入{name}</source>
        <translation>按 Enter 输入{name}</translation>
    </message>
    <message id="pay.dead_title">
        <source>没有收到钱</source>
        <translation>没有收到钱</translation>
    </message>
    <message id="pay.display_title">
        <source>请顾客扫副屏二维码付款</source>
        <translation>请顾客扫副屏二维码付款</translation>
    </message>
    <message id="pay.each_month">
        <source>每期 {amount}</source>
        <translation>每期 {amount}</translation>
    </message>
    <message id="pay.exact">
        <source>正好 {amount}</source>
        <translation>正好 {amount}</translation>
    </message>
    <message id="pay.fee_customer">
        <source>手续费 {fee} 顾客付</source>
        <translation>手续费 {fee} 顾客付</translation>
    </message>
    <message id="pay.fee_shop">
        <source>手续费 {fee} 门店付</source>
        <translation>手续费 {fee} 门店付</translation>
    </message>
    <message id="pay.give_up">
        <source>取回 {name} {amount}</source>
        <translation>取回 {name} {amount}</translation>
    </message>
    <message id="pay.given_back_line">
        <source>可以重新收款了。</source>
        <translation>可以重新收款了。</translation>
    </message>
    <message id="pay.given_back_title">
        <source>已撤销，顾客没有付出钱</source>
        <translation>已撤销，顾客没有付出钱</translation>
    </message>
    <message id="pay.given_up">
        <source>已取回 {name} ¥{amount}</source>
        <translation>已取回 {name} ¥{amount}</translation>
    </message>
    <message id="pay.giving_up_line">
        <source>确认没有扣款、或已退回后，才能再用渠道收。现金可以先收。</source>
        <translation>确认没有扣款、或已退回后，才能再用渠道收。现金可以先收。</translation>
    </message>
    <message id="pay.giving_up_title">
        <source>正在撤销这笔付款</source>
        <translation>正在撤销这笔付款</translation>
    </message>
    <message id="pay.is_enough">
        <source>这笔已经够了，按 Enter 完成收款</source>
        <translation>这笔已经够了，按 Enter 完成收款</translation>
    </message>
    <message id="pay.left">
        <source>还差</source>
        <translation>还差</translation>
    </message>
    <message id="pay.line">
        <source>可以混合多种方式</source>
        <translation>可以混合多种方式</translation>
    </message>
    <message id="pay.list_comma">
        <source>、</source>
        <translation>、</translation>
    </message>
    <message id="pay.making_qr_title">
        <source>正在生成收款码</source>
        <translation>正在生成收款码</translation>
    </message>
    <message id="pay.months">
        <source>{count} 期</source>
        <translation>{count} 期</translation>
    </message>
    <message id="pay.new_goods">
        <source>新买</source>
        <translation>新买</translation>
    </message>
    <message id="pay.next">
        <source>下一步</source>
        <translation>下一步</translation>
    </message>
    <message id="pay.no_instalments">
        <source>这个金额不能分期</source>
        <translation>这个金额不能分期</translation>
    </message>
    <message id="pay.no_scans">
        <source>收款时不能加商品</source>
        <translation>收款时不能加商品</translation>
    </message>
    <message id="pay.no_scans_line">
        <source>条码 {code} 没有加入。按 Esc 返回改单后再扫。</source>
        <translation>条码 {code} 没有加入。按 Esc 返回改单后再扫。</translation>
    </message>
    <message id="pay.no_scans_now">
        <source>正在收款，先等这一笔的结果</source>
        <translation>正在收款，先等这一笔的结果</translation>
    </message>
    <message id="pay.no_small_change">
        <source>没有零头可抹。要抹多少，先输入金额（最多 0.99）再按 F10</source>
        <translation>没有零头可抹。要抹多少，先输入金额（最多 0.99）再按 F10</translation>
    </message>
    <message id="pay.not_connected">
        <source>支付没有接通</source>
        <translation>支付没有接通</translation>
    </message>
    <message id="pay.nothing_left">
        <source>不用再收钱，按 Enter 完成</source>
        <translation>不用再收钱，按 Enter 完成</translation>
    </message>
    <message id="pay.order_line">
        <source>商户单号 {number}</source>
        <translation>商户单号 {number}</translation>
    </message>
    <message id="pay.other_way">
        <source>换收款方式</source>
        <translation>换收款方式</translation>
    </message>
    <message id="pay.park_note">
        <source>{wallet} {amount} 待确认</source>
        <translation>{wallet} {amount} 待确认</translation>
    </message>
    <message id="pay.part_short">
        <source>还差 ¥{left}，按 F9 先收这部分</source>
        <translation>还差 ¥{left}，按 F9 先收这部分</translation>
    </message>
    <message id="pay.password_line">
        <source>顾客正在{wallet}里输密码或确认</source>
        <translation>顾客正在{wallet}里输密码或确认</translation>
    </message>
    <message id="pay.password_title">
        <source>等顾客在手机上确认</source>
        <translation>等顾客在手机上确认</translation>
    </message>
    <message id="pay.qr_line">
        <source>请用{wallet}扫</source>
        <translation>请用{wallet}扫</translation>
    </message>
    <message id="pay.qr_title">
        <source>请顾客扫这个二维码付款</source>
        <translation>请顾客扫这个二维码付款</translation>
    </message>
    <message id="pay.query">
        <source>立即查询</source>
        <translation>立即查询</translation>
    </message>
    <message id="pay.querying_line">
        <source>顾客输完密码后，通常 3 秒内有结果。请先不要关闭或重扫。</source>
        <translation>顾客输完密码后，通常 3 秒内有结果。请先不要关闭或重扫。</translation>
    </message>
    <message id="pay.querying_title">
        <source>正在向{wallet}查询结果</source>
        <translation>正在向{wallet}查询结果</translation>
    </message>
    <message id="pay.received">
        <source>现金实收</source>
        <translation>现金实收</translation>
    </message>
    <message id="pay.round_cash_only">
        <source>抹零只用于全部现金的单，已取消抹零</source>
        <translation>抹零只用于全部现金的单，已取消抹零</translation>
    </message>
    <message id="pay.round_most">
        <source>最多抹 ¥0.99，更多请用折扣</source>
        <translation>最多抹 ¥0.99，更多请用折扣</translation>
    </message>
    <message id="pay.round_off">
        <source>抹零</source>
        <translation>抹零</translation>
    </message>
    <message id="pay.round_off_cash">
        <source>抹零（限现金单）</source>
        <translation>抹零（限现金单）</translation>
    </message>
    <message id="pay.scan_alipay_months">
        <source>花呗 {count} 期：扫顾客的支付宝付款码，或按 F3 显示收款码</source>
        <translation>花呗 {count} 期：扫顾客的支付宝付款码，或按 F3 显示收款码</translation>
    </message>
    <message id="pay.scan_line">
        <source>可以扫：{wallets}</source>
        <translation>可以扫：{wallets}</translation>
    </message>
    <message id="pay.scan_title">
        <source>请扫顾客的付款码</source>
        <translation>请扫顾客的付款码</translation>
    </message>
    <message id="pay.scan_typed">
        <source>已输入 {count} 位，按 Enter 收款</source>
        <translation>已输入 {count} 位，按 Enter 收款</translation>
    </message>
    <message id="pay.send_back">
        <source>退回这笔付款</source>
        <translation>退回这笔付款</translation>
    </message>
    <message id="pay.send_back_line">
        <source>{name} ¥{amount} 已经收到。从这一单拿掉，钱会原路退回给顾客。</source>
        <translation>{name} ¥{amount} 已经收到。从这一单拿掉，钱会原路退回给顾客。</translation>
    </message>
    <message id="pay.send_back_yes">
        <source>退回 ¥{amount}</source>
        <translation>退回 ¥{amount}</translation>
    </message>
    <message id="pay.sending_line">
        <source>付款码已扫，请稍等</source>
        <translation>付款码已扫，请稍等</translation>
    </message>
    <message id="pay.sending_title">
        <source>正在向渠道发起收款</source>
        <translation>正在向渠道发起收款</translation>
    </message>
    <message id="pay.sent_back">
        <source>{name} {amount} 正在原路退回</source>
        <translation>{name} {amount} 正在原路退回</translation>
    </message>
    <message id="pay.short">
        <source>还差</source>
        <translation>还差</translation>
    </message>
    <message id="pay.split">
        <source>拆分收款</source>
        <translation>拆分收款</translation>
    </message>
    <message id="pay.take_back_last">
        <source>Ctrl+Delete 取回最后一笔</source>
        <translation>Ctrl+Delete 取回最后一笔</translation>
    </message>
    <message id="pay.taken">
        <source>已收</source>
        <translation>已收</translation>
    </message>
    <message id="pay.taking">
        <source>正在收</source>
        <translation>正在收</translation>
    </message>
    <message id="pay.time_left">
        <source>剩余</source>
        <translation>剩余</translation>
    </message>
    <message id="pay.title">
        <source>收款</source>
        <translation>收款</translation>
    </message>
    <message id="pay.type_part">
        <source>先输入这次要收的金额，再按 F9</source>
        <translation>先输入这次要收的金额，再按 F9</translation>
    </message>
    <message id="phase.dead">
        <source>没有收到</source>
        <translation>没有收到</translation>
    </message>
    <message id="phase.giving_up">
        <source>撤销中</source>
        <translation>撤销中</translation>
    </message>
    <message id="phase.paid">
        <source>已收到</source>
        <translation>已收到</translation>
    </message>
    <message id="phase.password">
        <source>等待付款</source>
        <translation>等待付款</translation>
    </message>
    <message id="phase.querying">
        <source>查询中</source>
        <translation>查询中</translation>
    </message>
    <message id="phase.sending">
        <source>正在发起</source>
        <translation>正在发起</translation>
    </message>
    <message id="phase.showing">
        <source>等待付款</source>
        <translation>等待付款</translation>
    </message>
    <message id="phase.unknown">
        <source>结果未知</source>
        <translation>结果未知</translation>
    </message>
    <message id="quick.count">
        <source>{count} 种</source>
        <translation>{count} 种</translation>
    </message>
    <message id="quick.more">
        <source>更多</source>
        <translation>更多</translation>
    </message>
    <message id="quick.other">
        <source>其他</source>
        <translation>其他</translation>
    </message>
    <message id="quick_add.code">
        <source>条码 {code}</source>
        <translation>条码 {code}</translation>
    </message>
    <message id="quick_add.name">
        <source>商品名</source>
        <translation>商品名</translation>
    </message>
    <message id="quick_add.no_name">
        <source>要有商品名</source>
        <translation>要有商品名</translation>
    </message>
    <message id="quick_add.no_price">
        <source>售价要大于 0</source>
        <translation>售价要大于 0</translation>
    </message>
    <message id="quick_add.price">
        <source>售价（元）</source>
        <translation>售价（元）</translation>
    </message>
    <message id="quick_add.title">
        <source>新增商品</source>
        <translation>新增商品</translation>
    </message>
    <message id="quick_add.yes">
        <source>新增并加入</source>
        <translation>新增并加入</translation>
    </message>
    <message id="reason.expiring">
        <source>临期</source>
        <translation>临期</translation>
    </message>
    <message id="reason.hint">
        <source>其他原因</source>
        <translation>其他原因</translation>
    </message>
    <message id="reason.missing">
        <source>请写原因</source>
        <translation>请写原因</translation>
    </message>
    <message id="reason.mistaken">
        <source>买错</source>
        <translation>买错</translation>
    </message>
    <message id="reason.other">
        <source>其他</source>
        <translation>其他</translation>
    </message>
    <message id="reason.price">
        <source>价签不符</source>
        <translation>价签不符</translation>
    </message>
    <message id="reason.quality">
        <source>质量问题</source>
        <translation>质量问题</translation>
    </message>
    <message id="reason.title">
        <source>退货原因</source>
        <translation>退货原因</translation>
    </message>
    <message id="reason.unwanted">
        <source>不想要了</source>
        <translation>不想要了</translation>
    </message>
    <message id="refund.all_cash">
        <source>全部退现金</source>
        <translation>全部退现金</translation>
    </message>
    <message id="refund.all_cash_line">
        <source>需要店长确认</source>
        <translation>需要店长确认</translation>
    </message>
    <message id="refund.card">
        <source>在 POS 机上做退货 · 凭证 {number}</source>
        <translation>在 POS 机上做退货 · 凭证 {number}</translation>
    </message>
    <message id="refund.cash">
        <source>从钱箱拿给顾客</source>
        <translation>从钱箱拿给顾客</translation>
    </message>
    <message id="refund.channel">
        <source>原路退回 · 商户单号 {number}</source>
        <translation>原路退回 · 商户单号 {number}</translation>
    </message>
    <message id="refund.confirm">
        <source>退回 ¥{amount}</source>
        <translation>退回 ¥{amount}</translation>
    </message>
    <message id="refund.line">
        <source>先退回原来的付款方式</source>
        <translation>先退回原来的付款方式</translation>
    </message>
    <message id="refund.original">
        <source>原路退回</source>
        <translation>原路退回</translation>
    </message>
    <message id="refund.original_line">
        <source>退到原来的卡和券，其余退现金</source>
        <translation>退到原来的卡和券，其余退现金</translation>
    </message>
    <message id="refund.tendered">
        <source>这一单已经收了钱：先取回已收的，再退款</source>
        <translation>这一单已经收了钱：先取回已收的，再退款</translation>
    </message>
    <message id="refund.title">
        <source>退款</source>
        <translation>退款</translation>
    </message>
    <message id="refund.voucher">
        <source>给回同面值的券 · 券号 {number}</source>
        <translation>给回同面值的券 · 券号 {number}</translation>
    </message>
    <message id="refund.ways">
        <source>怎么退</source>
        <translation>怎么退</translation>
    </message>
    <message id="release.about">
        <source>¥{amount}（单号 {number}）还没有结果。放行后当作已付，进入对账待办；钱没有到的话由门店承担。</source>
        <translation>¥{amount}（单号 {number}）还没有结果。放行后当作已付，进入对账待办；钱没有到的话由门店承担。</translation>
    </message>
    <message id="release.hint">
        <source>写下原因</source>
        <translation>写下原因</translation>
    </message>
    <message id="release.known_customer">
        <source>熟客，之后补收</source>
        <translation>熟客，之后补收</translation>
    </message>
    <message id="release.missing">
        <source>请写下原因</source>
        <translation>请写下原因</translation>
    </message>
    <message id="release.other">
        <source>其他原因</source>
        <translation>其他原因</translation>
    </message>
    <message id="release.phone_says_paid">
        <source>顾客手机显示已付</source>
        <translation>顾客手机显示已付</translation>
    </message>
    <message id="release.title">
        <source>店长放行</source>
        <translation>店长放行</translation>
    </message>
    <message id="returns.about">
        <source>共退 ¥{amount}。选一个原因。</source>
        <translation>共退 ¥{amount}。选一个原因。</translation>
    </message>
    <message id="returns.all">
        <source>整单退</source>
        <translation>整单退</translation>
    </message>
    <message id="returns.amount">
        <source>退款</source>
        <translation>退款</translation>
    </message>
    <message id="returns.and_more">
        <source>{names} 等 {count} 种</source>
        <translation>{names} 等 {count} 种</translation>
    </message>
    <message id="returns.asking">
        <source>正在向总部核对</source>
        <translation>正在向总部核对</translation>
    </message>
    <message id="returns.away">
        <source>总部联系不上，查不到别的收银机的单</source>
        <translation>总部联系不上，查不到别的收银机的单</translation>
    </message>
    <message id="returns.away_line">
        <source>有店长同意，可以按 F2 无小票退货。本机卖的单照常能退。</source>
        <translation>有店长同意，可以按 F2 无小票退货。本机卖的单照常能退。</translation>
    </message>
    <message id="returns.back">
        <source>返回</source>
        <translation>返回</translation>
    </message>
    <message id="returns.before">
        <source>已退</source>
        <translation>已退</translation>
    </message>
    <message id="returns.begin">
        <source>退哪一单</source>
        <translation>退哪一单</translation>
    </message>
    <message id="returns.begin_line">
        <source>扫小票上的码最快；↑ ↓ 选择，Enter 打开</source>
        <translation>扫小票上的码最快；↑ ↓ 选择，Enter 打开</translation>
    </message>
    <message id="returns.by_ourselves">
        <source>总部没回音，按本机记录</source>
        <translation>总部没回音，按本机记录</translation>
    </message>
    <message id="returns.checked">
        <source>已和总部核对</source>
        <translation>已和总部核对</translation>
    </message>
    <message id="returns.choose_first">
        <source>先选要退的商品：+ − 选数量，空格整行退，A 整单退</source>
        <translation>先选要退的商品：+ − 选数量，空格整行退，A 整单退</translation>
    </message>
    <message id="returns.confirm">
        <source>退这些</source>
        <translation>退这些</translation>
    </message>
    <message id="returns.count">
        <source>{count} 行要退</source>
        <translation>{count} 行要退</translation>
    </message>
    <message id="returns.item">
        <source>商品</source>
        <translation>商品</translation>
    </message>
    <message id="returns.left">
        <source>可退</source>
        <translation>可退</translation>
    </message>
    <message id="returns.line">
        <source>扫小票上的码，或从左边选这一单</source>
        <translation>扫小票上的码，或从左边选这一单</translation>
    </message>
    <message id="returns.none">
        <source>没有找到</source>
        <translation>没有找到</translation>
    </message>
    <message id="returns.none_left">
        <source>已退完</source>
        <translation>已退完</translation>
    </message>
    <message id="returns.none_line">
        <source>按 Enter 问总部，或按 F2 无小票退货</source>
        <translation>按 Enter 问总部，或按 F2 无小票退货</translation>
    </message>
    <message id="returns.now">
        <source>这次退</source>
        <translation>这次退</translation>
    </message>
    <message id="returns.number">
        <source>单号 {number}</source>
        <translation>单号 {number}</translation>
    </message>
    <message id="returns.of_till">
        <source>{till} 号机的单，总部查到</source>
        <translation>{till} 号机的单，总部查到</translation>
    </message>
    <message id="returns.off">
        <source>优惠 {amount}</source>
        <translation>优惠 {amount}</translation>
    </message>
    <message id="returns.price">
        <source>单价 {price}，付了 {amount}</source>
        <translation>单价 {price}，付了 {amount}</translation>
    </message>
    <message id="returns.search">
        <source>单号、金额、时间或商品</source>
        <translation>单号、金额、时间或商品</translation>
    </message>
    <message id="returns.sold">
        <source>卖出</source>
        <translation>卖出</translation>
    </message>
    <message id="returns.stop">
        <source>不等了</source>
        <translation>不等了</translation>
    </message>
    <message id="returns.title">
        <source>退货 · 换货</source>
        <translation>退货 · 换货</translation>
    </message>
    <message id="returns.waiting">
        <source>正在问总部（{seconds} 秒）</source>
        <translation>正在问总部（{seconds} 秒）</translation>
    </message>
    <message id="returns.waiting_line">
        <source>看别的收银机退过没有，还没有退钱。</source>
        <translation>看别的收银机退过没有，还没有退钱。</translation>
    </message>
    <message id="returns.waiting_title">
        <source>正在问总部</source>
        <translation>正在问总部</translation>
    </message>
    <message id="returns.without">
        <source>无小票退货</source>
        <translation>无小票退货</translation>
    </message>
    <message id="scale.later">
        <source>下次启动按新的文字大小显示。</source>
        <translation>下次启动按新的文字大小显示。</translation>
    </message>
    <message id="scale.most">
        <source>这块屏幕最多放大到 {most}%，下次启动生效。</source>
        <translation>这块屏幕最多放大到 {most}%，下次启动生效。</translation>
    </message>
    <message id="scan.opening">
        <source>正在打开…可以先扫码，打开后自动加入</source>
        <translation>正在打开…可以先扫码，打开后自动加入</translation>
    </message>
    <message id="scan.placeholder">
        <source>扫码，或输入条码 / 名称 / 拼音首字母（如 nfsq）</source>
        <translation>扫码，或输入条码 / 名称 / 拼音首字母（如 nfsq）</translation>
    </message>
    <message id="scan.waiting">
        <source>已扫 {count} 件，打开后自动加入</source>
        <translation>已扫 {count} 件，打开后自动加入</translation>
    </message>
    <message id="set_aside.advice">
        <source>这些单据都存在本机，收的钱和小票不受影响。请把原因告诉总部，处理好后再上传一次，多传几次也没关系。</source>
        <translation>这些单据都存在本机，收的钱和小票不受影响。请把原因告诉总部，处理好后再上传一次，多传几次也没关系。</translation>
    </message>
    <message id="set_aside.again">
        <source>再上传一次</source>
        <translation>再上传一次</translation>
    </message>
    <message id="set_aside.later">
        <source>以后再说</source>
        <translation>以后再说</translation>
    </message>
    <message id="set_aside.more">
        <source>还有 {count} 笔</source>
        <translation>还有 {count} 笔</translation>
    </message>
    <message id="set_aside.none">
        <source>没有总部退回的单据</source>
        <translation>没有总部退回的单据</translation>
    </message>
    <message id="set_aside.other">
        <source>操作记录 · {at}</source>
        <translation>操作记录 · {at}</translation>
    </message>
    <message id="set_aside.sale">
        <source>小票 {number} · ¥{amount} · {at}</source>
        <translation>小票 {number} · ¥{amount} · {at}</translation>
    </message>
    <message id="set_aside.sending">
        <source>{count} 笔正在重新上传</source>
        <translation>{count} 笔正在重新上传</translation>
    </message>
    <message id="set_aside.title">
        <source>总部退回 {count} 笔</source>
        <translation>总部退回 {count} 笔</translation>
    </message>
    <message id="setup.activate">
        <source>激活</source>
        <translation>激活</translation>
    </message>
    <message id="setup.activated">
        <source>已设好</source>
        <translation>已设好</translation>
    </message>
    <message id="setup.activated_later">
        <source>已设好，总部现在连不上</source>
        <translation>已设好，总部现在连不上</translation>
    </message>
    <message id="setup.activated_later_line">
        <source>激活码已存，连上后自动登记；15 分钟后要换新码。可以先收银。</source>
        <translation>激活码已存，连上后自动登记；15 分钟后要换新码。可以先收银。</translation>
    </message>
    <message id="setup.activated_line">
        <source>这台电脑是 {store} 店的 {till} 号机</source>
        <translation>这台电脑是 {store} 店的 {till} 号机</translation>
    </message>
    <message id="setup.activating">
        <source>正在激活…</source>
        <translation>正在激活…</translation>
    </message>
    <message id="setup.address">
        <source>接口</source>
        <translation>接口</translation>
    </message>
    <message id="setup.aim">
        <source>码制标识 {aim}</source>
        <translation>码制标识 {aim}</translation>
    </message>
    <message id="setup.all_again">
        <source>全部重新检测</source>
        <translation>全部重新检测</translation>
    </message>
    <message id="setup.alone">
        <source>没有总部的单店：总部地址和激活码留空。</source>
        <translation>没有总部的单店：总部地址和激活码留空。</translation>
    </message>
    <message id="setup.at_file">
        <source>文件 {where}</source>
        <translation>文件 {where}</translation>
    </message>
    <message id="setup.at_network">
        <source>网络 {where}</source>
        <translation>网络 {where}</translation>
    </message>
    <message id="setup.at_queue">
        <source>打印队列 {where}</source>
        <translation>打印队列 {where}</translation>
    </message>
    <message id="setup.at_serial">
        <source>串口 {where} · {baud}</source>
        <translation>串口 {where} · {baud}</translation>
    </message>
    <message id="setup.at_simulator">
        <source>模拟设备</source>
        <translation>模拟设备</translation>
    </message>
    <message id="setup.at_usb">
        <source>USB {where}</source>
        <translation>USB {where}</translation>
    </message>
    <message id="setup.away">
        <source>没连上</source>
        <translation>没连上</translation>
    </message>
    <message id="setup.back">
        <source>上一步</source>
        <translation>上一步</translation>
    </message>
    <message id="setup.back_up">
        <source>立即备份</source>
        <translation>立即备份</translation>
    </message>
    <message id="setup.backed_up">
        <source>备份做好了，已检查</source>
        <translation>备份做好了，已检查</translation>
    </message>
    <message id="setup.begin">
        <source>关掉收银，打开安装与诊断</source>
        <translation>关掉收银，打开安装与诊断</translation>
    </message>
    <message id="setup.begin_line">
        <source>收银窗口会先关掉，把设备让出来；购物车留着。做完以后回到收银。</source>
        <translation>收银窗口会先关掉，把设备让出来；购物车留着。做完以后回到收银。</translation>
    </message>
    <message id="setup.books">
        <source>数据库</source>
        <translation>数据库</translation>
    </message>
    <message id="setup.bundle">
        <source>支持包</source>
        <translation>支持包</translation>
    </message>
    <message id="setup.bundle_clean">
        <source>已脱敏</source>
        <translation>已脱敏</translation>
    </message>
    <message id="setup.bundle_line">
        <source>含日志、设备清单、检查结果和最近 3 天错误。不含顾客手机号、卡号和密钥。</source>
        <translation>含日志、设备清单、检查结果和最近 3 天错误。不含顾客手机号、卡号和密钥。</translation>
    </message>
    <message id="setup.bundle_save">
        <source>导出到 U 盘</source>
        <translation>导出到 U 盘</translation>
    </message>
    <message id="setup.bundle_saved">
        <source>已存到 {path}</source>
        <translation>已存到 {path}</translation>
    </message>
    <message id="setup.bundle_size">
        <source>约 {size}</source>
        <translation>约 {size}</translation>
    </message>
    <message id="setup.busy">
        <source>检测中</source>
        <translation>检测中</translation>
    </message>
    <message id="setup.by_line">
        <source>从串口收到，顺序完整</source>
        <translation>从串口收到，顺序完整</translation>
    </message>
    <message id="setup.by_printer">
        <source>由小票机打开</source>
        <translation>由小票机打开</translation>
    </message>
    <message id="setup.by_printer_line">
        <source>RJ11 插在小票机上</source>
        <translation>RJ11 插在小票机上</translation>
    </message>
    <message id="setup.bytes">
        <source>发 {sent} 字节，收 {got} 字节</source>
        <translation>发 {sent} 字节，收 {got} 字节</translation>
    </message>
    <message id="setup.calibrate">
        <source>校准</source>
        <translation>校准</translation>
    </message>
    <message id="setup.calibrating">
        <source>正在校准：会开一次钱箱…</source>
        <translation>正在校准：会开一次钱箱…</translation>
    </message>
    <message id="setup.check">
        <source>环境检查</source>
        <translation>环境检查</translation>
    </message>
    <message id="setup.check_books">
        <source>检查</source>
        <translation>检查</translation>
    </message>
    <message id="setup.check_busy">
        <source>正在检查环境</source>
        <translation>正在检查环境</translation>
    </message>
    <message id="setup.check_danger">
        <source>有几项要先处理</source>
        <translation>有几项要先处理</translation>
    </message>
    <message id="setup.check_help">
        <source>检查系统、内存、硬盘、数据文件夹和字体。有问题的先处理，再往下走。</source>
        <translation>检查系统、内存、硬盘、数据文件夹和字体。有问题的先处理，再往下走。</translation>
    </message>
    <message id="setup.check_line">
        <source>看这台电脑能不能做收银机。</source>
        <translation>看这台电脑能不能做收银机。</translation>
    </message>
    <message id="setup.check_ok">
        <source>环境检查全部通过</source>
        <translation>环境检查全部通过</translation>
    </message>
    <message id="setup.check_step">
        <source>环境检查</source>
        <translation>环境检查</translation>
    </message>
    <message id="setup.check_warn">
        <source>可以用，有几项要看一下</source>
        <translation>可以用，有几项要看一下</translation>
    </message>
    <message id="setup.code_help">
        <source>在总部添加收银机时生成，15 分钟内有效。大小写都可以，不含 0、O、1、I。也可以用扫码枪扫。</source>
        <translation>在总部添加收银机时生成，15 分钟内有效。大小写都可以，不含 0、O、1、I。也可以用扫码枪扫。</translation>
    </message>
    <message id="setup.code_left">
        <source>输满 {length} 位后自动激活，还差 {left} 位</source>
        <translation>输满 {length} 位后自动激活，还差 {left} 位</translation>
    </message>
    <message id="setup.code_name">
        <source>激活码</source>
        <translation>激活码</translation>
    </message>
    <message id="setup.computer_name">
        <source>本机信息</source>
        <translation>本机信息</translation>
    </message>
    <message id="setup.counters">
        <source>帧 {frames} · 收 {got} · 发 {sent} 字节 · 丢弃 {dropped} · 重连 {reconnects} · 超时 {timeouts}</source>
        <translation>帧 {frames} · 收 {got} · 发 {sent} 字节 · 丢弃 {dropped} · 重连 {reconnects} · 超时 {timeouts}</translation>
    </message>
    <message id="setup.database">
        <source>数据库</source>
        <translation>数据库</translation>
    </message>
    <message id="setup.database_help">
        <source>完整性没通过时，不要删除任何文件，先导出支持包。备份每小时自动做一次，也可以现在做。</source>
        <translation>完整性没通过时，不要删除任何文件，先导出支持包。备份每小时自动做一次，也可以现在做。</translation>
    </message>
    <message id="setup.database_line">
        <source>检查数据是不是完整，有没有备份。</source>
        <translation>检查数据是不是完整，有没有备份。</translation>
    </message>
    <message id="setup.database_step">
        <source>数据库</source>
        <translation>数据库</translation>
    </message>
    <message id="setup.devices">
        <source>连接设备</source>
        <translation>连接设备</translation>
    </message>
    <message id="setup.devices_found">
        <source>自动找到 {count} 个接口和设备。每台点一次「测试」，看到结果再继续。</source>
        <translation>自动找到 {count} 个接口和设备。每台点一次「测试」，看到结果再继续。</translation>
    </message>
    <message id="setup.devices_help">
        <source>点「测试」选接口和型号，试一次。选好马上保存。没有的设备不用设。不通过的可以先跳过，照样能收银。</source>
        <translation>点「测试」选接口和型号，试一次。选好马上保存。没有的设备不用设。不通过的可以先跳过，照样能收银。</translation>
    </message>
    <message id="setup.devices_line">
        <source>每台点一次「测试」，看到结果再继续。</source>
        <translation>每台点一次「测试」，看到结果再继续。</translation>
    </message>
    <message id="setup.devices_step">
        <source>连接设备</source>
        <translation>连接设备</translation>
    </message>
    <message id="setup.display_auto">
        <source>自动用第二块屏幕</source>
        <translation>自动用第二块屏幕</translation>
    </message>
    <message id="setup.display_auto_line">
        <source>插上就用</source>
        <translation>插上就用</translation>
    </message>
    <message id="setup.display_off">
        <source>不用副屏</source>
        <translation>不用副屏</translation>
    </message>
    <message id="setup.done">
        <source>完成</source>
        <translation>完成</translation>
    </message>
    <message id="setup.done_danger">
        <source>可以收银，有几项没通过</source>
        <translation>可以收银，有几项没通过</translation>
    </message>
    <message id="setup.done_help">
        <source>报告由本机密钥签名，改动会被发现：zhanggui doctor --verify 文件。支持包不含顾客信息、卡号和密钥。</source>
        <translation>报告由本机密钥签名，改动会被发现：zhanggui doctor --verify 文件。支持包不含顾客信息、卡号和密钥。</translation>
    </message>
    <message id="setup.done_line">
        <source>检测报告已签名保存。打一张测试小票，就可以收银。</source>
        <translation>检测报告已签名保存。打一张测试小票，就可以收银。</translation>
    </message>
    <message id="setup.done_ok">
        <source>全部通过，可以收银</source>
        <translation>全部通过，可以收银</translation>
    </message>
    <message id="setup.done_step">
        <source>完成</source>
        <translation>完成</translation>
    </message>
    <message id="setup.done_warn">
        <source>可以收银，有几项要看一下</source>
        <translation>可以收银，有几项要看一下</translation>
    </message>
    <message id="setup.drawer_reason">
        <source>技术员测试</source>
        <translation>技术员测试</translation>
    </message>
    <message id="setup.eights">
        <source>显示 8888</source>
        <translation>显示 8888</translation>
    </message>
    <message id="setup.ending">
        <source>正在收尾，马上关好…</source>
        <translation>正在收尾，马上关好…</translation>
    </message>
    <message id="setup.enrol">
        <source>激活门店</source>
        <translation>激活门店</translation>
    </message>
    <message id="setup.enrol_help">
        <source>填门店编号、机号、总部地址和激活码。没有总部的单店，总部地址和激活码都留空。换激活码时再填一次即可。</source>
        <translation>填门店编号、机号、总部地址和激活码。没有总部的单店，总部地址和激活码都留空。换激活码时再填一次即可。</translation>
    </message>
    <message id="setup.enrol_line">
        <source>把这台电脑登记成某家门店的一台收银机。</source>
        <translation>把这台电脑登记成某家门店的一台收银机。</translation>
    </message>
    <message id="setup.enrol_step">
        <source>激活门店</source>
        <translation>激活门店</translation>
    </message>
    <message id="setup.fact_computer">
        <source>电脑名</source>
        <translation>电脑名</translation>
    </message>
    <message id="setup.fact_disk">
        <source>硬盘剩余</source>
        <translation>硬盘剩余</translation>
    </message>
    <message id="setup.fact_processor">
        <source>处理器 / 内存</source>
        <translation>处理器 / 内存</translation>
    </message>
    <message id="setup.fact_screen">
        <source>屏幕</source>
        <translation>屏幕</translation>
    </message>
    <message id="setup.fact_second">
        <source>副屏</source>
        <translation>副屏</translation>
    </message>
    <message id="setup.fact_system">
        <source>系统</source>
        <translation>系统</translation>
    </message>
    <message id="setup.finish">
        <source>完成</source>
        <translation>完成</translation>
    </message>
    <message id="setup.first_receipt">
        <source>打印测试小票</source>
        <translation>打印测试小票</translation>
    </message>
    <message id="setup.framing_line">
        <source>会从扫到的码上去掉；没有就留空</source>
        <translation>会从扫到的码上去掉；没有就留空</translation>
    </message>
    <message id="setup.gap_is">
        <source>建议间隔 {ms} ms</source>
        <translation>建议间隔 {ms} ms</translation>
    </message>
    <message id="setup.gap_used">
        <source>已设为 {ms} ms，下次开收银台起用</source>
        <translation>已设为 {ms} ms，下次开收银台起用</translation>
    </message>
    <message id="setup.help">
        <source>F1 本页说明</source>
        <translation>F1 本页说明</translation>
    </message>
    <message id="setup.help_again">
        <source>重新检测</source>
        <translation>重新检测</translation>
    </message>
    <message id="setup.help_back">
        <source>上一步</source>
        <translation>上一步</translation>
    </message>
    <message id="setup.help_enter">
        <source>下一步；焦点在按钮上时按下它</source>
        <translation>下一步；焦点在按钮上时按下它</translation>
    </message>
    <message id="setup.help_esc">
        <source>停下检测，或关掉对话框</source>
        <translation>停下检测，或关掉对话框</translation>
    </message>
    <message id="setup.help_steps">
        <source>直接到某一步</source>
        <translation>直接到某一步</translation>
    </message>
    <message id="setup.help_tab">
        <source>到下一个按钮或输入框</source>
        <translation>到下一个按钮或输入框</translation>
    </message>
    <message id="setup.help_tests">
        <source>在设备对话框里：各项测试</source>
        <translation>在设备对话框里：各项测试</translation>
    </message>
    <message id="setup.hq_hint">
        <source>https://hq.example.com</source>
        <translation>https://hq.example.com</translation>
    </message>
    <message id="setup.hq_name">
        <source>总部地址</source>
        <translation>总部地址</translation>
    </message>
    <message id="setup.keep">
        <source>保存</source>
        <translation>保存</translation>
    </message>
    <message id="setup.kept">
        <source>已保存</source>
        <translation>已保存</translation>
    </message>
    <message id="setup.line">
        <source>网络</source>
        <translation>网络</translation>
    </message>
    <message id="setup.link_test">
        <source>联机测试</source>
        <translation>联机测试</translation>
    </message>
    <message id="setup.link_test_line">
        <source>只问终端「最后一笔是什么」，不会扣款。看到应答就是通了。卡号和金额的数字不显示、不保存。</source>
        <translation>只问终端「最后一笔是什么」，不会扣款。看到应答就是通了。卡号和金额的数字不显示、不保存。</translation>
    </message>
    <message id="setup.looking">
        <source>正在查找设备…</source>
        <translation>正在查找设备…</translation>
    </message>
    <message id="setup.make">
        <source>型号</source>
        <translation>型号</translation>
    </message>
    <message id="setup.make_generic">
        <source>通用 ESC/POS</source>
        <translation>通用 ESC/POS</translation>
    </message>
    <message id="setup.make_line">
        <source>不知道型号就用「通用」，再看测试页。</source>
        <translation>不知道型号就用「通用」，再看测试页。</translation>
    </message>
    <message id="setup.measure">
        <source>重测</source>
        <translation>重测</translation>
    </message>
    <message id="setup.measure_long">
        <source>测一分钟</source>
        <translation>测一分钟</translation>
    </message>
    <message id="setup.measured">
        <source>第 {done} / {whole} 次</source>
        <translation>第 {done} / {whole} 次</translation>
    </message>
    <message id="setup.missing">
        <source>{count} 项没通过，可以跳过，之后再连</source>
        <translation>{count} 项没通过，可以跳过，之后再连</translation>
    </message>
    <message id="setup.network">
        <source>网络</source>
        <translation>网络</translation>
    </message>
    <message id="setup.network_help">
        <source>往返在 500 ms 内、丢包 1% 以下为好。「测一分钟」更准。网段留空就查本机所在的内网。</source>
        <translation>往返在 500 ms 内、丢包 1% 以下为好。「测一分钟」更准。网段留空就查本机所在的内网。</translation>
    </message>
    <message id="setup.network_line">
        <source>量到总部的往返、丢包、时间和证书。连不上也能收银。</source>
        <translation>量到总部的往返、丢包、时间和证书。连不上也能收银。</translation>
    </message>
    <message id="setup.network_step">
        <source>网络与支付</source>
        <translation>网络与支付</translation>
    </message>
    <message id="setup.next">
        <source>下一步</source>
        <translation>下一步</translation>
    </message>
    <message id="setup.no">
        <source>不会</source>
        <translation>不会</translation>
    </message>
    <message id="setup.no_drawer">
        <source>没有钱箱</source>
        <translation>没有钱箱</translation>
    </message>
    <message id="setup.no_ending">
        <source>没有结束符</source>
        <translation>没有结束符</translation>
    </message>
    <message id="setup.no_pole">
        <source>没有数码客显</source>
        <translation>没有数码客显</translation>
    </message>
    <message id="setup.no_printer">
        <source>没有小票机</source>
        <translation>没有小票机</translation>
    </message>
    <message id="setup.no_scale">
        <source>没有电子秤</source>
        <translation>没有电子秤</translation>
    </message>
    <message id="setup.no_terminal">
        <source>没有刷卡终端</source>
        <translation>没有刷卡终端</translation>
    </message>
    <message id="setup.nobody">
        <source>掌柜 · 尚未激活</source>
        <translation>掌柜 · 尚未激活</translation>
    </message>
    <message id="setup.not_activated">
        <source>没有激活</source>
        <translation>没有激活</translation>
    </message>
    <message id="setup.not_set">
        <source>未设置</source>
        <translation>未设置</translation>
    </message>
    <message id="setup.offline">
        <source>连不上总部</source>
        <translation>连不上总部</translation>
    </message>
    <message id="setup.online">
        <source>在线</source>
        <translation>在线</translation>
    </message>
    <message id="setup.open_once">
        <source>开一次</source>
        <translation>开一次</translation>
    </message>
    <message id="setup.own_address">
        <source>其他地址，例如 tcp://192.168.1.50:9100</source>
        <translation>其他地址，例如 tcp://192.168.1.50:9100</translation>
    </message>
    <message id="setup.own_protocol">
        <source>自定义（till.toml）</source>
        <translation>自定义（till.toml）</translation>
    </message>
    <message id="setup.picture">
        <source>客显副屏测试</source>
        <translation>客显副屏测试</translation>
    </message>
    <message id="setup.pole">
        <source>数码客显</source>
        <translation>数码客显</translation>
    </message>
    <message id="setup.prefix">
        <source>码前多发的字符</source>
        <translation>码前多发的字符</translation>
    </message>
    <message id="setup.pretend_load">
        <source>模拟放货</source>
        <translation>模拟放货</translation>
    </message>
    <message id="setup.pretend_scan">
        <source>模拟扫一次</source>
        <translation>模拟扫一次</translation>
    </message>
    <message id="setup.printer_answers">
        <source>DLE EOT 应答：{answers} · 打完会回报（GS r）：{acknowledges}</source>
        <translation>DLE EOT 应答：{answers} · 打完会回报（GS r）：{acknowledges}</translation>
    </message>
    <message id="setup.printing">
        <source>正在打印测试页…</source>
        <translation>正在打印测试页…</translation>
    </message>
    <message id="setup.protocol">
        <source>协议</source>
        <translation>协议</translation>
    </message>
    <message id="setup.report_saved">
        <source>已签名保存：reports/{path}</source>
        <translation>已签名保存：reports/{path}</translation>
    </message>
    <message id="setup.scan_now">
        <source>现在用扫码枪扫任意一个条码。</source>
        <translation>现在用扫码枪扫任意一个条码。</translation>
    </message>
    <message id="setup.scanned">
        <source>刚扫到的</source>
        <translation>刚扫到的</translation>
    </message>
    <message id="setup.scanner_types">
        <source>USB 键盘口</source>
        <translation>USB 键盘口</translation>
    </message>
    <message id="setup.search">
        <source>查找网络小票机</source>
        <translation>查找网络小票机</translation>
    </message>
    <message id="setup.searched">
        <source>正在网络上查找小票机：第 {done} / {whole} 个地址</source>
        <translation>正在网络上查找小票机：第 {done} / {whole} 个地址</translation>
    </message>
    <message id="setup.searching">
        <source>正在网络上查找小票机…</source>
        <translation>正在网络上查找小票机…</translation>
    </message>
    <message id="setup.sense">
        <source>到位开关</source>
        <translation>到位开关</translation>
    </message>
    <message id="setup.sense_high">
        <source>开时高电平</source>
        <translation>开时高电平</translation>
    </message>
    <message id="setup.sense_line">
        <source>先关好钱箱，再按「校准」：会开一次，自动量出电平。</source>
        <translation>先关好钱箱，再按「校准」：会开一次，自动量出电平。</translation>
    </message>
    <message id="setup.sense_low">
        <source>开时低电平</source>
        <translation>开时低电平</translation>
    </message>
    <message id="setup.sense_none">
        <source>没有</source>
        <translation>没有</translation>
    </message>
    <message id="setup.shop_hint">
        <source>例如 好邻居便利</source>
        <translation>例如 好邻居便利</translation>
    </message>
    <message id="setup.shop_name">
        <source>店名（印在小票上）</source>
        <translation>店名（印在小票上）</translation>
    </message>
    <message id="setup.sign_again">
        <source>重新签名保存</source>
        <translation>重新签名保存</translation>
    </message>
    <message id="setup.simulator">
        <source>模拟设备</source>
        <translation>模拟设备</translation>
    </message>
    <message id="setup.simulator_line">
        <source>没有真设备时练习用</source>
        <translation>没有真设备时练习用</translation>
    </message>
    <message id="setup.stop">
        <source>停下</source>
        <translation>停下</translation>
    </message>
    <message id="setup.store_hint">
        <source>例如 S1</source>
        <translation>例如 S1</translation>
    </message>
    <message id="setup.store_name">
        <source>门店编号</source>
        <translation>门店编号</translation>
    </message>
    <message id="setup.subnet">
        <source>查找小票机的网段</source>
        <translation>查找小票机的网段</translation>
    </message>
    <message id="setup.subnet_hint">
        <source>例如 192.168.1.0/24，留空自动</source>
        <translation>例如 192.168.1.0/24，留空自动</translation>
    </message>
    <message id="setup.subnet_line">
        <source>只查内网，最多 1022 个地址，绝不查到外面。</source>
        <translation>只查内网，最多 1022 个地址，绝不查到外面。</translation>
    </message>
    <message id="setup.suffix">
        <source>码后多发的字符</source>
        <translation>码后多发的字符</translation>
    </message>
    <message id="setup.sums">
        <source>{good} 项正常，{warnings} 项警告，{bad} 项有问题</source>
        <translation>{good} 项正常，{warnings} 项警告，{bad} 项有问题</translation>
    </message>
    <message id="setup.tare">
        <source>去皮</source>
        <translation>去皮</translation>
    </message>
    <message id="setup.test">
        <source>测试</source>
        <translation>测试</translation>
    </message>
    <message id="setup.test_again">
        <source>重新检测</source>
        <translation>重新检测</translation>
    </message>
    <message id="setup.test_line">
        <source>测试连接</source>
        <translation>测试连接</translation>
    </message>
    <message id="setup.test_page">
        <source>打印测试页</source>
        <translation>打印测试页</translation>
    </message>
    <message id="setup.test_picture">
        <source>显示测试图</source>
        <translation>显示测试图</translation>
    </message>
    <message id="setup.testing">
        <source>正在检测…</source>
        <translation>正在检测…</translation>
    </message>
    <message id="setup.till_hint">
        <source>例如 T1</source>
        <translation>例如 T1</translation>
    </message>
    <message id="setup.till_name">
        <source>机号</source>
        <translation>机号</translation>
    </message>
    <message id="setup.title">
        <source>安装与诊断</source>
        <translation>安装与诊断</translation>
    </message>
    <message id="setup.too_slow">
        <source>太慢，分不清是扫码还是手打：请改串口，或给扫码枪设前后缀</source>
        <translation>太慢，分不清是扫码还是手打：请改串口，或给扫码枪设前后缀</translation>
    </message>
    <message id="setup.tried">
        <source>正在检测设备：第 {done} / {whole} 台</source>
        <translation>正在检测设备：第 {done} / {whole} 台</translation>
    </message>
    <message id="setup.try_it">
        <source>还没有测试</source>
        <translation>还没有测试</translation>
    </message>
    <message id="setup.typed">
        <source>结束符 {ending} · 平均 {ms} ms/字符，最慢 {slowest} ms
{fits}</source>
        <translation>结束符 {ending} · 平均 {ms} ms/字符，最慢 {slowest} ms
{fits}</translation>
    </message>
    <message id="setup.unsteady">
        <source>读数不稳</source>
        <translation>读数不稳</translation>
    </message>
    <message id="setup.untried">
        <source>未测试</source>
        <translation>未测试</translation>
    </message>
    <message id="setup.untried_line">
        <source>选好接口，再测试一次。</source>
        <translation>选好接口，再测试一次。</translation>
    </message>
    <message id="setup.use_gap">
        <source>采用建议间隔</source>
        <translation>采用建议间隔</translation>
    </message>
    <message id="setup.version">
        <source>掌柜 {version} · 技术员模式</source>
        <translation>掌柜 {version} · 技术员模式</translation>
    </message>
    <message id="setup.yes">
        <source>会</source>
        <translation>会</translation>
    </message>
    <message id="setup.zero">
        <source>清零</source>
        <translation>清零</translation>
    </message>
    <message id="sign_in.bill_kept">
        <source>没结的账单还在。</source>
        <translation>没结的账单还在。</translation>
    </message>
    <message id="sign_in.checking">
        <source>正在核对…</source>
        <translation>正在核对…</translation>
    </message>
    <message id="sign_in.choose_first">
        <source>左边选自己</source>
        <translation>左边选自己</translation>
    </message>
    <message id="sign_in.goods_wait">
        <source>这不是工牌，是商品「{name}」：签到后加进账单（{count} 件在等）。</source>
        <translation>这不是工牌，是商品「{name}」：签到后加进账单（{count} 件在等）。</translation>
    </message>
    <message id="sign_in.line">
        <source>按数字选自己，输入 PIN；或者刷工牌。</source>
        <translation>按数字选自己，输入 PIN；或者刷工牌。</translation>
    </message>
    <message id="sign_in.locked">
        <source>{name} 锁屏了</source>
        <translation>{name} 锁屏了</translation>
    </message>
    <message id="sign_in.on_duty">
        <source>在岗</source>
        <translation>在岗</translation>
    </message>
    <message id="sign_in.other">
        <source>用工号</source>
        <translation>用工号</translation>
    </message>
    <message id="sign_in.page">
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message id="sign_in.title">
        <source>谁来收银</source>
        <translation>谁来收银</translation>
    </message>
    <message id="sign_in.type_code">
        <source>输入工号</source>
        <translation>输入工号</translation>
    </message>
    <message id="sign_in.type_pin">
        <source>输入 PIN</source>
        <translation>输入 PIN</translation>
    </message>
    <message id="sign_in.who">
        <source>请先选人</source>
        <translation>请先选人</translation>
    </message>
    <message id="spoken">
        <source>{name} {amount} 元</source>
        <translation>{name} {amount} 元</translation>
    </message>
    <message id="state.created">
        <source>还没发出</source>
        <translation>还没发出</translation>
    </message>
    <message id="state.escalated">
        <source>要人处理</source>
        <translation>要人处理</translation>
    </message>
    <message id="state.failed">
        <source>没有收到</source>
        <translation>没有收到</translation>
    </message>
    <message id="state.paid">
        <source>已收到</source>
        <translation>已收到</translation>
    </message>
    <message id="state.paying">
        <source>等待顾客</source>
        <translation>等待顾客</translation>
    </message>
    <message id="state.refunded">
        <source>已退回</source>
        <translation>已退回</translation>
    </message>
    <message id="state.refunding">
        <source>退款中</source>
        <translation>退款中</translation>
    </message>
    <message id="state.reversed">
        <source>已撤销</source>
        <translation>已撤销</translation>
    </message>
    <message id="state.reversing">
        <source>撤销中</source>
        <translation>撤销中</translation>
    </message>
    <message id="state.sending">
        <source>正在发起</source>
        <translation>正在发起</translation>
    </message>
    <message id="state.unknown">
        <source>结果未知</source>
        <translation>结果未知</translation>
    </message>
    <message id="state_line.created">
        <source>还没有发出，没有扣款。</source>
        <translation>还没有发出，没有扣款。</translation>
    </message>
    <message id="state_line.escalated">
        <source>自动查不清，请拿单号联系渠道。先别重复收款。</source>
        <translation>自动查不清，请拿单号联系渠道。先别重复收款。</translation>
    </message>
    <message id="state_line.failed">
        <source>没有扣款，可以重新收。</source>
        <translation>没有扣款，可以重新收。</translation>
    </message>
    <message id="state_line.paid">
        <source>钱已经收到。</source>
        <translation>钱已经收到。</translation>
    </message>
    <message id="state_line.paying">
        <source>顾客正在确认。先别重复收款。</source>
        <translation>顾客正在确认。先别重复收款。</translation>
    </message>
    <message id="state_line.refunded">
        <source>钱已经退回给顾客。</source>
        <translation>钱已经退回给顾客。</translation>
    </message>
    <message id="state_line.refunding">
        <source>顾客付晚了，钱正在退回。</source>
        <translation>顾客付晚了，钱正在退回。</translation>
    </message>
    <message id="state_line.reversed">
        <source>已撤销，顾客没有付出钱。</source>
        <translation>已撤销，顾客没有付出钱。</translation>
    </message>
    <message id="state_line.reversing">
        <source>正在撤销；扣了的钱会退回。</source>
        <translation>正在撤销；扣了的钱会退回。</translation>
    </message>
    <message id="state_line.sending">
        <source>已经发出，等渠道回答。先别重复收款。</source>
        <translation>已经发出，等渠道回答。先别重复收款。</translation>
    </message>
    <message id="state_line.unknown">
        <source>钱可能已经扣了，系统在自动查询。先别重复收款。</source>
        <translation>钱可能已经扣了，系统在自动查询。先别重复收款。</translation>
    </message>
    <message id="status.connecting">
        <source>正在连接总部</source>
        <translation>正在连接总部</translation>
    </message>
    <message id="status.day">
        <source>{month}月{day}日 {weekday}</source>
        <translation>{month}月{day}日 {weekday}</translation>
    </message>
    <message id="status.months">
        <source>1 2 3 4 5 6 7 8 9 10 11 12</source>
        <translation>1 2 3 4 5 6 7 8 9 10 11 12</translation>
    </message>
    <message id="status.no_hq">
        <source>未设总部 · 本机保存</source>
        <translation>未设总部 · 本机保存</translation>
    </message>
    <message id="status.no_hq_waiting">
        <source>未设总部 · 本机 {count} 笔</source>
        <translation>未设总部 · 本机 {count} 笔</translation>
    </message>
    <message id="status.nobody">
        <source>没有人签到</source>
        <translation>没有人签到</translation>
    </message>
    <message id="status.offline">
        <source>离线收银 · 未上传 {count} 笔</source>
        <translation>离线收银 · 未上传 {count} 笔</translation>
    </message>
    <message id="status.online">
        <source>在线 · 已全部上传</source>
        <translation>在线 · 已全部上传</translation>
    </message>
    <message id="status.online_waiting">
        <source>在线 · 正在上传 {count} 笔</source>
        <translation>在线 · 正在上传 {count} 笔</translation>
    </message>
    <message id="status.pole_fault">
        <source>客显没连上</source>
        <translation>客显没连上</translation>
    </message>
    <message id="status.printer">
        <source>小票机</source>
        <translation>小票机</translation>
    </message>
    <message id="status.printer_asks">
        <source>小票待确认</source>
        <translation>小票待确认</translation>
    </message>
    <message id="status.printer_away">
        <source>小票机连不上</source>
        <translation>小票机连不上</translation>
    </message>
    <message id="status.printer_cover">
        <source>小票机开盖</source>
        <translation>小票机开盖</translation>
    </message>
    <message id="status.printer_fault">
        <source>小票机有故障</source>
        <translation>小票机有故障</translation>
    </message>
    <message id="status.printer_no_paper">
        <source>小票机缺纸</source>
        <translation>小票机缺纸</translation>
    </message>
    <message id="status.printer_offline">
        <source>小票机脱机</source>
        <translation>小票机脱机</translation>
    </message>
    <message id="status.printer_stands_in">
        <source>小票改用备用机</source>
        <translation>小票改用备用机</translation>
    </message>
    <message id="status.refused">
        <source>总部拒收 {count} 笔，请联系总部</source>
        <translation>总部拒收 {count} 笔，请联系总部</translation>
    </message>
    <message id="status.scale">
        <source>电子秤</source>
        <translation>电子秤</translation>
    </message>
    <message id="status.scale_fault">
        <source>电子秤没连上</source>
        <translation>电子秤没连上</translation>
    </message>
    <message id="status.scanner">
        <source>扫码枪</source>
        <translation>扫码枪</translation>
    </message>
    <message id="status.scanner_fault">
        <source>扫码枪没连上</source>
        <translation>扫码枪没连上</translation>
    </message>
    <message id="status.shift">
        <source>第 {place} 班 {at} 起</source>
        <translation>第 {place} 班 {at} 起</translation>
    </message>
    <message id="status.till">
        <source>{till} 号机</source>
        <translation>{till} 号机</translation>
    </message>
    <message id="status.weekdays">
        <source>周一 周二 周三 周四 周五 周六 周日</source>
        <translation>周一 周二 周三 周四 周五 周六 周日</translation>
    </message>
    <message id="step.customer_confirms">
        <source>等顾客确认</source>
        <translation>等顾客确认</translation>
    </message>
    <message id="step.customer_pays">
        <source>等待顾客付款</source>
        <translation>等待顾客付款</translation>
    </message>
    <message id="step.done">
        <source>完成</source>
        <translation>完成</translation>
    </message>
    <message id="step.qr">
        <source>生成二维码</source>
        <translation>生成二维码</translation>
    </message>
    <message id="step.query">
        <source>查询结果</source>
        <translation>查询结果</translation>
    </message>
    <message id="step.scan">
        <source>扫付款码</source>
        <translation>扫付款码</translation>
    </message>
    <message id="step.scanned">
        <source>已扫付款码</source>
        <translation>已扫付款码</translation>
    </message>
    <message id="success.advice">
        <source>建议：{pieces}</source>
        <translation>建议：{pieces}</translation>
    </message>
    <message id="success.back">
        <source>退回</source>
        <translation>退回</translation>
    </message>
    <message id="success.closing_drawer">
        <source>钱箱已打开，放好钱请关上</source>
        <translation>钱箱已打开，放好钱请关上</translation>
    </message>
    <message id="success.comma">
        <source>、</source>
        <translation>、</translation>
    </message>
    <message id="success.drawer">
        <source>钱箱已打开，找零后请关上</source>
        <translation>钱箱已打开，找零后请关上</translation>
    </message>
    <message id="success.drawer_shut">
        <source>钱箱没打开，请用钥匙</source>
        <translation>钱箱没打开，请用钥匙</translation>
    </message>
    <message id="success.due">
        <source>应收 ¥{due}</source>
        <translation>应收 ¥{due}</translation>
    </message>
    <message id="success.gift">
        <source>礼品小票</source>
        <translation>礼品小票</translation>
    </message>
    <message id="success.hint">
        <source>扫下一件商品也会直接开始新单</source>
        <translation>扫下一件商品也会直接开始新单</translation>
    </message>
    <message id="success.invoice">
        <source>开票二维码</source>
        <translation>开票二维码</translation>
    </message>
    <message id="success.jiao">
        <source>{count} 角</source>
        <translation>{count} 角</translation>
    </message>
    <message id="success.leaves">
        <source>{seconds} 秒后自动开始下一单，按任意键停留</source>
        <translation>{seconds} 秒后自动开始下一单，按任意键停留</translation>
    </message>
    <message id="success.next">
        <source>下一单</source>
        <translation>下一单</translation>
    </message>
    <message id="success.no_change">
        <source>不用找零</source>
        <translation>不用找零</translation>
    </message>
    <message id="success.nothing">
        <source>不用收钱</source>
        <translation>不用收钱</translation>
    </message>
    <message id="success.number">
        <source>单号 {number}</source>
        <translation>单号 {number}</translation>
    </message>
    <message id="success.piece">
        <source>{money} ×{count}</source>
        <translation>{money} ×{count}</translation>
    </message>
    <message id="success.print">
        <source>打印小票</source>
        <translation>打印小票</translation>
    </message>
    <message id="success.received">
        <source>实收</source>
        <translation>实收</translation>
    </message>
    <message id="success.refunded">
        <source>退款完成</source>
        <translation>退款完成</translation>
    </message>
    <message id="success.reprint">
        <source>重打小票</source>
        <translation>重打小票</translation>
    </message>
    <message id="success.title">
        <source>收款完成</source>
        <translation>收款完成</translation>
    </message>
    <message id="success.yuan">
        <source>{count} 元</source>
        <translation>{count} 元</translation>
    </message>
    <message id="tender.alipay">
        <source>支付宝</source>
        <translation>支付宝</translation>
    </message>
    <message id="tender.card">
        <source>银行卡</source>
        <translation>银行卡</translation>
    </message>
    <message id="tender.cash">
        <source>现金</source>
        <translation>现金</translation>
    </message>
    <message id="tender.customer_code">
        <source>付款码</source>
        <translation>付款码</translation>
    </message>
    <message id="tender.ecny">
        <source>数字人民币</source>
        <translation>数字人民币</translation>
    </message>
    <message id="tender.huabei">
        <source>花呗分期</source>
        <translation>花呗分期</translation>
    </message>
    <message id="tender.instalments">
        <source>花呗分期</source>
        <translation>花呗分期</translation>
    </message>
    <message id="tender.payment_qr">
        <source>收款码</source>
        <translation>收款码</translation>
    </message>
    <message id="tender.stored_value">
        <source>储值卡</source>
        <translation>储值卡</translation>
    </message>
    <message id="tender.unionpay">
        <source>云闪付</source>
        <translation>云闪付</translation>
    </message>
    <message id="tender.voucher">
        <source>代金券</source>
        <translation>代金券</translation>
    </message>
    <message id="tender.wechat">
        <source>微信支付</source>
        <translation>微信支付</translation>
    </message>
    <message id="tender_line.card">
        <source>外接 POS 刷卡，输凭证号</source>
        <translation>外接 POS 刷卡，输凭证号</translation>
    </message>
    <message id="tender_line.cash">
        <source>输入实收，自动算找零</source>
        <translation>输入实收，自动算找零</translation>
    </message>
    <message id="tender_line.customer_code">
        <source>扫顾客手机</source>
        <translation>扫顾客手机</translation>
    </message>
    <message id="tender_line.ecny">
        <source>扫顾客的码</source>
        <translation>扫顾客的码</translation>
    </message>
    <message id="tender_line.instalments">
        <source>3 / 6 / 12 期</source>
        <translation>3 / 6 / 12 期</translation>
    </message>
    <message id="tender_line.payment_qr">
        <source>顾客扫我们的码</source>
        <translation>顾客扫我们的码</translation>
    </message>
    <message id="tender_line.voucher">
        <source>输入或扫描券号</source>
        <translation>输入或扫描券号</translation>
    </message>
    <message id="toast.gift">
        <source>已交给小票机打礼品小票：{number}</source>
        <translation>已交给小票机打礼品小票：{number}</translation>
    </message>
    <message id="toast.reprinted">
        <source>已交给小票机重打：{number}</source>
        <translation>已交给小票机重打：{number}</translation>
    </message>
    <message id="toast.undo">
        <source>撤销</source>
        <translation>撤销</translation>
    </message>
    <message id="toast.undo_key">
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message id="toast.voided">
        <source>已删：{name}</source>
        <translation>已删：{name}</translation>
    </message>
    <message id="totals.pieces">
        <source>{count} 件商品</source>
        <translation>{count} 件商品</translation>
    </message>
    <message id="totals.returned">
        <source>退货</source>
        <translation>退货</translation>
    </message>
    <message id="totals.saved">
        <source>已省 ¥{amount}</source>
        <translation>已省 ¥{amount}</translation>
    </message>
    <message id="totals.savings">
        <source>优惠</source>
        <translation>优惠</translation>
    </message>
    <message id="totals.subtotal">
        <source>小计</source>
        <translation>小计</translation>
    </message>
    <message id="totals.taken">
        <source>已收</source>
        <translation>已收</translation>
    </message>
    <message id="training.begin">
        <source>进入培训模式？</source>
        <translation>进入培训模式？</translation>
    </message>
    <message id="training.begin_line">
        <source>培训用同样的商品和员工，单独记账：不上传，不开钱箱。现在的购物车会留着，回来接着收。</source>
        <translation>培训用同样的商品和员工，单独记账：不上传，不开钱箱。现在的购物车会留着，回来接着收。</translation>
    </message>
    <message id="training.begin_yes">
        <source>进入培训</source>
        <translation>进入培训</translation>
    </message>
    <message id="training.end">
        <source>结束培训，回到收银？</source>
        <translation>结束培训，回到收银？</translation>
    </message>
    <message id="training.end_line">
        <source>培训里的单都不计入营业。</source>
        <translation>培训里的单都不计入营业。</translation>
    </message>
    <message id="training.end_yes">
        <source>回到收银</source>
        <translation>回到收银</translation>
    </message>
    <message id="training.line">
        <source>培训 · 不计入</source>
        <translation>培训 · 不计入</translation>
    </message>
    <message id="training.mark">
        <source>培训</source>
        <translation>培训</translation>
    </message>
    <message id="unit.kg">
        <source>千克</source>
        <translation>千克</translation>
    </message>
    <message id="unit.off">
        <source>折</source>
        <translation>折</translation>
    </message>
    <message id="unit.piece">
        <source>件</source>
        <translation>件</translation>
    </message>
    <message id="unit.yuan">
        <source>元</source>
        <translation>元</translation>
    </message>
    <message id="unknown.line">
        <source>没有商品带条码 {code}。没有加入这一单。</source>
        <translation>没有商品带条码 {code}。没有加入这一单。</translation>
    </message>
    <message id="unknown.quick_add">
        <source>新增这个商品</source>
        <translation>新增这个商品</translation>
    </message>
    <message id="unknown.search">
        <source>按名称找商品</source>
        <translation>按名称找商品</translation>
    </message>
    <message id="unknown.search_hint">
        <source>输入名称或拼音首字母</source>
        <translation>输入名称或拼音首字母</translation>
    </message>
    <message id="unknown.title">
        <source>没有这个条码</source>
        <translation>没有这个条码</translation>
    </message>
    <message id="unknown.unlisted">
        <source>按无码商品卖</source>
        <translation>按无码商品卖</translation>
    </message>
    <message id="unpaid.asks">
        <source>系统在自动查询</source>
        <translation>系统在自动查询</translation>
    </message>
    <message id="unpaid.asks_line">
        <source>{asks}。有结果会响铃并自动继续。</source>
        <translation>{asks}。有结果会响铃并自动继续。</translation>
    </message>
    <message id="unpaid.choose">
        <source>再选下面一种处理</source>
        <translation>再选下面一种处理</translation>
    </message>
    <message id="unpaid.choose_line">
        <source>会记下收银员、时间和原因，进入对账待办。</source>
        <translation>会记下收银员、时间和原因，进入对账待办。</translation>
    </message>
    <message id="unpaid.facts">
        <source>给店长或客服看</source>
        <translation>给店长或客服看</translation>
    </message>
    <message id="unpaid.left">
        <source>待确认，不要再收</source>
        <translation>待确认，不要再收</translation>
    </message>
    <message id="unpaid.line">
        <source>这笔 ¥{amount} 可能已经扣款，只是还没收到结果。</source>
        <translation>这笔 ¥{amount} 可能已经扣款，只是还没收到结果。</translation>
    </message>
    <message id="unpaid.look">
        <source>请顾客看一眼手机账单</source>
        <translation>请顾客看一眼手机账单</translation>
    </message>
    <message id="unpaid.look_line">
        <source>只用来选下一步，不能当作收款凭证。</source>
        <translation>只用来选下一步，不能当作收款凭证。</translation>
    </message>
    <message id="unpaid.park">
        <source>挂单，先收下一位</source>
        <translation>挂单，先收下一位</translation>
    </message>
    <message id="unpaid.query">
        <source>再查一次</source>
        <translation>再查一次</translation>
    </message>
    <message id="unpaid.release">
        <source>已付，店长放行</source>
        <translation>已付，店长放行</translation>
    </message>
    <message id="unpaid.reverse">
        <source>撤销后再收</source>
        <translation>撤销后再收</translation>
    </message>
    <message id="unpaid.title">
        <source>先别重复收款</source>
        <translation>先别重复收款</translation>
    </message>
    <message id="wallet.alipay">
        <source>支付宝</source>
        <translation>支付宝</translation>
    </message>
    <message id="wallet.any">
        <source>扫码支付</source>
        <translation>扫码支付</translation>
    </message>
    <message id="wallet.ecny">
        <source>数字人民币</source>
        <translation>数字人民币</translation>
    </message>
    <message id="wallet.unionpay">
        <source>云闪付</source>
        <translation>云闪付</translation>
    </message>
    <message id="wallet.wechat">
        <source>微信支付</source>
        <translation>微信支付</translation>
    </message>
    <message id="weigh.amount">
        <source>金额</source>
        <translation>金额</translation>
    </message>
    <message id="weigh.by_hand">
        <source>手工输入</source>
        <translation>手工输入</translation>
    </message>
    <message id="weigh.by_scale">
        <source>用秤上的重量</source>
        <translation>用秤上的重量</translation>
    </message>
    <message id="weigh.do_tare">
        <source>去皮</source>
        <translation>去皮</translation>
    </message>
    <message id="weigh.do_zero">
        <source>清零</source>
        <translation>清零</translation>
    </message>
    <message id="weigh.empty">
        <source>空秤</source>
        <translation>空秤</translation>
    </message>
    <message id="weigh.moving">
        <source>晃动</source>
        <translation>晃动</translation>
    </message>
    <message id="weigh.negative">
        <source>负数</source>
        <translation>负数</translation>
    </message>
    <message id="weigh.net">
        <source>已去皮</source>
        <translation>已去皮</translation>
    </message>
    <message id="weigh.over">
        <source>超载</source>
        <translation>超载</translation>
    </message>
    <message id="weigh.price">
        <source>单价</source>
        <translation>单价</translation>
    </message>
    <message id="weigh.ready">
        <source>稳定</source>
        <translation>稳定</translation>
    </message>
    <message id="weigh.ready_line">
        <source>核对商品，按 Enter 收下这个重量。</source>
        <translation>核对商品，按 Enter 收下这个重量。</translation>
    </message>
    <message id="weigh.silent">
        <source>没有信号</source>
        <translation>没有信号</translation>
    </message>
    <message id="weigh.take">
        <source>收下重量</source>
        <translation>收下重量</translation>
    </message>
    <message id="weigh.taken">
        <source>未归零</source>
        <translation>未归零</translation>
    </message>
    <message id="weigh.tare">
        <source>皮重</source>
        <translation>皮重</translation>
    </message>
    <message id="weigh.title">
        <source>称重</source>
        <translation>称重</translation>
    </message>
    <message id="why.card_not_taken">
        <source>顾客选的银行卡不能用。没有扣款，请换一张卡。</source>
        <translation>顾客选的银行卡不能用。没有扣款，请换一张卡。</translation>
    </message>
    <message id="why.closed">
        <source>这一笔已经关闭。没有扣款，可以再收一次。</source>
        <translation>这一笔已经关闭。没有扣款，可以再收一次。</translation>
    </message>
    <message id="why.code_expired">
        <source>付款码过期了。没有扣款，请顾客刷新后再扫。</source>
        <translation>付款码过期了。没有扣款，请顾客刷新后再扫。</translation>
    </message>
    <message id="why.code_wrong">
        <source>渠道不认这个付款码。没有扣款，请顾客刷新后再扫。</source>
        <translation>渠道不认这个付款码。没有扣款，请顾客刷新后再扫。</translation>
    </message>
    <message id="why.customer">
        <source>顾客没有付，或密码不对。没有扣款，可以再收一次。</source>
        <translation>顾客没有付，或密码不对。没有扣款，可以再收一次。</translation>
    </message>
    <message id="why.limit">
        <source>超过了支付限额。没有扣款，请换一种付款方式。</source>
        <translation>超过了支付限额。没有扣款，请换一种付款方式。</translation>
    </message>
    <message id="why.never_left">
        <source>网络没有连上，这一笔没有发出，没有扣款。</source>
        <translation>网络没有连上，这一笔没有发出，没有扣款。</translation>
    </message>
    <message id="why.no_funds">
        <source>顾客的余额不够。没有扣款，请换一种付款方式。</source>
        <translation>顾客的余额不够。没有扣款，请换一种付款方式。</translation>
    </message>
    <message id="why.other">
        <source>渠道没有收下这一笔。没有扣款，请换一种方式再收。</source>
        <translation>渠道没有收下这一笔。没有扣款，请换一种方式再收。</translation>
    </message>
</context>
</TS>
