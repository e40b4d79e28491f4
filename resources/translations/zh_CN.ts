<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="zh_CN">
<context>
    <name></name>
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
    <message id="banner.clock">
        <source>请校准电脑时间，可以继续收银</source>
        <translation>请校准电脑时间，可以继续收银</translation>
    </message>
    <message id="banner.offline">
        <source>网络已断开，可以继续收银</source>
        <translation>网络已断开，可以继续收银</translation>
    </message>
    <message id="banner.offline_line">
        <source>能用：现金。单都在本机，网络恢复后自动上传。</source>
        <translation>能用：现金。单都在本机，网络恢复后自动上传。</translation>
    </message>
    <message id="banner.printer">
        <source>小票机有问题，可以继续收银</source>
        <translation>小票机有问题，可以继续收银</translation>
    </message>
    <message id="banner.refused">
        <source>总部不接收，可以继续收银</source>
        <translation>总部不接收，可以继续收银</translation>
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
    <message id="confirm">
        <source>确定</source>
        <translation>确定</translation>
    </message>
    <message id="details">
        <source>详情</source>
        <translation>详情</translation>
    </message>
    <message id="discount.all_amount">
        <source>整单减价</source>
        <translation>整单减价</translation>
    </message>
    <message id="discount.all_share">
        <source>整单打折</source>
        <translation>整单打折</translation>
    </message>
    <message id="discount.line_amount">
        <source>本行减价</source>
        <translation>本行减价</translation>
    </message>
    <message id="discount.line_share">
        <source>本行打折</source>
        <translation>本行打折</translation>
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
    <message id="due">
        <source>应收</source>
        <translation>应收</translation>
    </message>
    <message id="due_back">
        <source>应退</source>
        <translation>应退</translation>
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
    <message id="help.note">
        <source>给这一行写备注</source>
        <translation>给这一行写备注</translation>
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
    <message id="more.about">
        <source>掌柜收银台 {version} · 开源软件，Apache-2.0</source>
        <translation>掌柜收银台 {version} · 开源软件，Apache-2.0</translation>
    </message>
    <message id="more.auto">
        <source>自动</source>
        <translation>自动</translation>
    </message>
    <message id="more.dark">
        <source>深色</source>
        <translation>深色</translation>
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
        <source>关于与许可</source>
        <translation>关于与许可</translation>
    </message>
    <message id="more.light">
        <source>浅色</source>
        <translation>浅色</translation>
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
    <message id="more.reduced_motion">
        <source>减少动效</source>
        <translation>减少动效</translation>
    </message>
    <message id="more.scale">
        <source>文字大小</source>
        <translation>文字大小</translation>
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
    <message id="pay.amount.card">
        <source>刷卡金额</source>
        <translation>刷卡金额</translation>
    </message>
    <message id="pay.amount.voucher">
        <source>代金券金额</source>
        <translation>代金券金额</translation>
    </message>
    <message id="pay.back">
        <source>返回改单</source>
        <translation>返回改单</translation>
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
    <message id="pay.choose">
        <source>选择收款方式</source>
        <translation>选择收款方式</translation>
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
    <message id="pay.exact">
        <source>正好 {amount}</source>
        <translation>正好 {amount}</translation>
    </message>
    <message id="pay.give_up">
        <source>取回 {name} {amount}</source>
        <translation>取回 {name} {amount}</translation>
    </message>
    <message id="pay.given_up">
        <source>已取回 {name} ¥{amount}</source>
        <translation>已取回 {name} ¥{amount}</translation>
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
    <message id="pay.new_goods">
        <source>新买</source>
        <translation>新买</translation>
    </message>
    <message id="pay.next">
        <source>下一步</source>
        <translation>下一步</translation>
    </message>
    <message id="pay.no_scans">
        <source>收款时不能加商品</source>
        <translation>收款时不能加商品</translation>
    </message>
    <message id="pay.no_scans_line">
        <source>条码 {code} 没有加入。按 Esc 返回改单后再扫。</source>
        <translation>条码 {code} 没有加入。按 Esc 返回改单后再扫。</translation>
    </message>
    <message id="pay.no_small_change">
        <source>没有零头可抹。要抹多少，先输入金额（最多 0.99）再按 F10</source>
        <translation>没有零头可抹。要抹多少，先输入金额（最多 0.99）再按 F10</translation>
    </message>
    <message id="pay.nothing_left">
        <source>不用再收钱，按 Enter 完成</source>
        <translation>不用再收钱，按 Enter 完成</translation>
    </message>
    <message id="pay.part_short">
        <source>还差 ¥{left}，按 F9 先收这部分</source>
        <translation>还差 ¥{left}，按 F9 先收这部分</translation>
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
    <message id="pay.title">
        <source>收款</source>
        <translation>收款</translation>
    </message>
    <message id="pay.type_part">
        <source>先输入这次要收的金额，再按 F9</source>
        <translation>先输入这次要收的金额，再按 F9</translation>
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
    <message id="spoken">
        <source>{name} {amount} 元</source>
        <translation>{name} {amount} 元</translation>
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
    <message id="status.printer">
        <source>小票机</source>
        <translation>小票机</translation>
    </message>
    <message id="status.printer_fault">
        <source>小票机有故障</source>
        <translation>小票机有故障</translation>
    </message>
    <message id="status.refused">
        <source>总部拒收 {count} 笔，请联系总部</source>
        <translation>总部拒收 {count} 笔，请联系总部</translation>
    </message>
    <message id="status.scanner">
        <source>扫码枪</source>
        <translation>扫码枪</translation>
    </message>
    <message id="status.till">
        <source>{till} 号机</source>
        <translation>{till} 号机</translation>
    </message>
    <message id="status.weekdays">
        <source>周一 周二 周三 周四 周五 周六 周日</source>
        <translation>周一 周二 周三 周四 周五 周六 周日</translation>
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
    <message id="success.due">
        <source>应收 ¥{due}</source>
        <translation>应收 ¥{due}</translation>
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
    <message id="tender.voucher">
        <source>代金券</source>
        <translation>代金券</translation>
    </message>
    <message id="tender_line.card">
        <source>外接 POS 刷卡，输凭证号</source>
        <translation>外接 POS 刷卡，输凭证号</translation>
    </message>
    <message id="tender_line.cash">
        <source>输入实收，自动算找零</source>
        <translation>输入实收，自动算找零</translation>
    </message>
    <message id="tender_line.voucher">
        <source>输入或扫描券号</source>
        <translation>输入或扫描券号</translation>
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
</context>
</TS>
