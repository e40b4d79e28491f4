<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message id="act.accept_difference">
        <source>认可长短款</source>
        <translation>accept a difference</translation>
    </message>
    <message id="act.cash_in">
        <source>补入现金</source>
        <translation>put cash in</translation>
    </message>
    <message id="act.cash_out">
        <source>支出现金</source>
        <translation>pay cash out</translation>
    </message>
    <message id="act.close_day">
        <source>日结</source>
        <translation>close the day</translation>
    </message>
    <message id="act.confirm_age">
        <source>确认年龄</source>
        <translation>Age check</translation>
    </message>
    <message id="act.count_cash">
        <source>点数</source>
        <translation>count the cash</translation>
    </message>
    <message id="act.discount">
        <source>折扣</source>
        <translation>Discount</translation>
    </message>
    <message id="act.hand_over">
        <source>交接班</source>
        <translation>hand the shift over</translation>
    </message>
    <message id="act.manage_staff">
        <source>管理员工</source>
        <translation>Manage staff</translation>
    </message>
    <message id="act.manual_weight">
        <source>手工输入重量</source>
        <translation>Type a weight by hand</translation>
    </message>
    <message id="act.open_drawer">
        <source>开钱箱</source>
        <translation>Open drawer</translation>
    </message>
    <message id="act.open_price">
        <source>手输价格</source>
        <translation>Open price</translation>
    </message>
    <message id="act.open_shift">
        <source>开班</source>
        <translation>open a shift</translation>
    </message>
    <message id="act.quick_add">
        <source>快速建商品</source>
        <translation>Quick add</translation>
    </message>
    <message id="act.refund_otherwise">
        <source>换方式退款</source>
        <translation>Refund to another tender</translation>
    </message>
    <message id="act.release_payment">
        <source>放行未确认付款</source>
        <translation>Release unproven payment</translation>
    </message>
    <message id="act.reopen_day">
        <source>冲回 Z 报告</source>
        <translation>reverse a Z report</translation>
    </message>
    <message id="act.reprice">
        <source>改价</source>
        <translation>Price change</translation>
    </message>
    <message id="act.reprint">
        <source>重打</source>
        <translation>Reprint</translation>
    </message>
    <message id="act.return">
        <source>退货</source>
        <translation>Return</translation>
    </message>
    <message id="act.return_unchecked">
        <source>没有凭据的退货</source>
        <translation>Return without proof</translation>
    </message>
    <message id="act.round_off">
        <source>抹零</source>
        <translation>Round off</translation>
    </message>
    <message id="act.safe_drop">
        <source>缴款</source>
        <translation>drop cash</translation>
    </message>
    <message id="act.see_expected">
        <source>点数前看应有现金</source>
        <translation>see the expected cash</translation>
    </message>
    <message id="act.set_up">
        <source>安装与诊断</source>
        <translation>Set-up and diagnosis</translation>
    </message>
    <message id="act.settle_paper">
        <source>处理小票</source>
        <translation>Settle a receipt</translation>
    </message>
    <message id="act.sign_in">
        <source>签到</source>
        <translation>Sign in</translation>
    </message>
    <message id="act.sign_out">
        <source>签退</source>
        <translation>Sign out</translation>
    </message>
    <message id="act.void_line">
        <source>删行</source>
        <translation>Void line</translation>
    </message>
    <message id="act.void_sale">
        <source>作废整单</source>
        <translation>Void sale</translation>
    </message>
    <message id="act.wrong_pin">
        <source>PIN 输错</source>
        <translation>Wrong PIN</translation>
    </message>
    <message id="approval.amount">
        <source>金额 ¥{amount}</source>
        <translation>Amount ¥{amount}</translation>
    </message>
    <message id="approval.asked">
        <source>顾客要求</source>
        <translation>Customer asked</translation>
    </message>
    <message id="approval.damaged">
        <source>商品破损</source>
        <translation>Damaged goods</translation>
    </message>
    <message id="approval.expiring">
        <source>临期或陈列</source>
        <translation>Short-dated</translation>
    </message>
    <message id="approval.label">
        <source>价签不符</source>
        <translation>Wrong price label</translation>
    </message>
    <message id="approval.line">
        <source>店长选自己，输入 PIN，再按原因；或者刷工牌。只管这一次，会记进操作日志。</source>
        <translation>The manager picks their name, types the PIN, then presses a reason; or scans a badge. This once only, and on record.</translation>
    </message>
    <message id="approval.most">
        <source>{name} 最多 {most}</source>
        <translation>{name} up to {most}</translation>
    </message>
    <message id="approval.no_right">
        <source>{name} 没有「{act}」的权限</source>
        <translation>{name} has no right to: {act}</translation>
    </message>
    <message id="approval.nobody">
        <source>这里没有人能做这件事。请让有权限的人刷工牌，或按 Esc 不做了。</source>
        <translation>Nobody here may allow this. Let somebody with the right scan a badge, or press Esc to give up.</translation>
    </message>
    <message id="approval.own">
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message id="approval.pin_first">
        <source>先输 PIN，或刷工牌，再按原因。</source>
        <translation>First the PIN or a badge, then the reason.</translation>
    </message>
    <message id="approval.reason">
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message id="approval.reason_now">
        <source>已确认，请按原因</source>
        <translation>Confirmed; now the reason</translation>
    </message>
    <message id="approval.share">
        <source>让利 {share}</source>
        <translation>{share} given away</translation>
    </message>
    <message id="approval.title">
        <source>请店长确认：{act}</source>
        <translation>Manager needed: {act}</translation>
    </message>
    <message id="ask.about">
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message id="ask.age">
        <source>顾客满 {age} 岁了吗？</source>
        <translation>Is the customer {age} or over?</translation>
    </message>
    <message id="ask.age_line">
        <source>「{name}」只卖给满 {age} 岁的顾客。请看本人和证件。</source>
        <translation>“{name}” is only for customers aged {age} or over. Look at the person and their papers.</translation>
    </message>
    <message id="ask.age_no">
        <source>不卖</source>
        <translation>Do not sell</translation>
    </message>
    <message id="ask.age_yes">
        <source>已满 {age} 岁</source>
        <translation>{age} or over</translation>
    </message>
    <message id="ask.discount">
        <source>折扣</source>
        <translation>Discount</translation>
    </message>
    <message id="ask.help">
        <source>键盘帮助</source>
        <translation>Keyboard help</translation>
    </message>
    <message id="ask.help_pay">
        <source>收款键盘帮助</source>
        <translation>Payment keyboard help</translation>
    </message>
    <message id="ask.keys">
        <source>按键设置</source>
        <translation>Function keys</translation>
    </message>
    <message id="ask.keys_line">
        <source>用 ↑ ↓ 选功能，再按 F1 到 F12 换成那个键。</source>
        <translation>Choose an action with ↑ ↓, then press the key it should have, F1 to F12.</translation>
    </message>
    <message id="ask.more">
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message id="ask.note">
        <source>行备注</source>
        <translation>Line note</translation>
    </message>
    <message id="ask.open_price">
        <source>输入价格</source>
        <translation>Enter the price</translation>
    </message>
    <message id="ask.per_kg">
        <source>¥{price}/kg</source>
        <translation>¥{price}/kg</translation>
    </message>
    <message id="ask.price">
        <source>改价</source>
        <translation>Price</translation>
    </message>
    <message id="ask.quantity">
        <source>改数量</source>
        <translation>Change quantity</translation>
    </message>
    <message id="ask.void_sale">
        <source>作废整单？</source>
        <translation>Void the whole sale?</translation>
    </message>
    <message id="ask.void_sale_line">
        <source>{count} 行，合计 ¥{amount}，会全部删掉并记入操作日志。</source>
        <translation>{count} lines, ¥{amount} in all, go away and are kept in the audit log.</translation>
    </message>
    <message id="ask.void_sale_yes">
        <source>作废整单</source>
        <translation>Void the sale</translation>
    </message>
    <message id="ask.waiting">
        <source>已扫 {count} 件，关闭后自动加入</source>
        <translation>{count} scanned; added when this closes</translation>
    </message>
    <message id="ask.weight">
        <source>输入重量</source>
        <translation>Enter the weight</translation>
    </message>
    <message id="assure.asking">
        <source>自动查询中</source>
        <translation>asking</translation>
    </message>
    <message id="assure.back">
        <source>回到收银</source>
        <translation>Back to selling</translation>
    </message>
    <message id="assure.bad_of">
        <source>{n} 笔里 {bad} 笔，平常 {usual}%</source>
        <translation>{bad} of {n}, usually {usual}%</translation>
    </message>
    <message id="assure.channel_worse">
        <source>{what} 的成功率比 {instead} 低 {delta} 个百分点</source>
        <translation>{what}: {delta} points below {instead}</translation>
    </message>
    <message id="assure.channels">
        <source>渠道</source>
        <translation>Channels</translation>
    </message>
    <message id="assure.chart">
        <source>成功率 · 按渠道</source>
        <translation>Success rate by channel</translation>
    </message>
    <message id="assure.chart_line">
        <source>成功 ÷ 发起，不含顾客取消</source>
        <translation>paid ÷ begun, without what customers cancelled</translation>
    </message>
    <message id="assure.column_channel">
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message id="assure.column_n">
        <source>笔数</source>
        <translation>Count</translation>
    </message>
    <message id="assure.column_rate">
        <source>成功率（95% 区间）</source>
        <translation>Success rate (95%)</translation>
    </message>
    <message id="assure.column_seconds">
        <source>中位秒数</source>
        <translation>Median s</translation>
    </message>
    <message id="assure.column_state">
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message id="assure.count">
        <source>笔</source>
        <translation>payments</translation>
    </message>
    <message id="assure.counted">
        <source>{n} 笔</source>
        <translation>{n} payments</translation>
    </message>
    <message id="assure.days_1">
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message id="assure.days_30">
        <source>30 天</source>
        <translation>30 days</translation>
    </message>
    <message id="assure.days_7">
        <source>7 天</source>
        <translation>7 days</translation>
    </message>
    <message id="assure.faults">
        <source>{channel} 失败和无结果增多</source>
        <translation>{channel}: faults and lost results</translation>
    </message>
    <message id="assure.fee_less">
        <source>换过去手续费少 ¥{fee}</source>
        <translation>moving saves ¥{fee} in fees</translation>
    </message>
    <message id="assure.fee_more">
        <source>换过去手续费多 ¥{fee}</source>
        <translation>moving costs ¥{fee} more in fees</translation>
    </message>
    <message id="assure.found">
        <source>掉单自动找回</source>
        <translation>Lost orders found</translation>
    </message>
    <message id="assure.found_line">
        <source>共 ¥{amount}，没有重复收款</source>
        <translation>¥{amount} in all, none charged twice</translation>
    </message>
    <message id="assure.from_to">
        <source>{began}–{ended} · {span}</source>
        <translation>{began}–{ended} · {span}</translation>
    </message>
    <message id="assure.gateway">
        <source>云闪付网关</source>
        <translation>QuickPass</translation>
    </message>
    <message id="assure.hour_worse">
        <source>{what} 的成功率比别的时段低 {delta} 个百分点，备一条网络</source>
        <translation>{what}: {delta} points below other hours, have a second line</translation>
    </message>
    <message id="assure.hours">
        <source>{count} 小时</source>
        <translation>{count} h</translation>
    </message>
    <message id="assure.line">
        <source>{began} 到 {now} · 每分钟更新 · F5 刷新</source>
        <translation>{began} to {now} · updated every minute · F5 refreshes</translation>
    </message>
    <message id="assure.look">
        <source>查单</source>
        <translation>Look up</translation>
    </message>
    <message id="assure.matters">
        <source>要处理的和建议</source>
        <translation>To see to, and advice</translation>
    </message>
    <message id="assure.minutes">
        <source>{count} 分钟</source>
        <translation>{count} min</translation>
    </message>
    <message id="assure.no_incident">
        <source>没有进行中的事件</source>
        <translation>No trouble now</translation>
    </message>
    <message id="assure.no_unknown">
        <source>每一笔都有结果</source>
        <translation>Every payment has its result</translation>
    </message>
    <message id="assure.none_yet">
        <source>还没有付款</source>
        <translation>No payments yet</translation>
    </message>
    <message id="assure.nothing">
        <source>没有要处理的</source>
        <translation>Nothing to see to</translation>
    </message>
    <message id="assure.nothing_line">
        <source>没有未完成的付款，也没有够把握的建议</source>
        <translation>No open payment, and no advice that is more than chance</translation>
    </message>
    <message id="assure.oldest">
        <source>最长 {age}，都在自动查询</source>
        <translation>oldest {age}, all are asked about</translation>
    </message>
    <message id="assure.on_now">
        <source>进行中的事件</source>
        <translation>Troubles now</translation>
    </message>
    <message id="assure.open">
        <source>{wallet} ¥{amount} · {state} · {age}</source>
        <translation>{wallet} ¥{amount} · {state} · {age}</translation>
    </message>
    <message id="assure.over">
        <source>已结束</source>
        <translation>Over</translation>
    </message>
    <message id="assure.proof">
        <source>{n} 笔对 {m} 笔，95% 把握相差 {between} 个百分点</source>
        <translation>{n} against {m}; 95% sure: {between} points</translation>
    </message>
    <message id="assure.released">
        <source>店长已放行</source>
        <translation>released</translation>
    </message>
    <message id="assure.released_line">
        <source>等渠道证明，证明前在对账待办里</source>
        <translation>not proven yet, in reconciliation</translation>
    </message>
    <message id="assure.s">
        <source>秒内到账</source>
        <translation>s</translation>
    </message>
    <message id="assure.since">
        <source>{time} 起 · {span}</source>
        <translation>since {time} · {span}</translation>
    </message>
    <message id="assure.slow">
        <source>{channel} 变慢，超过 10 秒的增多</source>
        <translation>{channel}: many take over 10 s</translation>
    </message>
    <message id="assure.slowest">
        <source>95% 在 {seconds} 秒内</source>
        <translation>95% within {seconds} s</translation>
    </message>
    <message id="assure.span_before">
        <source>{n} 笔 · 前一段 {share}%</source>
        <translation>{n} · time before {share}%</translation>
    </message>
    <message id="assure.speed">
        <source>一半的付款在</source>
        <translation>Half are paid within</translation>
    </message>
    <message id="assure.step.created">
        <source>还没有发出</source>
        <translation>not sent yet</translation>
    </message>
    <message id="assure.step.escalated">
        <source>拿单号联系渠道，先别重复收款</source>
        <translation>call the channel, do not charge</translation>
    </message>
    <message id="assure.step.paying">
        <source>顾客正在确认</source>
        <translation>the customer confirms</translation>
    </message>
    <message id="assure.step.refunding">
        <source>钱正在退回</source>
        <translation>money goes back</translation>
    </message>
    <message id="assure.step.reversing">
        <source>撤销中，钱会退回</source>
        <translation>being reversed</translation>
    </message>
    <message id="assure.step.sending">
        <source>等渠道回答</source>
        <translation>waiting for an answer</translation>
    </message>
    <message id="assure.step.unknown">
        <source>自动查询中，先别重复收款</source>
        <translation>being asked about, do not charge</translation>
    </message>
    <message id="assure.success">
        <source>整体成功率</source>
        <translation>Success rate</translation>
    </message>
    <message id="assure.till_worse">
        <source>{what} 号机的成功率比别的机低 {delta} 个百分点，查网线和信号</source>
        <translation>Till {what}: {delta} points below the others, check its line</translation>
    </message>
    <message id="assure.title">
        <source>支付保障</source>
        <translation>Payment assurance</translation>
    </message>
    <message id="assure.troubled">
        <source>有事件</source>
        <translation>In trouble</translation>
    </message>
    <message id="assure.unknown">
        <source>结果未知</source>
        <translation>Unknown results</translation>
    </message>
    <message id="assure.well">
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message id="assure.yesterday">
        <source>{n} 笔 · 昨日同时段 {share}%</source>
        <translation>{n} · by now yesterday {share}%</translation>
    </message>
    <message id="back.done">
        <source>已原路退回</source>
        <translation>Gone back</translation>
    </message>
    <message id="back.going">
        <source>正在原路退回</source>
        <translation>Going back through its channel</translation>
    </message>
    <message id="back.refused">
        <source>没有退成，请查单</source>
        <translation>Not given back, look it up</translation>
    </message>
    <message id="banner.clock">
        <source>请校准电脑时间，可以继续收银</source>
        <translation>Set the computer's clock. You can keep selling</translation>
    </message>
    <message id="banner.drawer_open">
        <source>钱箱没关</source>
        <translation>The drawer is open</translation>
    </message>
    <message id="banner.drawer_open_line">
        <source>请把钱箱关上。可以继续收银。</source>
        <translation>Please shut it. You can keep selling.</translation>
    </message>
    <message id="banner.no_paper_line">
        <source>单已保存，装好纸会接着打。可以继续收银。</source>
        <translation>Sales are safe; put paper in and it goes on by itself.</translation>
    </message>
    <message id="banner.offline">
        <source>网络已断开，可以继续收银</source>
        <translation>Network is down. You can keep selling</translation>
    </message>
    <message id="banner.offline_line">
        <source>能用：现金。单都在本机，网络恢复后自动上传。</source>
        <translation>Works: cash. Sales are kept here and sent when the network is back.</translation>
    </message>
    <message id="banner.papers">
        <source>小票待确认：{count} 张</source>
        <translation>Receipts to check: {count}</translation>
    </message>
    <message id="banner.papers_line">
        <source>看一下纸，按 Ctrl+P 选。可以继续收银。</source>
        <translation>Look at the paper and press Ctrl+P. You can keep selling.</translation>
    </message>
    <message id="banner.printer_line">
        <source>单已保存，好了会自动打。可以继续收银，Ctrl+P 看详情。</source>
        <translation>Sales are safe; it prints once it is back. Ctrl+P for more.</translation>
    </message>
    <message id="banner.refused">
        <source>总部不接收，可以继续收银</source>
        <translation>HQ does not accept our sales. You can keep selling</translation>
    </message>
    <message id="banner.scale">
        <source>电子秤没连上，可以手工输入重量</source>
        <translation>The scale is away; weights can be entered by hand</translation>
    </message>
    <message id="banner.scanner">
        <source>扫码枪没连上，可以继续收银</source>
        <translation>Scanner away; you can go on selling</translation>
    </message>
    <message id="banner.set_aside">
        <source>总部退回 {count} 笔</source>
        <translation>Head office set {count} aside</translation>
    </message>
    <message id="banner.set_aside_line">
        <source>销售已存在本机，钱不受影响。点开看原因</source>
        <translation>They are kept here and the money is safe. Open to see why</translation>
    </message>
    <message id="banner.stands_in_line">
        <source>请有空时看看原来的小票机。可以继续收银。</source>
        <translation>Look at the usual printer when there is time.</translation>
    </message>
    <message id="banner.warning">
        <source>请留意，可以继续收银</source>
        <translation>Please note. You can keep selling</translation>
    </message>
    <message id="cancel">
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message id="cart.amount">
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message id="cart.discount">
        <source>优惠</source>
        <translation>Disc.</translation>
    </message>
    <message id="cart.item">
        <source>商品</source>
        <translation>Item</translation>
    </message>
    <message id="cart.listed">
        <source>原价 {price}</source>
        <translation>was {price}</translation>
    </message>
    <message id="cart.name">
        <source>购物车</source>
        <translation>Cart</translation>
    </message>
    <message id="cart.pack">
        <source>{name} = {count} 件</source>
        <translation>{name} = {count} pieces</translation>
    </message>
    <message id="cart.price">
        <source>单价</source>
        <translation>Price</translation>
    </message>
    <message id="cart.quantity">
        <source>数量</source>
        <translation>Qty</translation>
    </message>
    <message id="cart.returned">
        <source>退货 · 单号 {number}</source>
        <translation>returned · sale {number}</translation>
    </message>
    <message id="cart.returned_unknown">
        <source>退货 · 无原单</source>
        <translation>returned · sale unknown</translation>
    </message>
    <message id="cart.weighed">
        <source>称重 {weight} kg</source>
        <translation>Weighed {weight} kg</translation>
    </message>
    <message id="change">
        <source>找零</source>
        <translation>Change</translation>
    </message>
    <message id="close">
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message id="close.again">
        <source>重新点</source>
        <translation>Recount</translation>
    </message>
    <message id="close.agrees">
        <source>一致</source>
        <translation>agrees</translation>
    </message>
    <message id="close.back">
        <source>回到收银</source>
        <translation>Back to selling</translation>
    </message>
    <message id="close.backs">
        <source>其中退回</source>
        <translation>Paid back</translation>
    </message>
    <message id="close.beyond">
        <source>超过容差 ¥{most}，要写原因、店长授权</source>
        <translation>Beyond ¥{most}: give a reason; a manager approves</translation>
    </message>
    <message id="close.bundle_key">
        <source>把 ×{pieces}</source>
        <translation>bundle ×{pieces}</translation>
    </message>
    <message id="close.bundles">
        <source>{count} 把</source>
        <translation>{count} bundles</translation>
    </message>
    <message id="close.by_slips">
        <source>按单据核对</source>
        <translation>check the slips</translation>
    </message>
    <message id="close.card">
        <source>银行卡</source>
        <translation>Bank card</translation>
    </message>
    <message id="close.cash">
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message id="close.coins">
        <source>{count} 枚</source>
        <translation>{count} pcs</translation>
    </message>
    <message id="close.confirm_day">
        <source>打印并日结</source>
        <translation>Print and close</translation>
    </message>
    <message id="close.confirm_handover">
        <source>打印并交接</source>
        <translation>Print and hand over</translation>
    </message>
    <message id="close.count_hint">
        <source>Tab 下一格</source>
        <translation>Tab: next row</translation>
    </message>
    <message id="close.count_line">
        <source>含备用金 {amount}。数完再看应有金额，这样更准。</source>
        <translation>With the float of {amount}. What should be there is shown after the count.</translation>
    </message>
    <message id="close.count_title">
        <source>数一数钱箱里的现金</source>
        <translation>Count the cash in the drawer</translation>
    </message>
    <message id="close.counted">
        <source>实点现金</source>
        <translation>Counted cash</translation>
    </message>
    <message id="close.counted_total">
        <source>实点合计</source>
        <translation>Counted</translation>
    </message>
    <message id="close.deposit">
        <source>缴款 ¥{deposit} · 留在钱箱 ¥{kept}</source>
        <translation>To deposit ¥{deposit} · stays in the drawer ¥{kept}</translation>
    </message>
    <message id="close.differs">
        <source>有长短款</source>
        <translation>over/short</translation>
    </message>
    <message id="close.done_day">
        <source>已日结，Z 第 {number} 号</source>
        <translation>Closed: Z No. {number}</translation>
    </message>
    <message id="close.done_handover">
        <source>已交接班</source>
        <translation>Handed over</translation>
    </message>
    <message id="close.earlier">
        <source>之前点过 {amounts}，已留底</source>
        <translation>Counted before: {amounts}, kept on record</translation>
    </message>
    <message id="close.even">
        <source>长短款</source>
        <translation>Over/short</translation>
    </message>
    <message id="close.expected">
        <source>应有现金</source>
        <translation>Expected cash</translation>
    </message>
    <message id="close.float">
        <source>备用金</source>
        <translation>Opening float</translation>
    </message>
    <message id="close.float_left">
        <source>上一班留下 ¥{amount}</source>
        <translation>Left by the last shift: ¥{amount}</translation>
    </message>
    <message id="close.float_odd">
        <source>金额不对，例如 300.00</source>
        <translation>Not an amount, e.g. 300.00</translation>
    </message>
    <message id="close.follows_held">
        <source>可以关班。挂单会留到下一班，Z 报告会注明。</source>
        <translation>You may close. Held carts stay for the next shift; the Z report says so.</translation>
    </message>
    <message id="close.follows_refused">
        <source>可以关班。总部会查退回的记录，Z 报告会注明。</source>
        <translation>You may close. Head office looks into what it refused; the Z report says so.</translation>
    </message>
    <message id="close.follows_unknown">
        <source>可以关班。之后查到的结果记在查到的那天，Z 报告会注明。</source>
        <translation>You may close. What is found out later is booked then; the Z report says so.</translation>
    </message>
    <message id="close.follows_unprinted">
        <source>可以关班。小票会继续打，Z 报告会注明。</source>
        <translation>You may close. The papers are printed later; the Z report says so.</translation>
    </message>
    <message id="close.follows_unsent">
        <source>不影响关班。网络恢复后自动补传，数字不会变，Z 报告会注明。</source>
        <translation>You may close. They are sent once the line is back and change no figure; the Z report says so.</translation>
    </message>
    <message id="close.handover_title">
        <source>交接班单</source>
        <translation>Shift handover</translation>
    </message>
    <message id="close.jiao">
        <source>{worth} 角</source>
        <translation>{worth} jiao</translation>
    </message>
    <message id="close.kind_day">
        <source>日结</source>
        <translation>Day close</translation>
    </message>
    <message id="close.kind_handover">
        <source>交接班</source>
        <translation>Handover</translation>
    </message>
    <message id="close.line">
        <source>{day} · {till} 号机 · 第 {place} 班 · {name}</source>
        <translation>{day} · till {till} · shift {place} · {name}</translation>
    </message>
    <message id="close.loose">
        <source>还有 {count} 件事没完</source>
        <translation>{count} things are not settled</translation>
    </message>
    <message id="close.loose_held">
        <source>{count} 笔挂单未取</source>
        <translation>{count} held carts</translation>
    </message>
    <message id="close.loose_refused">
        <source>总部退回 {count} 笔</source>
        <translation>{count} refused by head office</translation>
    </message>
    <message id="close.loose_title">
        <source>没完的事</source>
        <translation>Not settled</translation>
    </message>
    <message id="close.loose_unknown">
        <source>{count} 笔收款结果未知 ¥{amount}</source>
        <translation>{count} unknown payments, ¥{amount}</translation>
    </message>
    <message id="close.loose_unprinted">
        <source>{count} 张小票没打好</source>
        <translation>{count} papers not printed</translation>
    </message>
    <message id="close.loose_unsent">
        <source>{count} 笔没上传</source>
        <translation>{count} unsent</translation>
    </message>
    <message id="close.next_row">
        <source>下一格</source>
        <translation>Next</translation>
    </message>
    <message id="close.next_shift">
        <source>开下一班</source>
        <translation>Next shift</translation>
    </message>
    <message id="close.no_scan">
        <source>这里不扫商品。先开班，或按 Esc 回到收银</source>
        <translation>Goods are not scanned here. Open a shift, or press Esc to sell</translation>
    </message>
    <message id="close.note">
        <source>说明，例如「13:40 找零多给一张 10 元」</source>
        <translation>Note, e.g. “13:40 gave ¥10 too much change”</translation>
    </message>
    <message id="close.notes">
        <source>{count} 张</source>
        <translation>{count} pcs</translation>
    </message>
    <message id="close.open">
        <source>开班</source>
        <translation>Open shift</translation>
    </message>
    <message id="close.open_line">
        <source>数好备用金再开始收银。开班后，营业日到日结都不变。</source>
        <translation>Count the float, then begin to sell. The business day stays the same until the day is closed.</translation>
    </message>
    <message id="close.open_title">
        <source>开班</source>
        <translation>Open shift</translation>
    </message>
    <message id="close.over">
        <source>长款</source>
        <translation>Over</translation>
    </message>
    <message id="close.pay_first">
        <source>先收完这一单，或退回改单</source>
        <translation>Finish this payment first, or go back</translation>
    </message>
    <message id="close.pdf">
        <source>存 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message id="close.preview">
        <source>报告预览</source>
        <translation>Report preview</translation>
    </message>
    <message id="close.print">
        <source>再打一张</source>
        <translation>Print again</translation>
    </message>
    <message id="close.printing">
        <source>已排队打印</source>
        <translation>It waits for the printer</translation>
    </message>
    <message id="close.prints">
        <source>报告正在打印</source>
        <translation>The report is being printed</translation>
    </message>
    <message id="close.prints_not">
        <source>没有设小票机，报告可以存成文件</source>
        <translation>No printer is set up; the report can be saved</translation>
    </message>
    <message id="close.reopen">
        <source>冲回 Z 第 {number} 号</source>
        <translation>Reverse Z No. {number}</translation>
    </message>
    <message id="close.reopen_why">
        <source>为什么冲回（必填）</source>
        <translation>Why it is reversed (required)</translation>
    </message>
    <message id="close.reopen_yes">
        <source>冲回，继续这个营业日</source>
        <translation>Reverse, go on with that day</translation>
    </message>
    <message id="close.reopened">
        <source>Z 第 {number} 号已冲回，原报告保留。开班后接着这个营业日。</source>
        <translation>Z No. {number} is reversed and kept. The next shift goes on with its day.</translation>
    </message>
    <message id="close.roll_key">
        <source>卷 ×{pieces}</source>
        <translation>roll ×{pieces}</translation>
    </message>
    <message id="close.rolls">
        <source>{count} 卷</source>
        <translation>{count} rolls</translation>
    </message>
    <message id="close.saved">
        <source>已存到 {file}</source>
        <translation>Saved to {file}</translation>
    </message>
    <message id="close.sep">
        <source>；</source>
        <translation>; </translation>
    </message>
    <message id="close.short">
        <source>短款</source>
        <translation>Short</translation>
    </message>
    <message id="close.state">
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message id="close.step_check">
        <source>核对未完成</source>
        <translation>Unsettled</translation>
    </message>
    <message id="close.step_count">
        <source>盲点现金</source>
        <translation>Blind count</translation>
    </message>
    <message id="close.step_over">
        <source>长短款</source>
        <translation>Over/short</translation>
    </message>
    <message id="close.step_print">
        <source>打印报告</source>
        <translation>Report</translation>
    </message>
    <message id="close.submit">
        <source>提交实点数</source>
        <translation>Submit the count</translation>
    </message>
    <message id="close.taken">
        <source>本机记录</source>
        <translation>At this till</translation>
    </message>
    <message id="close.tender">
        <source>收款方式</source>
        <translation>Tender</translation>
    </message>
    <message id="close.times">
        <source>笔数</source>
        <translation>Count</translation>
    </message>
    <message id="close.title">
        <source>日结</source>
        <translation>Day close</translation>
    </message>
    <message id="close.voucher">
        <source>代金券</source>
        <translation>Voucher</translation>
    </message>
    <message id="close.why_change">
        <source>找零错误</source>
        <translation>Change</translation>
    </message>
    <message id="close.why_counterfeit">
        <source>假币</source>
        <translation>Counterfeit</translation>
    </message>
    <message id="close.why_float">
        <source>备用金不符</source>
        <translation>Wrong float</translation>
    </message>
    <message id="close.why_other">
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message id="close.why_title">
        <source>长短款原因（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message id="close.why_unrecorded">
        <source>漏记支出</source>
        <translation>Unrecorded</translation>
    </message>
    <message id="close.within">
        <source>在容差 ¥{most} 以内</source>
        <translation>Within the tolerance of ¥{most}</translation>
    </message>
    <message id="close.x">
        <source>X 报告</source>
        <translation>X report</translation>
    </message>
    <message id="close.x_all">
        <source>看全部（店长）</source>
        <translation>Show all (manager)</translation>
    </message>
    <message id="close.xlsx">
        <source>存 XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message id="close.yuan">
        <source>{worth} 元</source>
        <translation>¥{worth}</translation>
    </message>
    <message id="close.z_title">
        <source>日结单（Z 报告）</source>
        <translation>Day close (Z report)</translation>
    </message>
    <message id="confirm">
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message id="details">
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message id="discount.all">
        <source>整单</source>
        <translation>Whole bill</translation>
    </message>
    <message id="discount.amount">
        <source>减价</source>
        <translation>Amount off</translation>
    </message>
    <message id="discount.line">
        <source>本行</source>
        <translation>This line</translation>
    </message>
    <message id="discount.share">
        <source>打折</source>
        <translation>Percent off</translation>
    </message>
    <message id="discount.target">
        <source>改到</source>
        <translation>Reduce to</translation>
    </message>
    <message id="display.above">
        <source>上面还有 {count} 行</source>
        <translation>{count} more above</translation>
    </message>
    <message id="display.due">
        <source>应付</source>
        <translation>Amount due</translation>
    </message>
    <message id="display.due_back">
        <source>应退给您</source>
        <translation>We owe you</translation>
    </message>
    <message id="display.line_saved">
        <source>已省 ¥{amount}</source>
        <translation>Saved ¥{amount}</translation>
    </message>
    <message id="display.member">
        <source>会员 {name}</source>
        <translation>Member {name}</translation>
    </message>
    <message id="display.order_off">
        <source>整单优惠</source>
        <translation>Discount on the bill</translation>
    </message>
    <message id="display.paid">
        <source>已付</source>
        <translation>Paid</translation>
    </message>
    <message id="display.paid_back">
        <source>已退给您</source>
        <translation>Paid back to you</translation>
    </message>
    <message id="display.pay">
        <source>请付款</source>
        <translation>Please pay</translation>
    </message>
    <message id="display.pieces">
        <source>{count} 件</source>
        <translation>{count} items</translation>
    </message>
    <message id="display.points">
        <source>积分 {points}</source>
        <translation>{points} points</translation>
    </message>
    <message id="display.returned">
        <source>退回 {name}</source>
        <translation>Returned: {name}</translation>
    </message>
    <message id="display.scan_to_pay">
        <source>扫一扫付款</source>
        <translation>Scan to pay</translation>
    </message>
    <message id="display.sums">
        <source>应付 ¥{due} · 实收 ¥{paid}</source>
        <translation>Due ¥{due} · received ¥{paid}</translation>
    </message>
    <message id="display.thanks">
        <source>谢谢惠顾</source>
        <translation>Thank you</translation>
    </message>
    <message id="display.total">
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message id="display.welcome">
        <source>欢迎光临</source>
        <translation>Welcome</translation>
    </message>
    <message id="display.within">
        <source>请在 {time} 内付款</source>
        <translation>Please pay within {time}</translation>
    </message>
    <message id="drawer.change">
        <source>给顾客换零钱</source>
        <translation>Change for a customer</translation>
    </message>
    <message id="drawer.check">
        <source>清点检查</source>
        <translation>Count or check</translation>
    </message>
    <message id="drawer.deposit">
        <source>存取零钱</source>
        <translation>Put in or take out change</translation>
    </message>
    <message id="drawer.line">
        <source>不收款开钱箱要写原因，会记在你名下。</source>
        <translation>Opening without a sale needs a reason, kept on record.</translation>
    </message>
    <message id="drawer.mistake">
        <source>刚才没开</source>
        <translation>It did not open before</translation>
    </message>
    <message id="drawer.own">
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message id="drawer.title">
        <source>开钱箱</source>
        <translation>Open the drawer</translation>
    </message>
    <message id="due">
        <source>应收</source>
        <translation>Amount due</translation>
    </message>
    <message id="due_back">
        <source>应退</source>
        <translation>To refund</translation>
    </message>
    <message id="elsewhere.disputed">
        <source>{wallet} ¥{amount}（{number}）渠道的说法和我们不一致，请店长查单</source>
        <translation>{wallet} ¥{amount} ({number}): the channel disagrees; a manager must look it up</translation>
    </message>
    <message id="elsewhere.gone_back">
        <source>{wallet} ¥{amount}（{number}）已退回给顾客</source>
        <translation>{wallet} ¥{amount} ({number}) went back to the customer</translation>
    </message>
    <message id="elsewhere.held.dead">
        <source>挂着的一单：{wallet} ¥{amount} 没有收到，取单后重新收</source>
        <translation>A held sale: {wallet} ¥{amount} did not come, recall it to take it again</translation>
    </message>
    <message id="elsewhere.held.paid">
        <source>挂着的一单：{wallet} ¥{amount} 已到账，取单后完成</source>
        <translation>A held sale: {wallet} ¥{amount} has come, recall it to finish</translation>
    </message>
    <message id="elsewhere.trusted_dead">
        <source>店长放行的 {wallet} ¥{amount}（{number}）没有到账，请处理</source>
        <translation>{wallet} ¥{amount} ({number}) was released but never paid; please see to it</translation>
    </message>
    <message id="empty.line">
        <source>没有条码的商品，用右侧快捷商品或输入拼音首字母</source>
        <translation>No barcode? Use the quick items or type pinyin initials</translation>
    </message>
    <message id="empty.recall">
        <source>取单（{count} 笔挂单）</source>
        <translation>Recall ({count} held)</translation>
    </message>
    <message id="empty.title">
        <source>扫第一件商品开始</source>
        <translation>Scan the first item to begin</translation>
    </message>
    <message id="fact.amount">
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message id="fact.asked">
        <source>已查询</source>
        <translation>Asked</translation>
    </message>
    <message id="fact.broken">
        <source>渠道出错（{code}）</source>
        <translation>channel fault ({code})</translation>
    </message>
    <message id="fact.code">
        <source>错误码</source>
        <translation>Code</translation>
    </message>
    <message id="fact.last_asked">
        <source>最近查询</source>
        <translation>Last query</translation>
    </message>
    <message id="fact.money">
        <source>钱</source>
        <translation>Money</translation>
    </message>
    <message id="fact.no_reply">
        <source>没有回答</source>
        <translation>none</translation>
    </message>
    <message id="fact.nothing_taken">
        <source>没有扣款</source>
        <translation>nothing was taken</translation>
    </message>
    <message id="fact.order">
        <source>商户单号</source>
        <translation>Merchant order</translation>
    </message>
    <message id="fact.payer">
        <source>付款人</source>
        <translation>Payer</translation>
    </message>
    <message id="fact.reference">
        <source>渠道流水</source>
        <translation>Channel reference</translation>
    </message>
    <message id="fact.reply">
        <source>渠道返回</source>
        <translation>Channel reply</translation>
    </message>
    <message id="fact.started">
        <source>发起</source>
        <translation>Started</translation>
    </message>
    <message id="fail.close">
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message id="fail.title">
        <source>收银台打不开</source>
        <translation>The till cannot be opened</translation>
    </message>
    <message id="held.amount">
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message id="held.comma">
        <source>、</source>
        <translation>, </translation>
    </message>
    <message id="held.content">
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message id="held.contents">
        <source>{names} 等 {count} 件</source>
        <translation>{names}: {count} items</translation>
    </message>
    <message id="held.done">
        <source>已挂单 {label}</source>
        <translation>Held as {label}</translation>
    </message>
    <message id="held.first">
        <source>取回前，当前 {count} 行会先自动挂起。</source>
        <translation>The {count} lines open now are held first.</translation>
    </message>
    <message id="held.label">
        <source>挂单号</source>
        <translation>Label</translation>
    </message>
    <message id="held.minutes">
        <source>{count} 分钟</source>
        <translation>{count} min</translation>
    </message>
    <message id="held.none">
        <source>没有挂单</source>
        <translation>Nothing is on hold</translation>
    </message>
    <message id="held.note">
        <source>备注：{note}</source>
        <translation>note: {note}</translation>
    </message>
    <message id="held.take">
        <source>取回</source>
        <translation>Recall</translation>
    </message>
    <message id="held.title">
        <source>取单</source>
        <translation>Recall</translation>
    </message>
    <message id="held.waited">
        <source>已挂</source>
        <translation>Waiting</translation>
    </message>
    <message id="help.arrows">
        <source>↑ ↓</source>
        <translation>↑ ↓</translation>
    </message>
    <message id="help.arrows_line">
        <source>选择行，或选择搜索结果</source>
        <translation>Select a line, or a search result</translation>
    </message>
    <message id="help.close_day">
        <source>交接班、日结</source>
        <translation>Shift handover, day close</translation>
    </message>
    <message id="help.ctrl_g">
        <source>快捷商品：方向键选，Enter 加入，Tab 换类</source>
        <translation>Quick items: arrows move, Enter adds, Tab turns the shelf</translation>
    </message>
    <message id="help.ctrl_k">
        <source>回到扫码框</source>
        <translation>Back to the scan box</translation>
    </message>
    <message id="help.discount">
        <source>这一行或整单的折扣</source>
        <translation>Discount on the line or the sale</translation>
    </message>
    <message id="help.dot">
        <source>. /</source>
        <translation>. /</translation>
    </message>
    <message id="help.dot_line">
        <source>改价；折扣（框空时）</source>
        <translation>Price; discount (box empty)</translation>
    </message>
    <message id="help.drawer">
        <source>开钱箱（要有权限）</source>
        <translation>Open the drawer, with the right to</translation>
    </message>
    <message id="help.enter_line">
        <source>加入输入的商品；收款时确认；完成后下一单</source>
        <translation>Add what is typed; in payment confirm; afterwards next sale</translation>
    </message>
    <message id="help.esc_line">
        <source>清空输入框；收款时返回改单</source>
        <translation>Clear the box; in payment go back</translation>
    </message>
    <message id="help.help">
        <source>这张表</source>
        <translation>This sheet</translation>
    </message>
    <message id="help.hold">
        <source>挂单；没有商品时取单</source>
        <translation>Hold; with an empty cart, recall</translation>
    </message>
    <message id="help.lock">
        <source>锁屏、换收银员</source>
        <translation>Lock, change cashier</translation>
    </message>
    <message id="help.member">
        <source>会员</source>
        <translation>Member</translation>
    </message>
    <message id="help.more">
        <source>更多功能和设置</source>
        <translation>More functions and settings</translation>
    </message>
    <message id="help.move_cash">
        <source>现金补入、支出、缴款</source>
        <translation>Cash in, cash out, cash drop</translation>
    </message>
    <message id="help.note">
        <source>给这一行写备注</source>
        <translation>Write a note on the line</translation>
    </message>
    <message id="help.papers">
        <source>没打完的小票</source>
        <translation>Receipts not printed yet</translation>
    </message>
    <message id="help.pay">
        <source>收款；收款时为正好收讫</source>
        <translation>Pay; in payment: exact amount</translation>
    </message>
    <message id="help.plus">
        <source>+ −</source>
        <translation>+ −</translation>
    </message>
    <message id="help.plus_line">
        <source>选中行加一、减一（输入框空时）</source>
        <translation>One more or one less of the selected line (box empty)</translation>
    </message>
    <message id="help.price">
        <source>改这一行的单价</source>
        <translation>Change the line&apos;s price</translation>
    </message>
    <message id="help.quantity">
        <source>数量，可先输入数字</source>
        <translation>Quantity; you may type it first</translation>
    </message>
    <message id="help.recall">
        <source>取单</source>
        <translation>Recall a held sale</translation>
    </message>
    <message id="help.reprint">
        <source>重打上一单小票</source>
        <translation>Reprint the last receipt</translation>
    </message>
    <message id="help.return">
        <source>退货、换货</source>
        <translation>Returns and exchanges</translation>
    </message>
    <message id="help.scan">
        <source>扫码</source>
        <translation>Scan</translation>
    </message>
    <message id="help.scan_line">
        <source>任何时候都可以扫，不用点输入框</source>
        <translation>At any time, wherever the focus is</translation>
    </message>
    <message id="help.times">
        <source>数量* 再扫</source>
        <translation>n* then scan</translation>
    </message>
    <message id="help.times_line">
        <source>例如 3* 后扫码，一次加三件</source>
        <translation>3* and a scan adds three at once</translation>
    </message>
    <message id="help.undo">
        <source>撤销刚才的删行或挂单</source>
        <translation>Undo the last void or hold</translation>
    </message>
    <message id="help.void">
        <source>删掉这一行</source>
        <translation>Void the line</translation>
    </message>
    <message id="help.void_sale">
        <source>作废整单</source>
        <translation>Void the whole sale</translation>
    </message>
    <message id="help_pay.arrows_line">
        <source>选择收款方式</source>
        <translation>Choose a tender</translation>
    </message>
    <message id="help_pay.confirm">
        <source>确认收款；完成后下一单</source>
        <translation>Confirm; afterwards the next sale</translation>
    </message>
    <message id="help_pay.confirm_refund">
        <source>确认退款</source>
        <translation>Refund the money</translation>
    </message>
    <message id="help_pay.digits">
        <source>数字</source>
        <translation>Digits</translation>
    </message>
    <message id="help_pay.digits_line">
        <source>输入金额</source>
        <translation>Type the amount</translation>
    </message>
    <message id="help_pay.esc_line">
        <source>返回改单；已收的钱还在</source>
        <translation>Back to the cart; what was taken stays</translation>
    </message>
    <message id="help_pay.exact">
        <source>正好收讫</source>
        <translation>The exact amount</translation>
    </message>
    <message id="help_pay.round_off">
        <source>抹零；再按一次取消</source>
        <translation>Round off; again undoes it</translation>
    </message>
    <message id="help_pay.scan_line">
        <source>付款码、券号直接扫</source>
        <translation>Scan a customer&apos;s code or a voucher</translation>
    </message>
    <message id="help_pay.split">
        <source>记下这一笔，再收一笔</source>
        <translation>Keep this part and take another</translation>
    </message>
    <message id="help_pay.undo">
        <source>取回最后收的一笔</source>
        <translation>Take the last part back</translation>
    </message>
    <message id="key.discount">
        <source>折扣</source>
        <translation>Discount</translation>
    </message>
    <message id="key.help">
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message id="key.hold">
        <source>挂单</source>
        <translation>Hold</translation>
    </message>
    <message id="key.member">
        <source>会员</source>
        <translation>Member</translation>
    </message>
    <message id="key.more">
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message id="key.pay">
        <source>收款</source>
        <translation>Pay</translation>
    </message>
    <message id="key.price">
        <source>改价</source>
        <translation>Price</translation>
    </message>
    <message id="key.quantity">
        <source>数量</source>
        <translation>Qty</translation>
    </message>
    <message id="key.recall">
        <source>取单</source>
        <translation>Recall</translation>
    </message>
    <message id="key.refund">
        <source>退款</source>
        <translation>Refund</translation>
    </message>
    <message id="key.reprint">
        <source>重打</source>
        <translation>Reprint</translation>
    </message>
    <message id="key.return">
        <source>退货</source>
        <translation>Return</translation>
    </message>
    <message id="key.void">
        <source>删行</source>
        <translation>Void line</translation>
    </message>
    <message id="keypad.backspace">
        <source>退格</source>
        <translation>Backspace</translation>
    </message>
    <message id="keypad.clear">
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message id="keypad.confirm">
        <source>确认收款</source>
        <translation>Confirm</translation>
    </message>
    <message id="last.given">
        <source>收 ¥{amount} 现金</source>
        <translation>¥{amount} cash</translation>
    </message>
    <message id="last.reprint">
        <source>重打 {key}</source>
        <translation>Reprint {key}</translation>
    </message>
    <message id="last.title">
        <source>上一单</source>
        <translation>Last sale</translation>
    </message>
    <message id="lock.no_staff">
        <source>没有设员工，不用锁屏</source>
        <translation>No staff was set up, so there is no lock</translation>
    </message>
    <message id="lock.nobody">
        <source>现在没有人签到</source>
        <translation>Nobody is signed in</translation>
    </message>
    <message id="lookup.hint">
        <source>商户单号或渠道流水</source>
        <translation>Order number or channel reference</translation>
    </message>
    <message id="lookup.line">
        <source>输入小票上的商户单号，或顾客账单里的交易单号。</source>
        <translation>Type the order number of the receipt, or the number in the customer&apos;s bill.</translation>
    </message>
    <message id="lookup.title">
        <source>查单</source>
        <translation>Find a payment</translation>
    </message>
    <message id="more.about">
        <source>掌柜收银台 {version} · 开源软件，Apache-2.0</source>
        <translation>Zhanggui till {version} · open source, Apache-2.0</translation>
    </message>
    <message id="more.assurance">
        <source>支付保障</source>
        <translation>Payments</translation>
    </message>
    <message id="more.auto">
        <source>自动</source>
        <translation>Auto</translation>
    </message>
    <message id="more.close_day">
        <source>交接 / 日结</source>
        <translation>Close day</translation>
    </message>
    <message id="more.dark">
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message id="more.drawer">
        <source>开钱箱</source>
        <translation>Drawer</translation>
    </message>
    <message id="more.find_payment">
        <source>查单</source>
        <translation>Find payment</translation>
    </message>
    <message id="more.keys">
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message id="more.keys_guanjia">
        <source>管家婆式</source>
        <translation>Guanjia style</translation>
    </message>
    <message id="more.keys_standard">
        <source>标准</source>
        <translation>Standard</translation>
    </message>
    <message id="more.keys_supermarket">
        <source>超市式</source>
        <translation>Supermarket</translation>
    </message>
    <message id="more.language">
        <source>语言 Language</source>
        <translation>语言 Language</translation>
    </message>
    <message id="more.licences">
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message id="more.light">
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message id="more.lock">
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message id="more.move_cash">
        <source>现金收支</source>
        <translation>Cash in/out</translation>
    </message>
    <message id="more.note">
        <source>行备注</source>
        <translation>Line note</translation>
    </message>
    <message id="more.off">
        <source>关</source>
        <translation>Off</translation>
    </message>
    <message id="more.on">
        <source>开</source>
        <translation>On</translation>
    </message>
    <message id="more.paper">
        <source>打小票</source>
        <translation>Print receipts</translation>
    </message>
    <message id="more.papers">
        <source>待打小票</source>
        <translation>Papers</translation>
    </message>
    <message id="more.reduced_motion">
        <source>减少动效</source>
        <translation>Reduce motion</translation>
    </message>
    <message id="more.scale">
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message id="more.setup">
        <source>安装诊断</source>
        <translation>Set-up</translation>
    </message>
    <message id="more.sign_out">
        <source>签退</source>
        <translation>Sign out</translation>
    </message>
    <message id="more.theme">
        <source>外观</source>
        <translation>Theme</translation>
    </message>
    <message id="more.training">
        <source>培训模式</source>
        <translation>Training mode</translation>
    </message>
    <message id="more.training_end">
        <source>结束培训</source>
        <translation>End training</translation>
    </message>
    <message id="more.void_sale">
        <source>作废整单</source>
        <translation>Void sale</translation>
    </message>
    <message id="more.volume">
        <source>提示音</source>
        <translation>Sounds</translation>
    </message>
    <message id="more.volume_loud">
        <source>大声</source>
        <translation>Loud</translation>
    </message>
    <message id="more.volume_low">
        <source>小声</source>
        <translation>Low</translation>
    </message>
    <message id="more.volume_normal">
        <source>适中</source>
        <translation>Normal</translation>
    </message>
    <message id="move.amount_odd">
        <source>金额要大于 0，例如 200.00</source>
        <translation>More than zero, e.g. 200.00</translation>
    </message>
    <message id="move.done_drop">
        <source>已缴款 ¥{amount}</source>
        <translation>Dropped ¥{amount}</translation>
    </message>
    <message id="move.done_in">
        <source>已补入 ¥{amount}</source>
        <translation>Put in ¥{amount}</translation>
    </message>
    <message id="move.done_out">
        <source>已支出 ¥{amount}</source>
        <translation>Paid out ¥{amount}</translation>
    </message>
    <message id="move.drop">
        <source>缴款</source>
        <translation>Cash drop</translation>
    </message>
    <message id="move.in">
        <source>补入</source>
        <translation>Cash in</translation>
    </message>
    <message id="move.out">
        <source>支出</source>
        <translation>Cash out</translation>
    </message>
    <message id="move.reason">
        <source>原因（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message id="move.reason_missing">
        <source>写明原因，例如「换零钱」</source>
        <translation>Say why, e.g. “more change”</translation>
    </message>
    <message id="move.title">
        <source>现金收支</source>
        <translation>Cash in and out</translation>
    </message>
    <message id="move.why_bank">
        <source>送银行</source>
        <translation>To the bank</translation>
    </message>
    <message id="move.why_change">
        <source>换零钱</source>
        <translation>More change</translation>
    </message>
    <message id="move.why_delivery">
        <source>付货款</source>
        <translation>Paid a delivery</translation>
    </message>
    <message id="move.why_expense">
        <source>日常开支</source>
        <translation>Small expense</translation>
    </message>
    <message id="move.why_found">
        <source>找到的现金</source>
        <translation>Cash found</translation>
    </message>
    <message id="move.why_too_much">
        <source>钱箱现金多了</source>
        <translation>Too much in the drawer</translation>
    </message>
    <message id="move.yes">
        <source>记账并打单</source>
        <translation>Record and print</translation>
    </message>
    <message id="no_receipt.line">
        <source>查不到原单，要店长同意。</source>
        <translation>The sale cannot be looked up, so a manager must agree.</translation>
    </message>
    <message id="no_receipt.missing">
        <source>先扫或选一个商品</source>
        <translation>Scan or choose an item first</translation>
    </message>
    <message id="no_receipt.number">
        <source>顾客说的单号，可以不填</source>
        <translation>Sale number, if the customer knows it</translation>
    </message>
    <message id="no_receipt.number_name">
        <source>单号（可不填）</source>
        <translation>Sale number (optional)</translation>
    </message>
    <message id="no_receipt.price">
        <source>每件或每 kg 退多少钱</source>
        <translation>Money back for each</translation>
    </message>
    <message id="no_receipt.price_name">
        <source>单价</source>
        <translation>Unit price</translation>
    </message>
    <message id="no_receipt.product">
        <source>扫商品，或输入名称、拼音首字母</source>
        <translation>Scan the item, or type its name</translation>
    </message>
    <message id="no_receipt.product_name">
        <source>商品</source>
        <translation>Item</translation>
    </message>
    <message id="no_receipt.quantity">
        <source>退多少</source>
        <translation>How much</translation>
    </message>
    <message id="no_receipt.quantity_name">
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message id="no_receipt.title">
        <source>无小票退货</source>
        <translation>Return without receipt</translation>
    </message>
    <message id="no_receipt.unknown">
        <source>没有这个商品</source>
        <translation>There is no such item</translation>
    </message>
    <message id="no_receipt.yes">
        <source>选原因</source>
        <translation>Choose a reason</translation>
    </message>
    <message id="not_yet">
        <source>尚未开通</source>
        <translation>Not available yet</translation>
    </message>
    <message id="note.hint">
        <source>例如：少冰、送人</source>
        <translation>For example: less ice, a gift</translation>
    </message>
    <message id="paper.expired">
        <source>小票未打印</source>
        <translation>Receipt not printed</translation>
    </message>
    <message id="paper.failed">
        <source>小票没打出来，单已保存</source>
        <translation>Receipt not printed; the sale is safe</translation>
    </message>
    <message id="paper.none">
        <source>未设小票机，单已保存</source>
        <translation>No printer set; the sale is safe</translation>
    </message>
    <message id="paper.printed">
        <source>小票已打印</source>
        <translation>Receipt printed</translation>
    </message>
    <message id="paper.queued">
        <source>小票等待打印</source>
        <translation>Receipt waiting to print</translation>
    </message>
    <message id="paper.sending">
        <source>正在打印小票</source>
        <translation>Printing the receipt</translation>
    </message>
    <message id="paper.sent">
        <source>小票已打印</source>
        <translation>Receipt printed</translation>
    </message>
    <message id="paper.skipped">
        <source>未打小票</source>
        <translation>No receipt</translation>
    </message>
    <message id="paper.unknown">
        <source>请看小票是否打全</source>
        <translation>Check whether the receipt is whole</translation>
    </message>
    <message id="papers.again">
        <source>重新打印</source>
        <translation>Print again</translation>
    </message>
    <message id="papers.cash_slip">
        <source>现金单</source>
        <translation>Cash slip</translation>
    </message>
    <message id="papers.copy">
        <source>重打</source>
        <translation>Reprint</translation>
    </message>
    <message id="papers.deposit">
        <source>缴款单</source>
        <translation>Deposit slip</translation>
    </message>
    <message id="papers.done">
        <source>小票都处理好了</source>
        <translation>All receipts are settled</translation>
    </message>
    <message id="papers.gift">
        <source>礼品小票</source>
        <translation>Gift receipt</translation>
    </message>
    <message id="papers.late">
        <source>放久了</source>
        <translation>Too late</translation>
    </message>
    <message id="papers.late_line">
        <source>放了太久，没有自动打。顾客还要就打印，不要就选不打。钱已入账。</source>
        <translation>It waited too long to print by itself. Print it if it is still wanted. The money is booked.</translation>
    </message>
    <message id="papers.later">
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
    <message id="papers.look">
        <source>请看小票机出的纸：打全了就选「已打印」。钱已入账，重新打印的会标明重打。</source>
        <translation>If the paper is whole, it came out. The money is booked; a reprint says so.</translation>
    </message>
    <message id="papers.none">
        <source>没有等着打的小票</source>
        <translation>No receipt is waiting</translation>
    </message>
    <message id="papers.other">
        <source>换一台打印</source>
        <translation>Another printer</translation>
    </message>
    <message id="papers.queued_line">
        <source>小票机好了会自动打印，不用等。钱已入账，可以继续收银。</source>
        <translation>It prints by itself once the printer is back. The money is booked; go on selling.</translation>
    </message>
    <message id="papers.receipt">
        <source>小票</source>
        <translation>Receipt</translation>
    </message>
    <message id="papers.retry">
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message id="papers.seen">
        <source>已打印</source>
        <translation>It came out</translation>
    </message>
    <message id="papers.shift">
        <source>交接班单</source>
        <translation>Handover</translation>
    </message>
    <message id="papers.skip">
        <source>不打了</source>
        <translation>Skip it</translation>
    </message>
    <message id="papers.title">
        <source>没打完的小票</source>
        <translation>Receipts not printed yet</translation>
    </message>
    <message id="papers.tries">
        <source>试过 {count} 次</source>
        <translation>{count} tries</translation>
    </message>
    <message id="papers.trying">
        <source>正在重试小票机</source>
        <translation>Trying the printer again</translation>
    </message>
    <message id="papers.unknown">
        <source>不确定</source>
        <translation>Not sure</translation>
    </message>
    <message id="papers.waiting">
        <source>等小票机</source>
        <translation>Waiting</translation>
    </message>
    <message id="papers.z">
        <source>Z 报告</source>
        <translation>Z report</translation>
    </message>
    <message id="pay.amount.card">
        <source>刷卡金额</source>
        <translation>Card amount</translation>
    </message>
    <message id="pay.amount.voucher">
        <source>代金券金额</source>
        <translation>Voucher amount</translation>
    </message>
    <message id="pay.aside">
        <source>上一笔还在撤销</source>
        <translation>The last payment is being reversed</translation>
    </message>
    <message id="pay.aside_line">
        <source>到账会自动退回给顾客。现金可以先收，别的渠道要等它查清。</source>
        <translation>Late money goes back by itself. Take cash, or wait for another channel.</translation>
    </message>
    <message id="pay.asking_now">
        <source>已查 {count} 次，正在查</source>
        <translation>Asked {count} times, asking now</translation>
    </message>
    <message id="pay.asks_in">
        <source>已查 {count} 次，下一次 {seconds} 秒后</source>
        <translation>Asked {count} times, next in {seconds} s</translation>
    </message>
    <message id="pay.asks_in_minutes">
        <source>已查 {count} 次，下一次 {minutes} 分钟后</source>
        <translation>Asked {count} times, next in {minutes} min</translation>
    </message>
    <message id="pay.back">
        <source>返回改单</source>
        <translation>Back to cart</translation>
    </message>
    <message id="pay.by_code">
        <source>{wallet}付款码</source>
        <translation>{wallet} code</translation>
    </message>
    <message id="pay.by_qr">
        <source>{wallet}收款码</source>
        <translation>{wallet} QR</translation>
    </message>
    <message id="pay.cancel">
        <source>取消这笔</source>
        <translation>Cancel payment</translation>
    </message>
    <message id="pay.card_back">
        <source>取回这笔刷卡？</source>
        <translation>Take this card payment back?</translation>
    </message>
    <message id="pay.card_back_line">
        <source>请先在 POS 机上撤销 ¥{amount}（{number}）。这里只取消记录，不会把钱退到卡上。</source>
        <translation>First void ¥{amount} ({number}) on the card terminal. This only cancels the record; it returns no money to the card.</translation>
    </message>
    <message id="pay.card_back_yes">
        <source>已撤销，取回 ¥{amount}</source>
        <translation>Voided, take ¥{amount} back</translation>
    </message>
    <message id="pay.cash_first">
        <source>先收现金</source>
        <translation>Take cash now</translation>
    </message>
    <message id="pay.change_way">
        <source>换支付方式</source>
        <translation>Change tender</translation>
    </message>
    <message id="pay.choose">
        <source>选择收款方式</source>
        <translation>Choose a tender</translation>
    </message>
    <message id="pay.choose_months_line">
        <source>按数字选，再扫顾客的支付宝</source>
        <translation>Press a digit, then scan the Alipay code</translation>
    </message>
    <message id="pay.choose_months_title">
        <source>花呗分几期</source>
        <translation>Huabei in how many months</translation>
    </message>
    <message id="pay.choose_wallet_line">
        <source>按数字选，Enter 用第一个</source>
        <translation>Press a digit, Enter takes the marked one</translation>
    </message>
    <message id="pay.choose_wallet_tile">
        <source>显示收款码</source>
        <translation>show the QR code</translation>
    </message>
    <message id="pay.choose_wallet_title">
        <source>用哪一家的收款码</source>
        <translation>Whose QR code</translation>
    </message>
    <message id="pay.code.card">
        <source>凭证号</source>
        <translation>Slip number</translation>
    </message>
    <message id="pay.code.voucher">
        <source>券号</source>
        <translation>Voucher number</translation>
    </message>
    <message id="pay.code_hint.card">
        <source>POS 机刷卡成功后，输入签购单上的凭证号，不要输卡号</source>
        <translation>Once the terminal approved, type its slip number, never the card number</translation>
    </message>
    <message id="pay.code_hint.voucher">
        <source>输入或扫描代金券上的券号</source>
        <translation>Type or scan the number on the voucher</translation>
    </message>
    <message id="pay.code_line.card">
        <source>凭证 {number}</source>
        <translation>Slip {number}</translation>
    </message>
    <message id="pay.code_line.voucher">
        <source>券号 {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message id="pay.code_next">
        <source>按 Enter 输入{name}</source>
        <translation>Enter: {name}</translation>
    </message>
    <message id="pay.dead_title">
        <source>没有收到钱</source>
        <translation>No money was taken</translation>
    </message>
    <message id="pay.display_title">
        <source>请顾客扫副屏二维码付款</source>
        <translation>Customer scans the code on the display</translation>
    </message>
    <message id="pay.each_month">
        <source>每期 {amount}</source>
        <translation>{amount} a month</translation>
    </message>
    <message id="pay.exact">
        <source>正好 {amount}</source>
        <translation>Exact {amount}</translation>
    </message>
    <message id="pay.fee_customer">
        <source>手续费 {fee} 顾客付</source>
        <translation>fee {fee}, the customer pays</translation>
    </message>
    <message id="pay.fee_shop">
        <source>手续费 {fee} 门店付</source>
        <translation>fee {fee}, the shop pays</translation>
    </message>
    <message id="pay.give_up">
        <source>取回 {name} {amount}</source>
        <translation>Take back {name} {amount}</translation>
    </message>
    <message id="pay.given_back_line">
        <source>可以重新收款了。</source>
        <translation>Take the payment again.</translation>
    </message>
    <message id="pay.given_back_title">
        <source>已撤销，顾客没有付出钱</source>
        <translation>Reversed, the customer paid nothing</translation>
    </message>
    <message id="pay.given_up">
        <source>已取回 {name} ¥{amount}</source>
        <translation>Taken back: {name} ¥{amount}</translation>
    </message>
    <message id="pay.giving_up_line">
        <source>确认没有扣款、或已退回后，才能再用渠道收。现金可以先收。</source>
        <translation>A channel takes money again once this is proven. Cash may be taken now.</translation>
    </message>
    <message id="pay.giving_up_title">
        <source>正在撤销这笔付款</source>
        <translation>Reversing this payment</translation>
    </message>
    <message id="pay.is_enough">
        <source>这笔已经够了，按 Enter 完成收款</source>
        <translation>This covers what is left. Press Enter to complete</translation>
    </message>
    <message id="pay.left">
        <source>还差</source>
        <translation>Still to pay</translation>
    </message>
    <message id="pay.line">
        <source>可以混合多种方式</source>
        <translation>Several tenders can be combined</translation>
    </message>
    <message id="pay.list_comma">
        <source>、</source>
        <translation>, </translation>
    </message>
    <message id="pay.making_qr_title">
        <source>正在生成收款码</source>
        <translation>Making the payment QR</translation>
    </message>
    <message id="pay.months">
        <source>{count} 期</source>
        <translation>{count} months</translation>
    </message>
    <message id="pay.new_goods">
        <source>新买</source>
        <translation>New goods</translation>
    </message>
    <message id="pay.next">
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message id="pay.no_instalments">
        <source>这个金额不能分期</source>
        <translation>No instalments for this amount</translation>
    </message>
    <message id="pay.no_scans">
        <source>收款时不能加商品</source>
        <translation>Items cannot be added during payment</translation>
    </message>
    <message id="pay.no_scans_line">
        <source>条码 {code} 没有加入。按 Esc 返回改单后再扫。</source>
        <translation>Barcode {code} was not added. Press Esc to go back, then scan again.</translation>
    </message>
    <message id="pay.no_scans_now">
        <source>正在收款，先等这一笔的结果</source>
        <translation>A payment is under way; wait for its result</translation>
    </message>
    <message id="pay.no_small_change">
        <source>没有零头可抹。要抹多少，先输入金额（最多 0.99）再按 F10</source>
        <translation>There is nothing to round off. To choose the amount, type it (0.99 at most), then press F10</translation>
    </message>
    <message id="pay.not_connected">
        <source>支付没有接通</source>
        <translation>not connected</translation>
    </message>
    <message id="pay.nothing_left">
        <source>不用再收钱，按 Enter 完成</source>
        <translation>Nothing left to pay. Press Enter to complete</translation>
    </message>
    <message id="pay.order_line">
        <source>商户单号 {number}</source>
        <translation>order {number}</translation>
    </message>
    <message id="pay.other_way">
        <source>换收款方式</source>
        <translation>Other tender</translation>
    </message>
    <message id="pay.park_note">
        <source>{wallet} {amount} 待确认</source>
        <translation>{wallet} {amount} not confirmed</translation>
    </message>
    <message id="pay.part_short">
        <source>还差 ¥{left}，按 F9 先收这部分</source>
        <translation>¥{left} is still to pay. Press F9 to take this part first</translation>
    </message>
    <message id="pay.password_line">
        <source>顾客正在{wallet}里输密码或确认</source>
        <translation>The customer confirms in {wallet}</translation>
    </message>
    <message id="pay.password_title">
        <source>等顾客在手机上确认</source>
        <translation>Waiting for the customer&apos;s phone</translation>
    </message>
    <message id="pay.qr_line">
        <source>请用{wallet}扫</source>
        <translation>Scan it with {wallet}</translation>
    </message>
    <message id="pay.qr_title">
        <source>请顾客扫这个二维码付款</source>
        <translation>Customer scans this code</translation>
    </message>
    <message id="pay.query">
        <source>立即查询</source>
        <translation>Query now</translation>
    </message>
    <message id="pay.querying_line">
        <source>顾客输完密码后，通常 3 秒内有结果。请先不要关闭或重扫。</source>
        <translation>Usually known within 3 s of the password. Do not close or scan again.</translation>
    </message>
    <message id="pay.querying_title">
        <source>正在向{wallet}查询结果</source>
        <translation>Asking {wallet} for the result</translation>
    </message>
    <message id="pay.received">
        <source>现金实收</source>
        <translation>Cash received</translation>
    </message>
    <message id="pay.round_cash_only">
        <source>抹零只用于全部现金的单，已取消抹零</source>
        <translation>Rounding is for all-cash bills only; it was undone</translation>
    </message>
    <message id="pay.round_most">
        <source>最多抹 ¥0.99，更多请用折扣</source>
        <translation>At most ¥0.99 can be rounded off; use a discount for more</translation>
    </message>
    <message id="pay.round_off">
        <source>抹零</source>
        <translation>Round off</translation>
    </message>
    <message id="pay.round_off_cash">
        <source>抹零（限现金单）</source>
        <translation>Round off (cash)</translation>
    </message>
    <message id="pay.scan_alipay_months">
        <source>花呗 {count} 期：扫顾客的支付宝付款码，或按 F3 显示收款码</source>
        <translation>Huabei, {count} months: scan the Alipay code, or press F3 to show ours</translation>
    </message>
    <message id="pay.scan_line">
        <source>可以扫：{wallets}</source>
        <translation>Takes {wallets}</translation>
    </message>
    <message id="pay.scan_title">
        <source>请扫顾客的付款码</source>
        <translation>Scan the customer&apos;s code</translation>
    </message>
    <message id="pay.scan_typed">
        <source>已输入 {count} 位，按 Enter 收款</source>
        <translation>{count} characters typed, Enter charges</translation>
    </message>
    <message id="pay.send_back">
        <source>退回这笔付款</source>
        <translation>Give this payment back</translation>
    </message>
    <message id="pay.send_back_line">
        <source>{name} ¥{amount} 已经收到。从这一单拿掉，钱会原路退回给顾客。</source>
        <translation>{name} ¥{amount} was received. Taken off the bill, it goes back to the customer.</translation>
    </message>
    <message id="pay.send_back_yes">
        <source>退回 ¥{amount}</source>
        <translation>Give back ¥{amount}</translation>
    </message>
    <message id="pay.sending_line">
        <source>付款码已扫，请稍等</source>
        <translation>The code was read, one moment</translation>
    </message>
    <message id="pay.sending_title">
        <source>正在向渠道发起收款</source>
        <translation>Sending the payment</translation>
    </message>
    <message id="pay.sent_back">
        <source>{name} {amount} 正在原路退回</source>
        <translation>{name} {amount} goes back to the customer</translation>
    </message>
    <message id="pay.short">
        <source>还差</source>
        <translation>Still to pay</translation>
    </message>
    <message id="pay.split">
        <source>拆分收款</source>
        <translation>Split tender</translation>
    </message>
    <message id="pay.take_back_last">
        <source>Ctrl+Delete 取回最后一笔</source>
        <translation>Ctrl+Delete: undo</translation>
    </message>
    <message id="pay.taken">
        <source>已收</source>
        <translation>Tendered</translation>
    </message>
    <message id="pay.taking">
        <source>正在收</source>
        <translation>Being taken</translation>
    </message>
    <message id="pay.time_left">
        <source>剩余</source>
        <translation>left</translation>
    </message>
    <message id="pay.title">
        <source>收款</source>
        <translation>Payment</translation>
    </message>
    <message id="pay.type_part">
        <source>先输入这次要收的金额，再按 F9</source>
        <translation>Type the amount of this part first, then press F9</translation>
    </message>
    <message id="phase.dead">
        <source>没有收到</source>
        <translation>Not taken</translation>
    </message>
    <message id="phase.giving_up">
        <source>撤销中</source>
        <translation>Reversing</translation>
    </message>
    <message id="phase.paid">
        <source>已收到</source>
        <translation>Received</translation>
    </message>
    <message id="phase.password">
        <source>等待付款</source>
        <translation>Waiting</translation>
    </message>
    <message id="phase.querying">
        <source>查询中</source>
        <translation>Asking</translation>
    </message>
    <message id="phase.sending">
        <source>正在发起</source>
        <translation>Sending</translation>
    </message>
    <message id="phase.showing">
        <source>等待付款</source>
        <translation>Waiting</translation>
    </message>
    <message id="phase.unknown">
        <source>结果未知</source>
        <translation>Unknown</translation>
    </message>
    <message id="quick.count">
        <source>{count} 种</source>
        <translation>{count} items</translation>
    </message>
    <message id="quick.more">
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message id="quick.other">
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message id="quick_add.code">
        <source>条码 {code}</source>
        <translation>Barcode {code}</translation>
    </message>
    <message id="quick_add.name">
        <source>商品名</source>
        <translation>Name</translation>
    </message>
    <message id="quick_add.no_name">
        <source>要有商品名</source>
        <translation>It needs a name</translation>
    </message>
    <message id="quick_add.no_price">
        <source>售价要大于 0</source>
        <translation>The price must be above 0</translation>
    </message>
    <message id="quick_add.price">
        <source>售价（元）</source>
        <translation>Price (yuan)</translation>
    </message>
    <message id="quick_add.title">
        <source>新增商品</source>
        <translation>New product</translation>
    </message>
    <message id="quick_add.yes">
        <source>新增并加入</source>
        <translation>Add and sell</translation>
    </message>
    <message id="reason.expiring">
        <source>临期</source>
        <translation>Near its date</translation>
    </message>
    <message id="reason.hint">
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message id="reason.missing">
        <source>请写原因</source>
        <translation>Write the reason</translation>
    </message>
    <message id="reason.mistaken">
        <source>买错</source>
        <translation>Wrong item</translation>
    </message>
    <message id="reason.other">
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message id="reason.price">
        <source>价签不符</source>
        <translation>Price tag differs</translation>
    </message>
    <message id="reason.quality">
        <source>质量问题</source>
        <translation>Poor quality</translation>
    </message>
    <message id="reason.title">
        <source>退货原因</source>
        <translation>Reason for the return</translation>
    </message>
    <message id="reason.unwanted">
        <source>不想要了</source>
        <translation>No longer wanted</translation>
    </message>
    <message id="refund.all_cash">
        <source>全部退现金</source>
        <translation>All in cash</translation>
    </message>
    <message id="refund.all_cash_line">
        <source>需要店长确认</source>
        <translation>A manager must confirm</translation>
    </message>
    <message id="refund.card">
        <source>在 POS 机上做退货 · 凭证 {number}</source>
        <translation>Refund on the card terminal · slip {number}</translation>
    </message>
    <message id="refund.cash">
        <source>从钱箱拿给顾客</source>
        <translation>Hand it over from the drawer</translation>
    </message>
    <message id="refund.channel">
        <source>原路退回 · 商户单号 {number}</source>
        <translation>goes back by itself · order {number}</translation>
    </message>
    <message id="refund.confirm">
        <source>退回 ¥{amount}</source>
        <translation>Refund ¥{amount}</translation>
    </message>
    <message id="refund.line">
        <source>先退回原来的付款方式</source>
        <translation>The money goes back the way it came</translation>
    </message>
    <message id="refund.original">
        <source>原路退回</source>
        <translation>Original tender</translation>
    </message>
    <message id="refund.original_line">
        <source>退到原来的卡和券，其余退现金</source>
        <translation>To its card or voucher, the rest in cash</translation>
    </message>
    <message id="refund.tendered">
        <source>这一单已经收了钱：先取回已收的，再退款</source>
        <translation>Money was taken for this bill. Take it back before refunding</translation>
    </message>
    <message id="refund.title">
        <source>退款</source>
        <translation>Refund</translation>
    </message>
    <message id="refund.voucher">
        <source>给回同面值的券 · 券号 {number}</source>
        <translation>Give a voucher of this worth back · no. {number}</translation>
    </message>
    <message id="refund.ways">
        <source>怎么退</source>
        <translation>How the money goes back</translation>
    </message>
    <message id="release.about">
        <source>¥{amount}（单号 {number}）还没有结果。放行后当作已付，进入对账待办；钱没有到的话由门店承担。</source>
        <translation>¥{amount} (order {number}) has no result yet. Released, it counts as paid and goes to reconciliation; if no money came, the shop bears it.</translation>
    </message>
    <message id="release.hint">
        <source>写下原因</source>
        <translation>Write the reason</translation>
    </message>
    <message id="release.known_customer">
        <source>熟客，之后补收</source>
        <translation>Known customer, to be settled later</translation>
    </message>
    <message id="release.missing">
        <source>请写下原因</source>
        <translation>Write the reason first</translation>
    </message>
    <message id="release.other">
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message id="release.phone_says_paid">
        <source>顾客手机显示已付</source>
        <translation>The customer&apos;s phone shows it as paid</translation>
    </message>
    <message id="release.title">
        <source>店长放行</source>
        <translation>Manager release</translation>
    </message>
    <message id="returns.about">
        <source>共退 ¥{amount}。选一个原因。</source>
        <translation>¥{amount} goes back. Choose a reason.</translation>
    </message>
    <message id="returns.all">
        <source>整单退</source>
        <translation>Whole sale</translation>
    </message>
    <message id="returns.amount">
        <source>退款</source>
        <translation>Refund</translation>
    </message>
    <message id="returns.and_more">
        <source>{names} 等 {count} 种</source>
        <translation>{names} and more, {count} items</translation>
    </message>
    <message id="returns.asking">
        <source>正在向总部核对</source>
        <translation>Checking with head office</translation>
    </message>
    <message id="returns.away">
        <source>总部联系不上，查不到别的收银机的单</source>
        <translation>Head office cannot be reached; sales of other tills cannot be looked up</translation>
    </message>
    <message id="returns.away_line">
        <source>有店长同意，可以按 F2 无小票退货。本机卖的单照常能退。</source>
        <translation>With a manager, F2 returns without receipt. Sales of this till can be returned as always.</translation>
    </message>
    <message id="returns.back">
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message id="returns.before">
        <source>已退</source>
        <translation>Returned</translation>
    </message>
    <message id="returns.begin">
        <source>退哪一单</source>
        <translation>Which sale is it</translation>
    </message>
    <message id="returns.begin_line">
        <source>扫小票上的码最快；↑ ↓ 选择，Enter 打开</source>
        <translation>Scanning its code is fastest; ↑ ↓ choose, Enter opens</translation>
    </message>
    <message id="returns.by_ourselves">
        <source>总部没回音，按本机记录</source>
        <translation>No answer from head office; by our records</translation>
    </message>
    <message id="returns.checked">
        <source>已和总部核对</source>
        <translation>Checked with head office</translation>
    </message>
    <message id="returns.choose_first">
        <source>先选要退的商品：+ − 选数量，空格整行退，A 整单退</source>
        <translation>Choose what comes back first: + − how much, space a line, A everything</translation>
    </message>
    <message id="returns.confirm">
        <source>退这些</source>
        <translation>Return these</translation>
    </message>
    <message id="returns.count">
        <source>{count} 行要退</source>
        <translation>Lines: {count}</translation>
    </message>
    <message id="returns.item">
        <source>商品</source>
        <translation>Item</translation>
    </message>
    <message id="returns.left">
        <source>可退</source>
        <translation>Left</translation>
    </message>
    <message id="returns.line">
        <source>扫小票上的码，或从左边选这一单</source>
        <translation>Scan the code on the receipt, or choose the sale on the left</translation>
    </message>
    <message id="returns.none">
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message id="returns.none_left">
        <source>已退完</source>
        <translation>All returned</translation>
    </message>
    <message id="returns.none_line">
        <source>按 Enter 问总部，或按 F2 无小票退货</source>
        <translation>Enter asks head office, F2 returns without receipt</translation>
    </message>
    <message id="returns.now">
        <source>这次退</source>
        <translation>Return now</translation>
    </message>
    <message id="returns.number">
        <source>单号 {number}</source>
        <translation>Sale {number}</translation>
    </message>
    <message id="returns.of_till">
        <source>{till} 号机的单，总部查到</source>
        <translation>Sale of till {till}, from head office</translation>
    </message>
    <message id="returns.off">
        <source>优惠 {amount}</source>
        <translation>{amount} off</translation>
    </message>
    <message id="returns.price">
        <source>单价 {price}，付了 {amount}</source>
        <translation>{price} each, paid {amount}</translation>
    </message>
    <message id="returns.search">
        <source>单号、金额、时间或商品</source>
        <translation>Number, amount, time or item</translation>
    </message>
    <message id="returns.sold">
        <source>卖出</source>
        <translation>Sold</translation>
    </message>
    <message id="returns.stop">
        <source>不等了</source>
        <translation>Stop waiting</translation>
    </message>
    <message id="returns.title">
        <source>退货 · 换货</source>
        <translation>Returns and exchanges</translation>
    </message>
    <message id="returns.waiting">
        <source>正在问总部（{seconds} 秒）</source>
        <translation>Asking head office ({seconds} s)</translation>
    </message>
    <message id="returns.waiting_line">
        <source>看别的收银机退过没有，还没有退钱。</source>
        <translation>Whether another till took it back. No money has gone back yet.</translation>
    </message>
    <message id="returns.waiting_title">
        <source>正在问总部</source>
        <translation>Asking head office</translation>
    </message>
    <message id="returns.without">
        <source>无小票退货</source>
        <translation>Return without receipt</translation>
    </message>
    <message id="scale.later">
        <source>下次启动按新的文字大小显示。</source>
        <translation>The new text size is used from the next start.</translation>
    </message>
    <message id="scale.most">
        <source>这块屏幕最多放大到 {most}%，下次启动生效。</source>
        <translation>This screen can be enlarged to {most}% at most, from the next start.</translation>
    </message>
    <message id="scan.opening">
        <source>正在打开…可以先扫码，打开后自动加入</source>
        <translation>Opening… scan already, it is added afterwards</translation>
    </message>
    <message id="scan.placeholder">
        <source>扫码，或输入条码 / 名称 / 拼音首字母（如 nfsq）</source>
        <translation>Scan, or type barcode / name / pinyin initials</translation>
    </message>
    <message id="scan.waiting">
        <source>已扫 {count} 件，打开后自动加入</source>
        <translation>{count} scanned; added once the till is open</translation>
    </message>
    <message id="set_aside.advice">
        <source>这些单据都存在本机，收的钱和小票不受影响。请把原因告诉总部，处理好后再上传一次，多传几次也没关系。</source>
        <translation>All of them are kept here; money and receipts are safe. Tell head office the reasons, and send them again once it is mended. Sending twice does no harm.</translation>
    </message>
    <message id="set_aside.again">
        <source>再上传一次</source>
        <translation>Send again</translation>
    </message>
    <message id="set_aside.later">
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
    <message id="set_aside.more">
        <source>还有 {count} 笔</source>
        <translation>{count} more</translation>
    </message>
    <message id="set_aside.none">
        <source>没有总部退回的单据</source>
        <translation>Head office set nothing aside</translation>
    </message>
    <message id="set_aside.other">
        <source>操作记录 · {at}</source>
        <translation>Entry of the log · {at}</translation>
    </message>
    <message id="set_aside.sale">
        <source>小票 {number} · ¥{amount} · {at}</source>
        <translation>Receipt {number} · ¥{amount} · {at}</translation>
    </message>
    <message id="set_aside.sending">
        <source>{count} 笔正在重新上传</source>
        <translation>Sending {count} again</translation>
    </message>
    <message id="set_aside.title">
        <source>总部退回 {count} 笔</source>
        <translation>Head office set {count} aside</translation>
    </message>
    <message id="setup.activate">
        <source>激活</source>
        <translation>Activate</translation>
    </message>
    <message id="setup.activated">
        <source>已设好</source>
        <translation>Set up</translation>
    </message>
    <message id="setup.activated_later">
        <source>已设好，总部现在连不上</source>
        <translation>Set up; head office is away</translation>
    </message>
    <message id="setup.activated_later_line">
        <source>激活码已存，连上后自动登记；15 分钟后要换新码。可以先收银。</source>
        <translation>The code is kept and used when it is back, within 15 minutes. Selling works meanwhile.</translation>
    </message>
    <message id="setup.activated_line">
        <source>这台电脑是 {store} 店的 {till} 号机</source>
        <translation>This computer is till {till} of store {store}</translation>
    </message>
    <message id="setup.activating">
        <source>正在激活…</source>
        <translation>Activating…</translation>
    </message>
    <message id="setup.address">
        <source>接口</source>
        <translation>Connection</translation>
    </message>
    <message id="setup.aim">
        <source>码制标识 {aim}</source>
        <translation>Symbology {aim}</translation>
    </message>
    <message id="setup.all_again">
        <source>全部重新检测</source>
        <translation>Test all again</translation>
    </message>
    <message id="setup.alone">
        <source>没有总部的单店：总部地址和激活码留空。</source>
        <translation>A single shop without head office leaves address and code empty.</translation>
    </message>
    <message id="setup.at_file">
        <source>文件 {where}</source>
        <translation>File {where}</translation>
    </message>
    <message id="setup.at_network">
        <source>网络 {where}</source>
        <translation>Network {where}</translation>
    </message>
    <message id="setup.at_queue">
        <source>打印队列 {where}</source>
        <translation>Queue {where}</translation>
    </message>
    <message id="setup.at_serial">
        <source>串口 {where} · {baud}</source>
        <translation>Serial {where} · {baud}</translation>
    </message>
    <message id="setup.at_simulator">
        <source>模拟设备</source>
        <translation>Simulator</translation>
    </message>
    <message id="setup.at_usb">
        <source>USB {where}</source>
        <translation>USB {where}</translation>
    </message>
    <message id="setup.away">
        <source>没连上</source>
        <translation>Away</translation>
    </message>
    <message id="setup.back">
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message id="setup.back_up">
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message id="setup.backed_up">
        <source>备份做好了，已检查</source>
        <translation>The backup is made and checked</translation>
    </message>
    <message id="setup.begin">
        <source>关掉收银，打开安装与诊断</source>
        <translation>Close the till and go on</translation>
    </message>
    <message id="setup.begin_line">
        <source>收银窗口会先关掉，把设备让出来；购物车留着。做完以后回到收银。</source>
        <translation>The till&apos;s window closes first, to let go of its devices; the cart is kept. Afterwards you come back to selling.</translation>
    </message>
    <message id="setup.books">
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message id="setup.bundle">
        <source>支持包</source>
        <translation>Support bundle</translation>
    </message>
    <message id="setup.bundle_clean">
        <source>已脱敏</source>
        <translation>Redacted</translation>
    </message>
    <message id="setup.bundle_line">
        <source>含日志、设备清单、检查结果和最近 3 天错误。不含顾客手机号、卡号和密钥。</source>
        <translation>Logs, devices, results and the errors of 3 days. No customers&apos; numbers, cards or keys.</translation>
    </message>
    <message id="setup.bundle_save">
        <source>导出到 U 盘</source>
        <translation>Save to a USB stick</translation>
    </message>
    <message id="setup.bundle_saved">
        <source>已存到 {path}</source>
        <translation>Saved: {path}</translation>
    </message>
    <message id="setup.bundle_size">
        <source>约 {size}</source>
        <translation>About {size}</translation>
    </message>
    <message id="setup.busy">
        <source>检测中</source>
        <translation>Testing</translation>
    </message>
    <message id="setup.by_line">
        <source>从串口收到，顺序完整</source>
        <translation>Came over the line, in order</translation>
    </message>
    <message id="setup.by_printer">
        <source>由小票机打开</source>
        <translation>Opened by the printer</translation>
    </message>
    <message id="setup.by_printer_line">
        <source>RJ11 插在小票机上</source>
        <translation>plugged into the printer (RJ11)</translation>
    </message>
    <message id="setup.bytes">
        <source>发 {sent} 字节，收 {got} 字节</source>
        <translation>{sent} bytes sent, {got} received</translation>
    </message>
    <message id="setup.calibrate">
        <source>校准</source>
        <translation>Calibrate</translation>
    </message>
    <message id="setup.calibrating">
        <source>正在校准：会开一次钱箱…</source>
        <translation>Calibrating: the drawer opens once…</translation>
    </message>
    <message id="setup.check">
        <source>环境检查</source>
        <translation>Environment</translation>
    </message>
    <message id="setup.check_books">
        <source>检查</source>
        <translation>Check</translation>
    </message>
    <message id="setup.check_busy">
        <source>正在检查环境</source>
        <translation>Looking at the computer</translation>
    </message>
    <message id="setup.check_danger">
        <source>有几项要先处理</source>
        <translation>Something must be mended first</translation>
    </message>
    <message id="setup.check_help">
        <source>检查系统、内存、硬盘、数据文件夹和字体。有问题的先处理，再往下走。</source>
        <translation>Looks at system, memory, disk, data folder and fonts. Mend what is at fault before you go on.</translation>
    </message>
    <message id="setup.check_line">
        <source>看这台电脑能不能做收银机。</source>
        <translation>Whether this computer can be a till.</translation>
    </message>
    <message id="setup.check_ok">
        <source>环境检查全部通过</source>
        <translation>The computer is fine</translation>
    </message>
    <message id="setup.check_step">
        <source>环境检查</source>
        <translation>Environment</translation>
    </message>
    <message id="setup.check_warn">
        <source>可以用，有几项要看一下</source>
        <translation>Usable, with remarks</translation>
    </message>
    <message id="setup.code_help">
        <source>在总部添加收银机时生成，15 分钟内有效。大小写都可以，不含 0、O、1、I。也可以用扫码枪扫。</source>
        <translation>Head office gives it out with a till; it is good for 15 minutes. Capitals or not; no 0, O, 1 or I in it. A scanner may read it.</translation>
    </message>
    <message id="setup.code_left">
        <source>输满 {length} 位后自动激活，还差 {left} 位</source>
        <translation>Activates at {length} signs; {left} to go</translation>
    </message>
    <message id="setup.code_name">
        <source>激活码</source>
        <translation>Activation code</translation>
    </message>
    <message id="setup.computer_name">
        <source>本机信息</source>
        <translation>This computer</translation>
    </message>
    <message id="setup.counters">
        <source>帧 {frames} · 收 {got} · 发 {sent} 字节 · 丢弃 {dropped} · 重连 {reconnects} · 超时 {timeouts}</source>
        <translation>Frames {frames} · in {got} · out {sent} bytes · dropped {dropped} · reconnected {reconnects} · timed out {timeouts}</translation>
    </message>
    <message id="setup.database">
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message id="setup.database_help">
        <source>完整性没通过时，不要删除任何文件，先导出支持包。备份每小时自动做一次，也可以现在做。</source>
        <translation>If the check fails, delete nothing and take a support bundle first. Backups are made every hour, or now.</translation>
    </message>
    <message id="setup.database_line">
        <source>检查数据是不是完整，有没有备份。</source>
        <translation>Whether the data are whole and backed up.</translation>
    </message>
    <message id="setup.database_step">
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message id="setup.devices">
        <source>连接设备</source>
        <translation>Devices</translation>
    </message>
    <message id="setup.devices_found">
        <source>自动找到 {count} 个接口和设备。每台点一次「测试」，看到结果再继续。</source>
        <translation>{count} ports and devices found. Test each one, and look at the result.</translation>
    </message>
    <message id="setup.devices_help">
        <source>点「测试」选接口和型号，试一次。选好马上保存。没有的设备不用设。不通过的可以先跳过，照样能收银。</source>
        <translation>Press Test to choose port and make and to try it; a choice is kept at once. Leave out what the shop does not have. What fails can be left for later: selling works without it.</translation>
    </message>
    <message id="setup.devices_line">
        <source>每台点一次「测试」，看到结果再继续。</source>
        <translation>Test each one, and look at the result.</translation>
    </message>
    <message id="setup.devices_step">
        <source>连接设备</source>
        <translation>Devices</translation>
    </message>
    <message id="setup.display_auto">
        <source>自动用第二块屏幕</source>
        <translation>The second screen, by itself</translation>
    </message>
    <message id="setup.display_auto_line">
        <source>插上就用</source>
        <translation>as soon as there is one</translation>
    </message>
    <message id="setup.display_off">
        <source>不用副屏</source>
        <translation>No second screen</translation>
    </message>
    <message id="setup.done">
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message id="setup.done_danger">
        <source>可以收银，有几项没通过</source>
        <translation>Selling works; something failed</translation>
    </message>
    <message id="setup.done_help">
        <source>报告由本机密钥签名，改动会被发现：zhanggui doctor --verify 文件。支持包不含顾客信息、卡号和密钥。</source>
        <translation>The report is signed with this till&apos;s key, so that a change shows: zhanggui doctor --verify FILE. The bundle holds no customers, cards or keys.</translation>
    </message>
    <message id="setup.done_line">
        <source>检测报告已签名保存。打一张测试小票，就可以收银。</source>
        <translation>The report is signed and kept. Print a first receipt, and the till is ready.</translation>
    </message>
    <message id="setup.done_ok">
        <source>全部通过，可以收银</source>
        <translation>All is well; the till is ready</translation>
    </message>
    <message id="setup.done_step">
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message id="setup.done_warn">
        <source>可以收银，有几项要看一下</source>
        <translation>Ready, with something to look at</translation>
    </message>
    <message id="setup.drawer_reason">
        <source>技术员测试</source>
        <translation>technician&apos;s test</translation>
    </message>
    <message id="setup.eights">
        <source>显示 8888</source>
        <translation>Show 8888</translation>
    </message>
    <message id="setup.ending">
        <source>正在收尾，马上关好…</source>
        <translation>Ending what still runs…</translation>
    </message>
    <message id="setup.enrol">
        <source>激活门店</source>
        <translation>Activate</translation>
    </message>
    <message id="setup.enrol_help">
        <source>填门店编号、机号、总部地址和激活码。没有总部的单店，总部地址和激活码都留空。换激活码时再填一次即可。</source>
        <translation>Enter store, till, head office and its code. A single shop leaves address and code empty. To activate anew, enter a new code.</translation>
    </message>
    <message id="setup.enrol_line">
        <source>把这台电脑登记成某家门店的一台收银机。</source>
        <translation>Makes this computer one of a store&apos;s tills.</translation>
    </message>
    <message id="setup.enrol_step">
        <source>激活门店</source>
        <translation>Activate</translation>
    </message>
    <message id="setup.fact_computer">
        <source>电脑名</source>
        <translation>Name</translation>
    </message>
    <message id="setup.fact_disk">
        <source>硬盘剩余</source>
        <translation>Disk free</translation>
    </message>
    <message id="setup.fact_processor">
        <source>处理器 / 内存</source>
        <translation>CPU, RAM</translation>
    </message>
    <message id="setup.fact_screen">
        <source>屏幕</source>
        <translation>Screen</translation>
    </message>
    <message id="setup.fact_second">
        <source>副屏</source>
        <translation>Screen 2</translation>
    </message>
    <message id="setup.fact_system">
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message id="setup.finish">
        <source>完成</source>
        <translation>Finish</translation>
    </message>
    <message id="setup.first_receipt">
        <source>打印测试小票</source>
        <translation>Print a first receipt</translation>
    </message>
    <message id="setup.framing_line">
        <source>会从扫到的码上去掉；没有就留空</source>
        <translation>Taken off every scan; leave empty if there is none</translation>
    </message>
    <message id="setup.gap_is">
        <source>建议间隔 {ms} ms</source>
        <translation>Suggested gap {ms} ms</translation>
    </message>
    <message id="setup.gap_used">
        <source>已设为 {ms} ms，下次开收银台起用</source>
        <translation>Set to {ms} ms, from the next start of the till</translation>
    </message>
    <message id="setup.help">
        <source>F1 本页说明</source>
        <translation>F1 About this step</translation>
    </message>
    <message id="setup.help_again">
        <source>重新检测</source>
        <translation>test again</translation>
    </message>
    <message id="setup.help_back">
        <source>上一步</source>
        <translation>back</translation>
    </message>
    <message id="setup.help_enter">
        <source>下一步；焦点在按钮上时按下它</source>
        <translation>next; presses a button that has the focus</translation>
    </message>
    <message id="setup.help_esc">
        <source>停下检测，或关掉对话框</source>
        <translation>stop testing, or close a dialog</translation>
    </message>
    <message id="setup.help_steps">
        <source>直接到某一步</source>
        <translation>go to a step</translation>
    </message>
    <message id="setup.help_tab">
        <source>到下一个按钮或输入框</source>
        <translation>to the next button or field</translation>
    </message>
    <message id="setup.help_tests">
        <source>在设备对话框里：各项测试</source>
        <translation>in a device&apos;s dialog: its tests</translation>
    </message>
    <message id="setup.hq_hint">
        <source>https://hq.example.com</source>
        <translation>https://hq.example.com</translation>
    </message>
    <message id="setup.hq_name">
        <source>总部地址</source>
        <translation>Head office</translation>
    </message>
    <message id="setup.keep">
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message id="setup.kept">
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message id="setup.line">
        <source>网络</source>
        <translation>Line</translation>
    </message>
    <message id="setup.link_test">
        <source>联机测试</source>
        <translation>Link test</translation>
    </message>
    <message id="setup.link_test_line">
        <source>只问终端「最后一笔是什么」，不会扣款。看到应答就是通了。卡号和金额的数字不显示、不保存。</source>
        <translation>The terminal is only asked for its last transaction; nothing is charged. An answer means that the line works. Digits of cards and amounts are neither shown nor kept.</translation>
    </message>
    <message id="setup.looking">
        <source>正在查找设备…</source>
        <translation>Looking for devices…</translation>
    </message>
    <message id="setup.make">
        <source>型号</source>
        <translation>Make</translation>
    </message>
    <message id="setup.make_generic">
        <source>通用 ESC/POS</source>
        <translation>Any ESC/POS printer</translation>
    </message>
    <message id="setup.make_line">
        <source>不知道型号就用「通用」，再看测试页。</source>
        <translation>Unknown make: take the first one and look at the test page.</translation>
    </message>
    <message id="setup.measure">
        <source>重测</source>
        <translation>Measure</translation>
    </message>
    <message id="setup.measure_long">
        <source>测一分钟</source>
        <translation>Measure a minute</translation>
    </message>
    <message id="setup.measured">
        <source>第 {done} / {whole} 次</source>
        <translation>{done} of {whole}</translation>
    </message>
    <message id="setup.missing">
        <source>{count} 项没通过，可以跳过，之后再连</source>
        <translation>{count} failed; it can wait</translation>
    </message>
    <message id="setup.network">
        <source>网络</source>
        <translation>Network</translation>
    </message>
    <message id="setup.network_help">
        <source>往返在 500 ms 内、丢包 1% 以下为好。「测一分钟」更准。网段留空就查本机所在的内网。</source>
        <translation>Good is a round trip below 500 ms and a loss below 1%. A minute&apos;s measurement is more exact. An empty subnet means the network around this computer.</translation>
    </message>
    <message id="setup.network_line">
        <source>量到总部的往返、丢包、时间和证书。连不上也能收银。</source>
        <translation>Round trip, loss, clock and certificate of head office. Selling works without it.</translation>
    </message>
    <message id="setup.network_step">
        <source>网络与支付</source>
        <translation>Network, payments</translation>
    </message>
    <message id="setup.next">
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message id="setup.no">
        <source>不会</source>
        <translation>no</translation>
    </message>
    <message id="setup.no_drawer">
        <source>没有钱箱</source>
        <translation>No drawer</translation>
    </message>
    <message id="setup.no_ending">
        <source>没有结束符</source>
        <translation>no ending</translation>
    </message>
    <message id="setup.no_pole">
        <source>没有数码客显</source>
        <translation>No line display</translation>
    </message>
    <message id="setup.no_printer">
        <source>没有小票机</source>
        <translation>No printer</translation>
    </message>
    <message id="setup.no_scale">
        <source>没有电子秤</source>
        <translation>No scale</translation>
    </message>
    <message id="setup.no_terminal">
        <source>没有刷卡终端</source>
        <translation>No card terminal</translation>
    </message>
    <message id="setup.nobody">
        <source>掌柜 · 尚未激活</source>
        <translation>Zhanggui · not activated</translation>
    </message>
    <message id="setup.not_activated">
        <source>没有激活</source>
        <translation>Not activated</translation>
    </message>
    <message id="setup.not_set">
        <source>未设置</source>
        <translation>Not set</translation>
    </message>
    <message id="setup.offline">
        <source>连不上总部</source>
        <translation>Head office away</translation>
    </message>
    <message id="setup.online">
        <source>在线</source>
        <translation>Online</translation>
    </message>
    <message id="setup.open_once">
        <source>开一次</source>
        <translation>Open once</translation>
    </message>
    <message id="setup.own_address">
        <source>其他地址，例如 tcp://192.168.1.50:9100</source>
        <translation>Another address, e.g. tcp://192.168.1.50:9100</translation>
    </message>
    <message id="setup.own_protocol">
        <source>自定义（till.toml）</source>
        <translation>Own (till.toml)</translation>
    </message>
    <message id="setup.picture">
        <source>客显副屏测试</source>
        <translation>Customer display test</translation>
    </message>
    <message id="setup.pole">
        <source>数码客显</source>
        <translation>Line display</translation>
    </message>
    <message id="setup.prefix">
        <source>码前多发的字符</source>
        <translation>Sent before each code</translation>
    </message>
    <message id="setup.pretend_load">
        <source>模拟放货</source>
        <translation>Pretend a load</translation>
    </message>
    <message id="setup.pretend_scan">
        <source>模拟扫一次</source>
        <translation>Pretend a scan</translation>
    </message>
    <message id="setup.printer_answers">
        <source>DLE EOT 应答：{answers} · 打完会回报（GS r）：{acknowledges}</source>
        <translation>Answers DLE EOT: {answers} · says when it is done (GS r): {acknowledges}</translation>
    </message>
    <message id="setup.printing">
        <source>正在打印测试页…</source>
        <translation>Printing the test page…</translation>
    </message>
    <message id="setup.protocol">
        <source>协议</source>
        <translation>Protocol</translation>
    </message>
    <message id="setup.report_saved">
        <source>已签名保存：reports/{path}</source>
        <translation>Signed and kept: reports/{path}</translation>
    </message>
    <message id="setup.scan_now">
        <source>现在用扫码枪扫任意一个条码。</source>
        <translation>Scan any barcode now.</translation>
    </message>
    <message id="setup.scanned">
        <source>刚扫到的</source>
        <translation>Last scan</translation>
    </message>
    <message id="setup.scanner_types">
        <source>USB 键盘口</source>
        <translation>Types like a keyboard</translation>
    </message>
    <message id="setup.search">
        <source>查找网络小票机</source>
        <translation>Search the network</translation>
    </message>
    <message id="setup.searched">
        <source>正在网络上查找小票机：第 {done} / {whole} 个地址</source>
        <translation>Searching the network for printers: {done} of {whole} addresses</translation>
    </message>
    <message id="setup.searching">
        <source>正在网络上查找小票机…</source>
        <translation>Searching the network for printers…</translation>
    </message>
    <message id="setup.sense">
        <source>到位开关</source>
        <translation>Switch of the drawer</translation>
    </message>
    <message id="setup.sense_high">
        <source>开时高电平</source>
        <translation>High when open</translation>
    </message>
    <message id="setup.sense_line">
        <source>先关好钱箱，再按「校准」：会开一次，自动量出电平。</source>
        <translation>Shut the drawer, then press Calibrate: it opens once and the level is measured.</translation>
    </message>
    <message id="setup.sense_low">
        <source>开时低电平</source>
        <translation>Low when open</translation>
    </message>
    <message id="setup.sense_none">
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message id="setup.shop_hint">
        <source>例如 好邻居便利</source>
        <translation>such as Corner Shop</translation>
    </message>
    <message id="setup.shop_name">
        <source>店名（印在小票上）</source>
        <translation>Shop&apos;s name (on receipts)</translation>
    </message>
    <message id="setup.sign_again">
        <source>重新签名保存</source>
        <translation>Sign again</translation>
    </message>
    <message id="setup.simulator">
        <source>模拟设备</source>
        <translation>Simulator</translation>
    </message>
    <message id="setup.simulator_line">
        <source>没有真设备时练习用</source>
        <translation>for practice without a device</translation>
    </message>
    <message id="setup.stop">
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message id="setup.store_hint">
        <source>例如 S1</source>
        <translation>such as S1</translation>
    </message>
    <message id="setup.store_name">
        <source>门店编号</source>
        <translation>Store</translation>
    </message>
    <message id="setup.subnet">
        <source>查找小票机的网段</source>
        <translation>Where to look for printers</translation>
    </message>
    <message id="setup.subnet_hint">
        <source>例如 192.168.1.0/24，留空自动</source>
        <translation>such as 192.168.1.0/24; empty for this network</translation>
    </message>
    <message id="setup.subnet_line">
        <source>只查内网，最多 1022 个地址，绝不查到外面。</source>
        <translation>Private networks of at most 1,022 addresses; never anything outside.</translation>
    </message>
    <message id="setup.suffix">
        <source>码后多发的字符</source>
        <translation>Sent after each code</translation>
    </message>
    <message id="setup.sums">
        <source>{good} 项正常，{warnings} 项警告，{bad} 项有问题</source>
        <translation>{good} fine, {warnings} to look at, {bad} at fault</translation>
    </message>
    <message id="setup.tare">
        <source>去皮</source>
        <translation>Tare</translation>
    </message>
    <message id="setup.test">
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message id="setup.test_again">
        <source>重新检测</source>
        <translation>Retry</translation>
    </message>
    <message id="setup.test_line">
        <source>测试连接</source>
        <translation>Test the line</translation>
    </message>
    <message id="setup.test_page">
        <source>打印测试页</source>
        <translation>Print test page</translation>
    </message>
    <message id="setup.test_picture">
        <source>显示测试图</source>
        <translation>Show test picture</translation>
    </message>
    <message id="setup.testing">
        <source>正在检测…</source>
        <translation>Testing…</translation>
    </message>
    <message id="setup.till_hint">
        <source>例如 T1</source>
        <translation>such as T1</translation>
    </message>
    <message id="setup.till_name">
        <source>机号</source>
        <translation>Till</translation>
    </message>
    <message id="setup.title">
        <source>安装与诊断</source>
        <translation>Set-up and diagnosis</translation>
    </message>
    <message id="setup.too_slow">
        <source>太慢，分不清是扫码还是手打：请改串口，或给扫码枪设前后缀</source>
        <translation>Too slow to tell from typing: use a serial line, or give it a prefix and suffix</translation>
    </message>
    <message id="setup.tried">
        <source>正在检测设备：第 {done} / {whole} 台</source>
        <translation>Testing devices: {done} of {whole}</translation>
    </message>
    <message id="setup.try_it">
        <source>还没有测试</source>
        <translation>Not tested yet</translation>
    </message>
    <message id="setup.typed">
        <source>结束符 {ending} · 平均 {ms} ms/字符，最慢 {slowest} ms
{fits}</source>
        <translation>Ends with {ending} · {ms} ms a sign, slowest {slowest} ms
{fits}</translation>
    </message>
    <message id="setup.unsteady">
        <source>读数不稳</source>
        <translation>Not steady</translation>
    </message>
    <message id="setup.untried">
        <source>未测试</source>
        <translation>Untested</translation>
    </message>
    <message id="setup.untried_line">
        <source>选好接口，再测试一次。</source>
        <translation>Choose where it is, then test it.</translation>
    </message>
    <message id="setup.use_gap">
        <source>采用建议间隔</source>
        <translation>Use the suggested gap</translation>
    </message>
    <message id="setup.version">
        <source>掌柜 {version} · 技术员模式</source>
        <translation>Zhanggui {version} · technician</translation>
    </message>
    <message id="setup.yes">
        <source>会</source>
        <translation>yes</translation>
    </message>
    <message id="setup.zero">
        <source>清零</source>
        <translation>Zero</translation>
    </message>
    <message id="sign_in.bill_kept">
        <source>没结的账单还在。</source>
        <translation>The open bill is kept.</translation>
    </message>
    <message id="sign_in.checking">
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message id="sign_in.choose_first">
        <source>左边选自己</source>
        <translation>Choose your name</translation>
    </message>
    <message id="sign_in.goods_wait">
        <source>这不是工牌，是商品「{name}」：签到后加进账单（{count} 件在等）。</source>
        <translation>Not a badge but goods: {name}. Added once somebody signs in ({count} waiting).</translation>
    </message>
    <message id="sign_in.line">
        <source>按数字选自己，输入 PIN；或者刷工牌。</source>
        <translation>Press your number and type your PIN, or scan your badge.</translation>
    </message>
    <message id="sign_in.locked">
        <source>{name} 锁屏了</source>
        <translation>Locked by {name}</translation>
    </message>
    <message id="sign_in.on_duty">
        <source>在岗</source>
        <translation>on duty</translation>
    </message>
    <message id="sign_in.other">
        <source>用工号</source>
        <translation>Staff number</translation>
    </message>
    <message id="sign_in.page">
        <source>第 {page} 页，共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message id="sign_in.title">
        <source>谁来收银</source>
        <translation>Who is selling</translation>
    </message>
    <message id="sign_in.type_code">
        <source>输入工号</source>
        <translation>Type the staff number</translation>
    </message>
    <message id="sign_in.type_pin">
        <source>输入 PIN</source>
        <translation>Type the PIN</translation>
    </message>
    <message id="sign_in.who">
        <source>请先选人</source>
        <translation>Choose a name</translation>
    </message>
    <message id="spoken">
        <source>{name} {amount} 元</source>
        <translation>{name} {amount} yuan</translation>
    </message>
    <message id="state.created">
        <source>还没发出</source>
        <translation>Not sent</translation>
    </message>
    <message id="state.escalated">
        <source>要人处理</source>
        <translation>Needs a person</translation>
    </message>
    <message id="state.failed">
        <source>没有收到</source>
        <translation>Not paid</translation>
    </message>
    <message id="state.paid">
        <source>已收到</source>
        <translation>Paid</translation>
    </message>
    <message id="state.paying">
        <source>等待顾客</source>
        <translation>Customer pays</translation>
    </message>
    <message id="state.refunded">
        <source>已退回</source>
        <translation>Gone back</translation>
    </message>
    <message id="state.refunding">
        <source>退款中</source>
        <translation>Going back</translation>
    </message>
    <message id="state.reversed">
        <source>已撤销</source>
        <translation>Reversed</translation>
    </message>
    <message id="state.reversing">
        <source>撤销中</source>
        <translation>Reversing</translation>
    </message>
    <message id="state.sending">
        <source>正在发起</source>
        <translation>Sending</translation>
    </message>
    <message id="state.unknown">
        <source>结果未知</source>
        <translation>Unknown</translation>
    </message>
    <message id="state_line.created">
        <source>还没有发出，没有扣款。</source>
        <translation>Not sent yet, nothing was charged.</translation>
    </message>
    <message id="state_line.escalated">
        <source>自动查不清，请拿单号联系渠道。先别重复收款。</source>
        <translation>Not cleared by itself; call the channel with these numbers. Do not charge again.</translation>
    </message>
    <message id="state_line.failed">
        <source>没有扣款，可以重新收。</source>
        <translation>Nothing was charged; take it again.</translation>
    </message>
    <message id="state_line.paid">
        <source>钱已经收到。</source>
        <translation>The money was received.</translation>
    </message>
    <message id="state_line.paying">
        <source>顾客正在确认。先别重复收款。</source>
        <translation>The customer is confirming. Do not charge again.</translation>
    </message>
    <message id="state_line.refunded">
        <source>钱已经退回给顾客。</source>
        <translation>The money went back to the customer.</translation>
    </message>
    <message id="state_line.refunding">
        <source>顾客付晚了，钱正在退回。</source>
        <translation>The customer paid too late; the money is going back.</translation>
    </message>
    <message id="state_line.reversed">
        <source>已撤销，顾客没有付出钱。</source>
        <translation>Reversed, the customer paid nothing.</translation>
    </message>
    <message id="state_line.reversing">
        <source>正在撤销；扣了的钱会退回。</source>
        <translation>Being reversed; what was charged goes back.</translation>
    </message>
    <message id="state_line.sending">
        <source>已经发出，等渠道回答。先别重复收款。</source>
        <translation>Sent, waiting for the channel. Do not charge again.</translation>
    </message>
    <message id="state_line.unknown">
        <source>钱可能已经扣了，系统在自动查询。先别重复收款。</source>
        <translation>It may be charged; the till keeps asking. Do not charge again.</translation>
    </message>
    <message id="status.connecting">
        <source>正在连接总部</source>
        <translation>Connecting to HQ</translation>
    </message>
    <message id="status.day">
        <source>{month}月{day}日 {weekday}</source>
        <translation>{weekday} {day} {month}</translation>
    </message>
    <message id="status.months">
        <source>1 2 3 4 5 6 7 8 9 10 11 12</source>
        <translation>Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec</translation>
    </message>
    <message id="status.no_hq">
        <source>未设总部 · 本机保存</source>
        <translation>No head office · kept here</translation>
    </message>
    <message id="status.no_hq_waiting">
        <source>未设总部 · 本机 {count} 笔</source>
        <translation>No head office · {count} kept here</translation>
    </message>
    <message id="status.nobody">
        <source>没有人签到</source>
        <translation>Nobody signed in</translation>
    </message>
    <message id="status.offline">
        <source>离线收银 · 未上传 {count} 笔</source>
        <translation>Selling offline · {count} unsent</translation>
    </message>
    <message id="status.online">
        <source>在线 · 已全部上传</source>
        <translation>Online · all sent</translation>
    </message>
    <message id="status.online_waiting">
        <source>在线 · 正在上传 {count} 笔</source>
        <translation>Online · sending {count}</translation>
    </message>
    <message id="status.pole_fault">
        <source>客显没连上</source>
        <translation>Line display away</translation>
    </message>
    <message id="status.printer">
        <source>小票机</source>
        <translation>Printer</translation>
    </message>
    <message id="status.printer_asks">
        <source>小票待确认</source>
        <translation>Receipts to check</translation>
    </message>
    <message id="status.printer_away">
        <source>小票机连不上</source>
        <translation>Printer away</translation>
    </message>
    <message id="status.printer_cover">
        <source>小票机开盖</source>
        <translation>Printer: cover open</translation>
    </message>
    <message id="status.printer_fault">
        <source>小票机有故障</source>
        <translation>Printer trouble</translation>
    </message>
    <message id="status.printer_no_paper">
        <source>小票机缺纸</source>
        <translation>Printer: no paper</translation>
    </message>
    <message id="status.printer_offline">
        <source>小票机脱机</source>
        <translation>Printer offline</translation>
    </message>
    <message id="status.printer_stands_in">
        <source>小票改用备用机</source>
        <translation>Second printer in use</translation>
    </message>
    <message id="status.refused">
        <source>总部拒收 {count} 笔，请联系总部</source>
        <translation>HQ refused {count}; call head office</translation>
    </message>
    <message id="status.scale">
        <source>电子秤</source>
        <translation>Scale</translation>
    </message>
    <message id="status.scale_fault">
        <source>电子秤没连上</source>
        <translation>Scale away</translation>
    </message>
    <message id="status.scanner">
        <source>扫码枪</source>
        <translation>Scanner</translation>
    </message>
    <message id="status.scanner_fault">
        <source>扫码枪没连上</source>
        <translation>Scanner away</translation>
    </message>
    <message id="status.shift">
        <source>第 {place} 班 {at} 起</source>
        <translation>shift {place} since {at}</translation>
    </message>
    <message id="status.till">
        <source>{till} 号机</source>
        <translation>Till {till}</translation>
    </message>
    <message id="status.weekdays">
        <source>周一 周二 周三 周四 周五 周六 周日</source>
        <translation>Mon Tue Wed Thu Fri Sat Sun</translation>
    </message>
    <message id="step.customer_confirms">
        <source>等顾客确认</source>
        <translation>Customer confirms</translation>
    </message>
    <message id="step.customer_pays">
        <source>等待顾客付款</source>
        <translation>Customer pays</translation>
    </message>
    <message id="step.done">
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message id="step.qr">
        <source>生成二维码</source>
        <translation>Make QR code</translation>
    </message>
    <message id="step.query">
        <source>查询结果</source>
        <translation>Ask for result</translation>
    </message>
    <message id="step.scan">
        <source>扫付款码</source>
        <translation>Scan code</translation>
    </message>
    <message id="step.scanned">
        <source>已扫付款码</source>
        <translation>Code scanned</translation>
    </message>
    <message id="success.advice">
        <source>建议：{pieces}</source>
        <translation>Give {pieces}</translation>
    </message>
    <message id="success.back">
        <source>退回</source>
        <translation>Refunded</translation>
    </message>
    <message id="success.closing_drawer">
        <source>钱箱已打开，放好钱请关上</source>
        <translation>Drawer open, close it when done</translation>
    </message>
    <message id="success.comma">
        <source>、</source>
        <translation>, </translation>
    </message>
    <message id="success.drawer">
        <source>钱箱已打开，找零后请关上</source>
        <translation>Drawer open, close it after giving change</translation>
    </message>
    <message id="success.drawer_shut">
        <source>钱箱没打开，请用钥匙</source>
        <translation>Drawer did not open: use its key</translation>
    </message>
    <message id="success.due">
        <source>应收 ¥{due}</source>
        <translation>Due ¥{due}</translation>
    </message>
    <message id="success.gift">
        <source>礼品小票</source>
        <translation>Gift receipt</translation>
    </message>
    <message id="success.hint">
        <source>扫下一件商品也会直接开始新单</source>
        <translation>Scanning the next item starts a new sale</translation>
    </message>
    <message id="success.invoice">
        <source>开票二维码</source>
        <translation>Invoice QR</translation>
    </message>
    <message id="success.jiao">
        <source>{count} 角</source>
        <translation>{count} jiao</translation>
    </message>
    <message id="success.leaves">
        <source>{seconds} 秒后自动开始下一单，按任意键停留</source>
        <translation>Next sale in {seconds} s. Any key stays here</translation>
    </message>
    <message id="success.next">
        <source>下一单</source>
        <translation>Next sale</translation>
    </message>
    <message id="success.no_change">
        <source>不用找零</source>
        <translation>No change to give</translation>
    </message>
    <message id="success.nothing">
        <source>不用收钱</source>
        <translation>Nothing to pay</translation>
    </message>
    <message id="success.number">
        <source>单号 {number}</source>
        <translation>Sale {number}</translation>
    </message>
    <message id="success.piece">
        <source>{money} ×{count}</source>
        <translation>{money} ×{count}</translation>
    </message>
    <message id="success.print">
        <source>打印小票</source>
        <translation>Print receipt</translation>
    </message>
    <message id="success.received">
        <source>实收</source>
        <translation>Received</translation>
    </message>
    <message id="success.refunded">
        <source>退款完成</source>
        <translation>Refund complete</translation>
    </message>
    <message id="success.reprint">
        <source>重打小票</source>
        <translation>Reprint</translation>
    </message>
    <message id="success.title">
        <source>收款完成</source>
        <translation>Payment complete</translation>
    </message>
    <message id="success.yuan">
        <source>{count} 元</source>
        <translation>¥{count}</translation>
    </message>
    <message id="tender.alipay">
        <source>支付宝</source>
        <translation>Alipay</translation>
    </message>
    <message id="tender.card">
        <source>银行卡</source>
        <translation>Card</translation>
    </message>
    <message id="tender.cash">
        <source>现金</source>
        <translation>Cash</translation>
    </message>
    <message id="tender.customer_code">
        <source>付款码</source>
        <translation>Scan customer</translation>
    </message>
    <message id="tender.ecny">
        <source>数字人民币</source>
        <translation>e-CNY</translation>
    </message>
    <message id="tender.huabei">
        <source>花呗分期</source>
        <translation>Huabei instalments</translation>
    </message>
    <message id="tender.instalments">
        <source>花呗分期</source>
        <translation>Instalments</translation>
    </message>
    <message id="tender.payment_qr">
        <source>收款码</source>
        <translation>Show QR</translation>
    </message>
    <message id="tender.stored_value">
        <source>储值卡</source>
        <translation>Stored value</translation>
    </message>
    <message id="tender.unionpay">
        <source>云闪付</source>
        <translation>UnionPay</translation>
    </message>
    <message id="tender.voucher">
        <source>代金券</source>
        <translation>Voucher</translation>
    </message>
    <message id="tender.wechat">
        <source>微信支付</source>
        <translation>WeChat Pay</translation>
    </message>
    <message id="tender_line.card">
        <source>外接 POS 刷卡，输凭证号</source>
        <translation>Own terminal, slip number</translation>
    </message>
    <message id="tender_line.cash">
        <source>输入实收，自动算找零</source>
        <translation>Type what you received</translation>
    </message>
    <message id="tender_line.customer_code">
        <source>扫顾客手机</source>
        <translation>scan the phone</translation>
    </message>
    <message id="tender_line.ecny">
        <source>扫顾客的码</source>
        <translation>scan the wallet</translation>
    </message>
    <message id="tender_line.instalments">
        <source>3 / 6 / 12 期</source>
        <translation>3 / 6 / 12 months</translation>
    </message>
    <message id="tender_line.payment_qr">
        <source>顾客扫我们的码</source>
        <translation>customer scans ours</translation>
    </message>
    <message id="tender_line.voucher">
        <source>输入或扫描券号</source>
        <translation>Type or scan its number</translation>
    </message>
    <message id="toast.gift">
        <source>已交给小票机打礼品小票：{number}</source>
        <translation>Gift receipt sent to the printer: {number}</translation>
    </message>
    <message id="toast.reprinted">
        <source>已交给小票机重打：{number}</source>
        <translation>Sent to the printer again: {number}</translation>
    </message>
    <message id="toast.undo">
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message id="toast.undo_key">
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message id="toast.voided">
        <source>已删：{name}</source>
        <translation>Voided: {name}</translation>
    </message>
    <message id="totals.pieces">
        <source>{count} 件商品</source>
        <translation>{count} items</translation>
    </message>
    <message id="totals.returned">
        <source>退货</source>
        <translation>Returned</translation>
    </message>
    <message id="totals.saved">
        <source>已省 ¥{amount}</source>
        <translation>Saved ¥{amount}</translation>
    </message>
    <message id="totals.savings">
        <source>优惠</source>
        <translation>Savings</translation>
    </message>
    <message id="totals.subtotal">
        <source>小计</source>
        <translation>Subtotal</translation>
    </message>
    <message id="totals.taken">
        <source>已收</source>
        <translation>Taken</translation>
    </message>
    <message id="training.begin">
        <source>进入培训模式？</source>
        <translation>Enter training mode?</translation>
    </message>
    <message id="training.begin_line">
        <source>培训用同样的商品和员工，单独记账：不上传，不开钱箱。现在的购物车会留着，回来接着收。</source>
        <translation>Training has the same goods and people and books of its own: nothing is sent, no drawer opens. The open cart is kept for when you come back.</translation>
    </message>
    <message id="training.begin_yes">
        <source>进入培训</source>
        <translation>Start training</translation>
    </message>
    <message id="training.end">
        <source>结束培训，回到收银？</source>
        <translation>End training and go back to selling?</translation>
    </message>
    <message id="training.end_line">
        <source>培训里的单都不计入营业。</source>
        <translation>Nothing sold in training counts.</translation>
    </message>
    <message id="training.end_yes">
        <source>回到收银</source>
        <translation>Back to selling</translation>
    </message>
    <message id="training.line">
        <source>培训 · 不计入</source>
        <translation>Training · does not count</translation>
    </message>
    <message id="training.mark">
        <source>培训</source>
        <translation>TRAINING</translation>
    </message>
    <message id="unit.kg">
        <source>千克</source>
        <translation>kg</translation>
    </message>
    <message id="unit.off">
        <source>折</source>
        <translation>% off</translation>
    </message>
    <message id="unit.piece">
        <source>件</source>
        <translation>pcs</translation>
    </message>
    <message id="unit.yuan">
        <source>元</source>
        <translation>yuan</translation>
    </message>
    <message id="unknown.line">
        <source>没有商品带条码 {code}。没有加入这一单。</source>
        <translation>No product carries {code}. Nothing was added.</translation>
    </message>
    <message id="unknown.quick_add">
        <source>新增这个商品</source>
        <translation>Add it as a new product</translation>
    </message>
    <message id="unknown.search">
        <source>按名称找商品</source>
        <translation>Find it by name</translation>
    </message>
    <message id="unknown.search_hint">
        <source>输入名称或拼音首字母</source>
        <translation>Type its name or pinyin initials</translation>
    </message>
    <message id="unknown.title">
        <source>没有这个条码</source>
        <translation>Unknown barcode</translation>
    </message>
    <message id="unknown.unlisted">
        <source>按无码商品卖</source>
        <translation>Sell it unlisted, at a price</translation>
    </message>
    <message id="unpaid.asks">
        <source>系统在自动查询</source>
        <translation>The till keeps asking</translation>
    </message>
    <message id="unpaid.asks_line">
        <source>{asks}。有结果会响铃并自动继续。</source>
        <translation>{asks}. It rings and continues by itself.</translation>
    </message>
    <message id="unpaid.choose">
        <source>再选下面一种处理</source>
        <translation>Then pick one below</translation>
    </message>
    <message id="unpaid.choose_line">
        <source>会记下收银员、时间和原因，进入对账待办。</source>
        <translation>Cashier, time and reason go to reconciliation.</translation>
    </message>
    <message id="unpaid.facts">
        <source>给店长或客服看</source>
        <translation>For the manager or support</translation>
    </message>
    <message id="unpaid.left">
        <source>待确认，不要再收</source>
        <translation>Waiting. Do not collect again</translation>
    </message>
    <message id="unpaid.line">
        <source>这笔 ¥{amount} 可能已经扣款，只是还没收到结果。</source>
        <translation>This ¥{amount} may already be paid. We have not heard back yet.</translation>
    </message>
    <message id="unpaid.look">
        <source>请顾客看一眼手机账单</source>
        <translation>Ask the customer to check their bill</translation>
    </message>
    <message id="unpaid.look_line">
        <source>只用来选下一步，不能当作收款凭证。</source>
        <translation>It helps you choose. It is not proof of payment.</translation>
    </message>
    <message id="unpaid.park">
        <source>挂单，先收下一位</source>
        <translation>Hold, serve next</translation>
    </message>
    <message id="unpaid.query">
        <source>再查一次</source>
        <translation>Query now</translation>
    </message>
    <message id="unpaid.release">
        <source>已付，店长放行</source>
        <translation>Manager release</translation>
    </message>
    <message id="unpaid.reverse">
        <source>撤销后再收</source>
        <translation>Reverse first</translation>
    </message>
    <message id="unpaid.title">
        <source>先别重复收款</source>
        <translation>Do not charge again</translation>
    </message>
    <message id="wallet.alipay">
        <source>支付宝</source>
        <translation>Alipay</translation>
    </message>
    <message id="wallet.any">
        <source>扫码支付</source>
        <translation>wallet</translation>
    </message>
    <message id="wallet.ecny">
        <source>数字人民币</source>
        <translation>e-CNY</translation>
    </message>
    <message id="wallet.unionpay">
        <source>云闪付</source>
        <translation>UnionPay</translation>
    </message>
    <message id="wallet.wechat">
        <source>微信支付</source>
        <translation>WeChat Pay</translation>
    </message>
    <message id="weigh.amount">
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message id="weigh.by_hand">
        <source>手工输入</source>
        <translation>Enter by hand</translation>
    </message>
    <message id="weigh.by_scale">
        <source>用秤上的重量</source>
        <translation>Use the scale</translation>
    </message>
    <message id="weigh.do_tare">
        <source>去皮</source>
        <translation>Tare</translation>
    </message>
    <message id="weigh.do_zero">
        <source>清零</source>
        <translation>Zero</translation>
    </message>
    <message id="weigh.empty">
        <source>空秤</source>
        <translation>Empty</translation>
    </message>
    <message id="weigh.moving">
        <source>晃动</source>
        <translation>Moving</translation>
    </message>
    <message id="weigh.negative">
        <source>负数</source>
        <translation>Below zero</translation>
    </message>
    <message id="weigh.net">
        <source>已去皮</source>
        <translation>Tared</translation>
    </message>
    <message id="weigh.over">
        <source>超载</source>
        <translation>Overload</translation>
    </message>
    <message id="weigh.price">
        <source>单价</source>
        <translation>Unit price</translation>
    </message>
    <message id="weigh.ready">
        <source>稳定</source>
        <translation>Stable</translation>
    </message>
    <message id="weigh.ready_line">
        <source>核对商品，按 Enter 收下这个重量。</source>
        <translation>Check the item, then press Enter to take this weight.</translation>
    </message>
    <message id="weigh.silent">
        <source>没有信号</source>
        <translation>No signal</translation>
    </message>
    <message id="weigh.take">
        <source>收下重量</source>
        <translation>Take the weight</translation>
    </message>
    <message id="weigh.taken">
        <source>未归零</source>
        <translation>Not back to zero</translation>
    </message>
    <message id="weigh.tare">
        <source>皮重</source>
        <translation>Tare</translation>
    </message>
    <message id="weigh.title">
        <source>称重</source>
        <translation>Weigh</translation>
    </message>
    <message id="why.card_not_taken">
        <source>顾客选的银行卡不能用。没有扣款，请换一张卡。</source>
        <translation>The chosen bank card is not taken. Nothing was charged; choose another.</translation>
    </message>
    <message id="why.closed">
        <source>这一笔已经关闭。没有扣款，可以再收一次。</source>
        <translation>This payment was closed. Nothing was charged; try again.</translation>
    </message>
    <message id="why.code_expired">
        <source>付款码过期了。没有扣款，请顾客刷新后再扫。</source>
        <translation>The code has expired. Nothing was charged; refresh it and scan again.</translation>
    </message>
    <message id="why.code_wrong">
        <source>渠道不认这个付款码。没有扣款，请顾客刷新后再扫。</source>
        <translation>The channel does not take this code. Nothing was charged; refresh it and scan again.</translation>
    </message>
    <message id="why.customer">
        <source>顾客没有付，或密码不对。没有扣款，可以再收一次。</source>
        <translation>The customer did not pay, or the password was wrong. Nothing was charged; try again.</translation>
    </message>
    <message id="why.limit">
        <source>超过了支付限额。没有扣款，请换一种付款方式。</source>
        <translation>Over the payment limit. Nothing was charged; pay another way.</translation>
    </message>
    <message id="why.never_left">
        <source>网络没有连上，这一笔没有发出，没有扣款。</source>
        <translation>The network was down: nothing was sent and nothing was charged.</translation>
    </message>
    <message id="why.no_funds">
        <source>顾客的余额不够。没有扣款，请换一种付款方式。</source>
        <translation>Not enough money in the wallet. Nothing was charged; pay another way.</translation>
    </message>
    <message id="why.other">
        <source>渠道没有收下这一笔。没有扣款，请换一种方式再收。</source>
        <translation>The channel did not take it. Nothing was charged; try another way.</translation>
    </message>
</context>
</TS>
