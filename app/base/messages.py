"""Every sentence that a failure says: by its code, in Chinese and in English.

A sentence says what happened, whether the money is safe where that is in doubt, and what to do.
"""

MESSAGES: dict[str, tuple[str, str]] = {
    "age_not_confirmed": (
        "{name} 只卖给满 {age} 岁的顾客。请先确认年龄。",
        "{name} is only for customers aged {age} or over. Check the age first.",
    ),
    "already_completed": (
        "这一单已经收过款了，不会再记一次。",
        "This sale has already been completed; it is not recorded twice.",
    ),
    "amount_not_a_number": (
        "「{text}」不是金额。请输入元，例如 12.50。",
        "“{text}” is not an amount. Enter yuan, for example 12.50.",
    ),
    "amount_too_large": (
        "金额 {text} 太大，最多 {limit}。",
        "The amount {text} is too large; the most is {limit}.",
    ),
    "amount_too_precise": (
        "「{text}」的小数超过两位。金额只到分。",
        "“{text}” has more than two decimals. Amounts end at the fen.",
    ),
    "another_seller": (
        "这台收银机已经在另一个窗口收银。请回到那个窗口，或先关闭它。",
        "This till is already selling in another window. Go back to it, or close it first.",
    ),
    "another_sender": (
        "另一个程序正在上传，不用重复上传。",
        "Another program is already sending; there is no need to send twice.",
    ),
    "approver_may_not": (
        "{name} 没有这项权限，请换一位。",
        "{name} may not allow this either; ask somebody else.",
    ),
    "backup_failed": (
        "备份没有做成：{why}。数据库本身没有问题，请检查磁盘空间，稍后会再试。",
        "The backup could not be made: {why}. The database itself is fine; check the disk. It will be tried again.",
    ),
    "bad_backup_file": (
        "备份文件 {file} 用不了：{why}。总部的数据没有动。请换一份备份。",
        "The backup {file} cannot be used: {why}. Head office's data was not touched. Choose another backup.",
    ),
    "bad_basket": (
        "第 {line} 行不是能收银的一篮商品：{why}",
        "Line {line} is not a basket that can be sold: {why}",
    ),
    "bad_device_url": (
        "设备地址「{url}」不对。例如 serial://COM3?baud=9600、serial://usb-1a86:7523?baud=9600、tcp://192.168.1.60:4001。",
        "“{url}” is no address of a device. Examples: serial://COM3?baud=9600, serial://usb-1a86:7523?baud=9600, tcp://192.168.1.60:4001.",
    ),
    "bad_logo": (
        "店标 {file} 用不了：{why}。小票照常打印，只是没有店标。请换一个不大的 PNG。",
        "The logo {file} cannot be used: {why}. Receipts are printed without it. Choose another, not too large PNG.",
    ),
    "bad_name": (
        "「{name}」不能做编号：用 1 到 32 个字母、数字、点、横线。",
        "“{name}” cannot be a name: use 1 to 32 letters, digits, dots or dashes.",
    ),
    "bad_person_name": (
        "用户名不能为空，最多 {longest} 个字，不能有控制字符。",
        "A name is needed, of at most {longest} printable characters.",
    ),
    "bad_pole_url": (
        "客显地址「{url}」不对。例如 serial://COM2?baud=2400&protocol=led8、serial://COM2?baud=9600&protocol=cd5220。",
        "“{url}” is no address of a customer display. Examples: serial://COM2?baud=2400&protocol=led8, serial://COM2?baud=9600&protocol=cd5220.",
    ),
    "bad_printer_url": (
        "打印机地址「{url}」不对。例如 tcp://192.168.1.50:9100、serial://COM3?baud=9600、file:///dev/usb/lp0。",
        "“{url}” is no printer address. Examples: tcp://192.168.1.50:9100, serial://COM3?baud=9600, file:///dev/usb/lp0.",
    ),
    "bad_scale_url": (
        "电子秤地址「{url}」不对。例如 serial://COM3?baud=9600&protocol=toledo8217&capacity_g=15000。",
        "“{url}” is no address of a scale. Example: serial://COM3?baud=9600&protocol=toledo8217&capacity_g=15000.",
    ),
    "bad_settings": (
        "{file} 读不懂：{why}。请改正这个文件，或重新运行 zhanggui init。",
        "{file} cannot be read: {why}. Correct the file, or run zhanggui init again.",
    ),
    "bad_template": (
        "账单模板 {file} 有误：{why}。请改好后再导入。",
        "The statement templates in {file} are wrong: {why}. Correct them, then import again.",
    ),
    "bad_terms": (
        "{file} 读不懂：{why}。对账没有开始。请改正这个文件。",
        "{file} cannot be read: {why}. Nothing was reconciled. Correct the file.",
    ),
    "badge_here": (
        "这是 {name} 的工牌，没有加进账单。换人请先按 Ctrl+L。",
        "This is the badge of {name}; nothing was added. To change the cashier, press Ctrl+L first.",
    ),
    "badge_is_odd": (
        "工牌上的码要 {shortest} 到 {longest} 个字符，太短的别人猜得到。",
        "A badge carries {shortest} to {longest} signs; a shorter one could be guessed.",
    ),
    "badge_taken": (
        "这张工牌已经是别人的。",
        "This badge is somebody else's.",
    ),
    "barcode_is_known": (
        "条码 {barcode} 已经是「{name}」。",
        "The barcode {barcode} already is “{name}”.",
    ),
    "bill_half_paid": (
        "有一单只收了一部分钱，还没完成。钱在钱箱里，先把这一单收完，再点数。",
        "One bill has been paid in part only. Its money is in the drawer: complete that bill first, then count.",
    ),
    "case_cannot": (
        "这笔差异现在是 {state}，不能再 {act}。没有改动任何账。请刷新后再看。",
        "This exception is {state} now; {act} is not possible. Nothing was changed. Look at it again.",
    ),
    "case_changed": (
        "差异 {case} 刚被别人改过（现在是 {state}）。没有改动任何账。请刷新后再决定。",
        "Somebody just changed exception {case} (it is {state} now). Nothing was changed. Look again, then decide.",
    ),
    "case_match_needs_both": (
        "强制匹配要选同一渠道、两边都有的记录。没有改动任何账。",
        "A match takes rows of one channel and of both books. Nothing was changed.",
    ),
    "case_needs_another": (
        "自己提出的处理不能自己复核。请换一位复核。",
        "Nobody approves what they proposed themselves. Ask somebody else.",
    ),
    "case_needs_reason": (
        "请写明原因，才能处理这笔差异。",
        "Say why, before this exception can be settled.",
    ),
    "cash_moved_since": (
        "点数之后又收付过现金，之前的点数留底，但不能用来关班。请重新点一次。",
        "Cash has moved since the count. That count is kept, but the shift cannot be closed with it. Count once more.",
    ),
    "cash_short": (
        "还差 ¥{short}，没有收够。",
        "¥{short} is still to pay.",
    ),
    "cell_exists": (
        "已经有叫「{cell}」的单元，地址不同。",
        "There is already a cell “{cell}” at another address.",
    ),
    "cell_unknown": (
        "没有叫「{cell}」的单元。",
        "There is no cell “{cell}”.",
    ),
    "cells_needs_more": (
        "参数不全：add 要 --cell 和 --url，assign 和 move 要 --cell 和 --store，publish 要文件。",
        "Something is missing: add needs --cell and --url, assign and move need --cell and --store, publish needs a file.",
    ),
    "channel_busy": (
        "{channel} 现在太忙，这一笔没有发出，没有扣款。请稍等再试，或换一种付款方式。",
        "{channel} is too busy right now; this payment was not sent and nothing was charged. Wait a moment, or pay another way.",
    ),
    "channel_kind_unknown": (
        "没有「{kind}」这种支付渠道，认识的有：{known}。没有改动。",
        "There is no kind of channel “{kind}”; known are: {known}. Nothing was changed.",
    ),
    "channel_lacks": (
        "支付渠道 {channel} 缺少：{names}。请补齐后再导入；在这之前它不收款。",
        "The channel {channel} lacks: {names}. Fill them in and import it again; until then it takes no money.",
    ),
    "channel_unknown": (
        "这里没有 {channel} 的收款密钥，没有扣款。请换一种付款方式，并告诉技术员。",
        "There are no keys for {channel} here and nothing was charged. Pay another way, and tell your technician.",
    ),
    "channel_wrong": (
        "支付渠道 {channel} 的参数不对：{why}。请改正后再导入；在这之前它不收款。",
        "What is written down of the channel {channel} is wrong: {why}. Correct it and import it again; until then it takes no money.",
    ),
    "clock_set_back": (
        "电脑时钟是 {now}，比上一单（{last}）还早。可以继续收银，单子不会丢；请校准时间。",
        "The computer's clock says {now}, earlier than the last sale ({last}). Selling goes on and nothing is lost; set the clock right.",
    ),
    "code_refused": (
        "总部不认这个一次性代码：可能输错、用过或过了时限。数据都在本机，照常收银。请总部重新发一个，再用 zhanggui init --credential 保存。",
        "HQ does not take this one-time code: it is wrong, used or too old. Everything is kept here; keep selling. Ask HQ for a new one and store it with zhanggui init --credential.",
    ),
    "count_is_odd": (
        "点数里有不认识的面额或不对的张数，没有提交。请检查。",
        "The count names a note that does not exist, or an odd number of them. Nothing was submitted; check it.",
    ),
    "count_wanted": (
        "还没有点数。请先点钱箱里的现金。",
        "The cash has not been counted yet. Count the drawer first.",
    ),
    "dangling_keys": (
        "升级会留下没有主表的行：{found}。数据没有改动。",
        "The upgrade would leave rows without their parent: {found}. Nothing was changed.",
    ),
    "database_corrupt": (
        "数据库 {file} 坏了：{why}。最新的好备份是 {backup}。先不要删除任何文件；运行 zhanggui restore 恢复备份，备份之后的单还在总部或坏文件里。",
        "The database {file} is damaged: {why}. The newest good backup is {backup}. Delete nothing; run zhanggui restore to bring it back. Later sales are at HQ or in the damaged file.",
    ),
    "database_corrupt_no_backup": (
        "数据库 {file} 坏了：{why}。没有找到好的备份。先不要删除任何文件，请联系技术员。",
        "The database {file} is damaged: {why}. No good backup was found. Delete nothing and call your technician.",
    ),
    "database_newer": (
        "这个数据库来自更新的程序版本（{stored}），现在的程序只认到 {known}。数据没有改动。请安装新版本再打开。",
        "This database comes from a newer version of the program ({stored}); this one knows up to {known}. Nothing was changed. Install the newer version.",
    ),
    "database_of_others": (
        "这个数据库里有别人的表（{tables}），没有动。请指向总部自己的数据库，或一个空的。",
        "This database holds tables of others ({tables}); nothing was changed. Name head office's own database, or an empty one.",
    ),
    "database_trouble": (
        "数据库现在不能用：{why}。已经完成的单都在，请检查磁盘后再试。",
        "The database cannot be used right now: {why}. Completed sales are safe; check the disk and try again.",
    ),
    "demo_needs_source": (
        "安装版不带总部程序，演示请在源码文件夹运行 python3 run.py。",
        "The installed program has no head office; run the demo from the source with python3 run.py.",
    ),
    "demo_program_failed": (
        "演示中断：{command}：{why}",
        "The demo stopped: {command}: {why}",
    ),
    "device_busy": (
        "设备正忙，这一步没有做。请稍等再试。",
        "The device is busy and this was not done. Try again in a moment.",
    ),
    "device_closed": (
        "设备已经停用，这一步没有做。",
        "The device is no longer in use and this was not done.",
    ),
    "device_failed": (
        "设备 {url} 出了意外的问题，已写入日志，会自动再试。收银照常，请告诉技术员。",
        "The device {url} failed unexpectedly; it is written in the log and tried again. Selling goes on; tell your technician.",
    ),
    "device_in_use": (
        "设备 {url} 正由收银台使用，没有另外去试。要测试，请先关掉收银台，或在收银台里打开「更多 → 安装与诊断」。",
        "The till has {url} open, so it was not tried. To test it, close the till first, or open More → Set-up and diagnosis there.",
    ),
    "difference_unexplained": (
        "长短款 {over} 元，超过容差 {most} 元。点数已留底；请选原因（选「其他」要写明），再关班。",
        "The difference is {over}, more than the tolerance of {most}. The count is kept; give a reason (explain “other”), then close.",
    ),
    "discount_amount": (
        "优惠 {text} 元不行，最多 {most} 元。",
        "A discount of {text} is not possible; the most is {most}.",
    ),
    "discount_share": (
        "优惠 {text}% 不行，要在 0 到 100% 之间。",
        "A discount of {text}% is not possible; it must be from 0 to 100%.",
    ),
    "discount_target": (
        "改到 {text} 元不行，要在 0 到 {most} 元之间。",
        "A price of {text} after the discount is not possible; it must be from 0 to {most}.",
    ),
    "disk_full": (
        "磁盘满了，这一步没有保存：之前完成的单都在。请清出空间再试。",
        "The disk is full and this step was not saved; sales completed before are safe. Make room and try again.",
    ),
    "drawer_away": (
        "钱箱没有打开（{url}）：{why}。单已保存；请用钥匙开钱箱，再查接线。",
        "The drawer did not open ({url}): {why}. The sale is safe; open it with its key and check the cable.",
    ),
    "drawer_by_printer": (
        "钱箱没有打开：它接在小票机上，小票机没有回应。单已保存；请用钥匙开钱箱。",
        "The drawer did not open: the printer drives it and cannot be reached. The sale is safe; open the drawer with its key.",
    ),
    "drawer_bytes_odd": (
        "开钱箱的字节「{text}」不是十六进制。例如 1B 70 00 19 FA。",
        "“{text}” are no bytes in hex. Example: 1B 70 00 19 FA.",
    ),
    "drawer_not_sensed": (
        "小票机不报告钱箱的开关，量不出来。钱箱照常能开。",
        "The printer does not say whether the drawer is open, so it cannot be measured. The drawer opens all the same.",
    ),
    "drawer_not_wired": (
        "钱箱开着和关着，信号一样或乱跳：没接开关线。钱箱照常能开，只是没有忘关提醒。",
        "The signal is the same, open or shut, or it wavers: the switch is not wired. The drawer opens all the same, without the reminder to shut it.",
    ),
    "entry_is_odd": (
        "操作记录有问题：{why}",
        "An entry of the audit log is odd: {why}",
    ),
    "feed_file_odd": (
        "{file} 第 {line} 行有问题：{why}。什么也没有发布。",
        "{file}, line {line}: {why}. Nothing was published.",
    ),
    "first_must_manage": (
        "至少要有一位能管理员工的人，例如 --role manager。",
        "At least one person must be able to manage staff, for example --role manager.",
    ),
    "folder_exists": (
        "{folder} 里已经有一台收银机（{store} / {till}），没有改动。要换机号请用新的文件夹。",
        "{folder} already holds a till ({store} / {till}); nothing was changed. Use a new folder for another till.",
    ),
    "folder_read_only": (
        "不能写入文件夹 {folder}：{why}。请换一个能写的文件夹，或修改权限。",
        "The folder {folder} cannot be written: {why}. Choose another one or change its permissions.",
    ),
    "found_ambiguous": (
        "{channel} {day} 有几笔金额和时间都相近，这是最可能的一对，我方 {ours}，渠道 {theirs}。还没有记为已核对。请核对单号后确认。",
        "{channel} {day}: several rows agree in amount and nearly in time; this is the likeliest pair, ours {ours}, theirs {theirs}. It does not count as settled yet. Compare the numbers, then confirm.",
    ),
    "found_amount_mismatch": (
        "{channel} {day} 单号 {number}：我方 {ours}，渠道 {theirs}，差 {difference}。钱以渠道账单为准。请查当时的小票，多收的退、少收的补，或调账并写明原因。",
        "{channel} {day}, order {number}: ours {ours}, theirs {theirs}, {difference} apart. What moved is what the channel says. Look at the receipt, pay back or collect, or adjust with a reason.",
    ),
    "found_balance_chain": (
        "{channel} {day} 的账单余额前后接不上，整份文件没有导入。请重新下载账单。",
        "The balances in the statement of {channel} for {day} do not follow one another; the file was not taken in. Download it again.",
    ),
    "found_control_total": (
        "{channel} {day} 的账单明细和合计对不上，整份文件没有导入。请重新下载账单；还不对就联系渠道。",
        "Rows and sums of the statement of {channel} for {day} do not agree; the file was not taken in. Download it again, and call the channel if it stays so.",
    ),
    "found_dup_channel": (
        "{channel} {day} 单号 {number} 在渠道收了不止一次，多出 {theirs}。很可能重复收款。请核实后原路退给顾客。",
        "{channel} {day}: order {number} was charged more than once, {theirs} too much. The customer probably paid twice. Check, then pay it back the same way.",
    ),
    "found_dup_internal": (
        "{channel} {day} 单号 {number} 在我方记了不止一次，多出 {ours}，渠道只收了一次。请作废多记的一笔。",
        "{channel} {day}: order {number} stands in our books more than once, {ours} too much; the channel took it once. Void the surplus record.",
    ),
    "found_fee_mismatch": (
        "{channel} {day} 单号 {number}：手续费和约定的费率不符，涉及 {stake}。货款没有差异。请核对合同费率，不对就向渠道提出。",
        "{channel} {day}, order {number}: the fee is not what was agreed, {stake} at stake. The payment itself agrees. Check the contract and dispute it with the channel.",
    ),
    "found_fee_missing": (
        "{channel} {day} 单号 {number}：账单里没有手续费，按约定应当有。货款没有差异。等渠道补扣，或核对费率。",
        "{channel} {day}, order {number}: no fee, though one was agreed. The payment itself agrees. Expect it to be charged later, or check the rate.",
    ),
    "found_file_missing": (
        "{channel} {day} 的账单还没有导入，{rows} 笔共 {ours} 无法核对。请导入这一天的账单。",
        "The statement of {channel} for {day} is not here; {rows} rows of {ours} cannot be compared. Import it.",
    ),
    "found_format_changed": (
        "{channel} {day} 的账单表头变了，没有导入。请更新程序，或为它建一个模板。",
        "The header of the statement of {channel} for {day} changed; it was not taken in. Update the program, or make a template for it.",
    ),
    "found_fuzzy_proposed": (
        "{channel} {day} 单号 {number}：两边金额、时间相符，单号只差一点，很可能是同一笔。还没有记为已核对。请确认。",
        "{channel} {day}, order {number}: amount and time agree and the numbers nearly; probably the same. It does not count as settled yet. Confirm it.",
    ),
    "found_missing_channel": (
        "{channel} {day} 单号 {number}：我方有 {ours}，渠道账单里没有（短款）。这笔钱可能没有收到。请在渠道后台查询；没有收到就联系顾客或冲正销售。",
        "{channel} {day}, order {number}: {ours} in our books, nothing in the statement. The money may never have come. Query it at the channel; if it did not, call the customer or reverse the sale.",
    ),
    "found_missing_internal": (
        "{channel} {day} 单号 {number}：渠道有 {theirs}，我方没有（长款）。可能多收了顾客的钱，或漏记销售。请核实后退回顾客，或补记销售。",
        "{channel} {day}, order {number}: {theirs} at the channel, nothing in our books. The customer may have been overcharged, or a sale was not recorded. Check, then refund it or record the sale.",
    ),
    "found_refund_orphan": (
        "{channel} {day} 退款 {number}（{theirs}，我方 {ours}）找不到原来的付款。请核实是谁退的；属实就补记，不属实就向渠道提出。",
        "{channel} {day}: the refund {number} ({theirs} theirs, {ours} ours) has no payment. Find out who made it; record it, or dispute it with the channel.",
    ),
    "found_refund_over": (
        "{channel} {day} 单号 {number}：退款合计超过了原来的付款，这一笔 {theirs}。请核实后向顾客追回，或调账并写明原因。",
        "{channel} {day}, order {number}: more was refunded than paid; this one is {theirs}. Check and collect it, or adjust with a reason.",
    ),
    "found_settle_late": (
        "{channel} {day} 的 {theirs} 过了约定日期还没有到账。请向渠道催款。",
        "{theirs} of {channel} for {day} did not arrive by the agreed day. Ask the channel for it.",
    ),
    "found_settle_short": (
        "{channel} {day} 到账 {theirs}，按账单应为 {ours}，差 {difference}。请向渠道核对。",
        "{channel} {day}: {theirs} arrived where the statement says {ours}, {difference} apart. Ask the channel.",
    ),
    "found_split_incomplete": (
        "{channel} {day} 单号 {number}：分成几笔的款项合起来不齐，我方 {ours}，渠道 {theirs}，差 {difference}。请核对每一笔，缺的补上或调账。",
        "{channel} {day}, order {number}: its parts do not add up, ours {ours}, theirs {theirs}, {difference} apart. Check each part; complete it or adjust.",
    ),
    "found_status_mismatch": (
        "{channel} {day} 单号 {number}：两边状态不同，我方入账 {ours}，渠道 {theirs}。很可能收银员取消后顾客仍付成功。请退回顾客，或补记销售。",
        "{channel} {day}, order {number}: the two books disagree on how it ended, ours {ours}, theirs {theirs}. It was probably paid after the cashier had cancelled. Refund it, or record the sale.",
    ),
    "found_unknown_store": (
        "{channel} {day} 的账单里有不认识的门店。请在对账设置里指明它是哪家店。",
        "The statement of {channel} for {day} names a store that is not known. Say in the settings which store it is.",
    ),
    "held_is_gone": (
        "这一单已经取走了。",
        "This cart has been taken back already.",
    ),
    "hq_answered_oddly": (
        "总部的回答看不懂（{why}）。数据都在本机，会自动再试。",
        "HQ gave an answer that makes no sense ({why}). Everything is kept here and will be sent again.",
    ),
    "hq_backup_failed": (
        "备份没有做成：{why}。数据库本身没有问题，请检查目标磁盘后重试。",
        "The backup could not be made: {why}. The database itself is fine; check the target disk and try again.",
    ),
    "hq_is_serving": (
        "总部服务正在使用这个数据库。数据没有动。请先停止 zhanggui-hq serve，再做一次。",
        "zhanggui-hq serve is using this database. Nothing was changed. Stop it first, then do this again.",
    ),
    "hq_not_set": (
        "这台收银机还没有设总部地址。数据都在本机。用 zhanggui init --hq URL 设置。",
        "This till has no HQ address yet. Everything is kept here. Set it with zhanggui init --hq URL.",
    ),
    "hq_refuses_us": (
        "总部不认这台收银机的凭证（{status}）。数据都在本机，请让总部重新发放凭证。",
        "HQ does not accept this till's credential ({status}). Everything is kept here; ask HQ for a new credential.",
    ),
    "hq_unreachable": (
        "现在连不上总部：{why}。照常收银，数据都在本机，恢复后自动补传。",
        "HQ cannot be reached: {why}. Keep selling; everything is kept here and is sent later.",
    ),
    "import_age": (
        "年龄「{text}」看不懂，请写周岁数，例如 18；不限就空着。",
        "The age “{text}” makes no sense; write years, such as 18, or leave it empty.",
    ),
    "import_barcode": (
        "条码「{barcode}」里有不能用的字符。",
        "The barcode “{barcode}” has characters that no barcode has.",
    ),
    "import_check_digit": (
        "条码 {barcode} 的校验位不对，已照样收下；若是店内码可不管。",
        "The check digit of {barcode} is wrong; it was taken as it is. In-store codes may be so.",
    ),
    "import_columns": (
        "{file} 缺少这些列：{columns}。第一行要写列名：barcode,name,category,unit,price。",
        "{file} lacks these columns: {columns}. The first row must name them: barcode,name,category,unit,price.",
    ),
    "import_control": (
        "有看不见的控制字符。",
        "There is an invisible control character.",
    ),
    "import_empty": (
        "文件里没有商品。",
        "The file holds no products.",
    ),
    "import_encoding": (
        "{file} 的文字编码认不出来。请另存为 UTF-8 或 GBK 的 CSV，或 XLSX。",
        "The text encoding of {file} is not known. Save it as CSV in UTF-8 or GBK, or as XLSX.",
    ),
    "import_flag": (
        "「{text}」看不懂，请写 1 或 0、是或否。",
        "“{text}” makes no sense; write 1 or 0, yes or no.",
    ),
    "import_free": (
        "价格是 0，按免费商品收下。",
        "The price is 0; it was taken as a free product.",
    ),
    "import_missing": (
        "这一格不能空。",
        "This cell must not be empty.",
    ),
    "import_pack": (
        "包装「{text}」看不懂。请写 条码:件数:名称:价格，例如 16901939621605:24:箱:66.00；名称和价格可以不写，多个用分号隔开。",
        "The pack “{text}” makes no sense. Write barcode:pieces:name:price, such as 16901939621605:24:case:66.00; name and price may be left out, several stand with semicolons between.",
    ),
    "import_pack_kg": (
        "按重量卖的商品没有包装条码。",
        "What is sold by weight has no barcodes of packs.",
    ),
    "import_price_range": (
        "价格 {text} 不行，要在 0 到 {limit} 之间。",
        "A price of {text} is not possible; it must be from 0 to {limit}.",
    ),
    "import_problem": (
        "第 {line} 行，{column}：{why}",
        "line {line}, {column}: {why}",
    ),
    "import_tax": (
        "税率「{text}」看不懂，请写百分数，例如 13 或 13%；免税写 0。",
        "The tax rate “{text}” makes no sense; write percent, such as 13 or 13%, and 0 for none.",
    ),
    "import_too_long": (
        "太长，最多 {longest} 个字。",
        "Too long; the most is {longest} characters.",
    ),
    "import_twice": (
        "条码 {barcode} 和第 {first} 行重复。",
        "The barcode {barcode} stands on line {first} already.",
    ),
    "import_unit": (
        "单位「{text}」不认识，按件写 piece，按重量写 kg。",
        "The unit “{text}” is not known; write piece or kg.",
    ),
    "import_unreadable": (
        "{file} 打不开：{why}。",
        "{file} cannot be read: {why}.",
    ),
    "import_warning": (
        "第 {line} 行，{column}（提醒）：{why}",
        "line {line}, {column} (notice): {why}",
    ),
    "instalments_not_offered": (
        "没有签约 {months} 期分期，请顾客换一个期数。没有扣款。",
        "Instalments over {months} months are not contracted; offer another number. Nothing was charged.",
    ),
    "instalments_too_small": (
        "满 {least} 元才能分期。没有扣款。",
        "Instalments begin at {least} yuan. Nothing was charged.",
    ),
    "kept_is_odd": (
        "留在钱箱里的钱要在 0 和实点 {counted} 元之间。",
        "What stays in the drawer must be between 0 and the counted {counted}.",
    ),
    "key_damaged": (
        "这台收银机的密钥读不出来。数据都在本机，照常收银。请总部重新发一次性代码，再用 zhanggui init --credential 保存。",
        "This till's key cannot be read. Everything is kept here; keep selling. Ask HQ for a new one-time code and store it with zhanggui init --credential.",
    ),
    "label_differs": (
        "{name}：秤码写的是 {amount} 元，按重量和单价算是 {reckoned} 元。已按秤码收。请核对秤上的单价。",
        "{name}: the label says {amount}, weight times price is {reckoned}. It was taken as on the label. Check the price on the scale.",
    ),
    "label_expired": (
        "已过期（{day}），已加进单里；不能卖请按 Del：「{name}」",
        "Past its last day ({day}), but on the bill; Del takes it off: “{name}”",
    ),
    "label_is_fixed": (
        "「{name}」按秤上的标签卖，数量不能改。请删掉这一行，重新称。",
        "“{name}” is sold by its label; its quantity cannot be changed. Void the line and weigh again.",
    ),
    "label_says_nothing": (
        "「{name}」的标签上没有能用的重量或金额。请重新称，或手工输入重量。",
        "The label of “{name}” has no weight or amount to sell by. Weigh again, or enter the weight.",
    ),
    "label_template": (
        "「{text}」不是标签格式。用 I 商品码、P 金额、W 重量、N 件数、X 忽略、C 校验位和数字，例如 2IIIIIIPPPPPC。",
        "“{text}” is no label template. Use I item, P amount, W weight, N pieces, X ignored, C check digit and digits, for example 2IIIIIIPPPPPC.",
    ),
    "last_owner": (
        "这是最后一位老板账号，不能停用或改角色。请先另设一位。",
        "This is the last owner; make somebody else an owner first.",
    ),
    "limit_is_odd": (
        "上限不对：折扣 0 到 100（%），金额不小于 0，没有更改任何权限。",
        "This limit cannot be: discounts go from 0 to 100 (%), amounts from 0 up. Nothing was changed.",
    ),
    "matching_cancelled": (
        "对账已取消，没有改动任何账。再运行一次会接着做。",
        "Reconciling was cancelled; no books were changed. The next run goes on from there.",
    ),
    "matching_trouble": (
        "对账没有做完：{why}。没有改动任何账。请检查磁盘空间，再运行一次。",
        "Reconciling could not finish: {why}. No books were changed. Check the disk and run it again.",
    ),
    "needs_approval": (
        "这一步超出你的权限，请店长或领班确认。",
        "This goes beyond your rights; a manager must confirm it.",
    ),
    "needs_credential": (
        "还没有总部凭证。请让总部运行 zhanggui-hq till add，再用 zhanggui init --credential 保存。",
        "There is no HQ credential yet. Have HQ run zhanggui-hq till add, then store it with zhanggui init --credential.",
    ),
    "no_cash_to_move": (
        "金额要大于 0，没有记账。",
        "The amount must be above zero; nothing was recorded.",
    ),
    "no_change_but_cash": (
        "超出 {over} 元。只有现金可以找零，请改成还差的金额。",
        "That is {over} too much. Only cash gives change; enter what is still due.",
    ),
    "no_channel": (
        "现在没有能收「{wallet}」的通道，没有扣款。请换一种付款方式。",
        "No channel can take “{wallet}” right now and nothing was charged. Pay another way.",
    ),
    "no_chinese_font": (
        "这台电脑没有中文字体，现在用程序自带的。界面可用；装上微软雅黑或 Noto Sans CJK 更清楚。",
        "This computer has no Chinese font; the one that comes with the program is used. Everything works; Noto Sans CJK would look better.",
    ),
    "no_drawer": (
        "这台收银机没有设钱箱。",
        "No drawer is set up at this till.",
    ),
    "no_drawer_in_training": (
        "培训模式不开钱箱。",
        "The drawer stays shut in training mode.",
    ),
    "no_folder_named": (
        "请给出要写到的文件夹：--out DIR，单数至少 1。",
        "Name a folder to write to: --out DIR, with at least one order.",
    ),
    "no_gift_receipt": (
        "单 {number} 没有卖出商品，打不了礼品小票。",
        "Nothing was sold in {number}: there is no gift receipt for it.",
    ),
    "no_good_backup": (
        "{folder} 里没有好的备份，没有改动任何文件。请联系技术员。",
        "There is no good backup in {folder}; no file was changed. Call your technician.",
    ),
    "no_screen": (
        "这里没有屏幕，收银窗口打不开。请在桌面上运行；无屏收银用 zhanggui ring。",
        "There is no screen here for the window. Run it on a desktop, or sell without a screen by zhanggui ring.",
    ),
    "no_shift_open": (
        "还没有开班，不能收款。请先开班，点好备用金。",
        "No shift is open, so no money can be taken. Open a shift with its float first.",
    ),
    "no_such_case": (
        "没有编号为 {case} 的差异，或不止一笔。请用 zhanggui reconcile exceptions 查看编号。",
        "There is no exception {case}, or more than one. Find its id with zhanggui reconcile exceptions.",
    ),
    "no_such_file": (
        "打不开文件 {file}：{why}。",
        "The file {file} cannot be opened: {why}.",
    ),
    "no_till_here": (
        "{folder} 里没有收银机。请先运行 zhanggui init --data {folder} --store S1 --till T1。",
        "There is no till in {folder}. First run zhanggui init --data {folder} --store S1 --till T1.",
    ),
    "no_world_here": (
        "{folder} 里没有对账模拟数据：{why}。请先运行 zhanggui simulate statements。",
        "There is no world to reconcile in {folder}: {why}. Run zhanggui simulate statements first.",
    ),
    "nothing_found": (
        "没有找到「{typed}」。可以换个名称、拼音首字母，或直接扫码。",
        "Nothing matches “{typed}”. Try another name or pinyin, or scan it.",
    ),
    "nothing_rolling": (
        "「{feed}」没有正在分批下发的版本。",
        "No version of {feed} is being rolled out.",
    ),
    "nothing_scanned": (
        "还没有商品，先扫码。",
        "Nothing has been scanned yet.",
    ),
    "nothing_to_hold": (
        "还没有商品，不用挂单。",
        "There is nothing to hold yet.",
    ),
    "nothing_to_publish": (
        "「{feed}」和已发布的完全一样，没有新版本。",
        "Nothing differs from what is published as {feed}; there is no new version.",
    ),
    "nothing_to_return": (
        "单号 {number} 没有卖出商品，没有可退的。",
        "Sale {number} sold nothing, so nothing of it can be returned.",
    ),
    "old_sqlite": (
        "SQLite {found} 可能丢单，本程序需要 {needed} 或更高。请重新安装 pysqlite3：{how}",
        "SQLite {found} may lose sales; this program needs {needed} or later. Install pysqlite3 anew: {how}",
    ),
    "order_number_used": (
        "支付单号 {number} 已经属于另一笔付款。没有扣款，请重新收款。",
        "The payment number {number} is another payment's. Nothing was charged; start the payment again.",
    ),
    "order_number_wrong": (
        "「{number}」不是支付单号，可能输错了一位。请对照小票再输一次。",
        "“{number}” is not a payment number; a character may be wrong. Compare it with the receipt.",
    ),
    "our_bug": (
        "程序出错了，已经完成的单和当前购物车都在。错误已写入 {log}，请告诉技术员。",
        "The program made a mistake. Completed sales and the open cart are safe. It is written in {log}; tell your technician.",
    ),
    "password_length": (
        "密码要 {shortest} 到 {longest} 个字符。",
        "A password has {shortest} to {longest} characters.",
    ),
    "password_too_easy": (
        "这个密码太容易猜到。换一个更长、不含用户名和常用词的。",
        "This password is too easy to guess. Take a longer one without your name or common words.",
    ),
    "passwords_differ": (
        "两次输入的密码不一样，没有改。",
        "The two passwords differ; nothing was changed.",
    ),
    "payment_busy": (
        "总部还在办这一笔，请稍等，不要重复收款。",
        "HQ is still at this payment. Wait a moment; do not charge again.",
    ),
    "payment_code_ambiguous": (
        "付款码 {shown} 可能属于 {wallets}，不能猜。没有扣款，请换一种付款方式，并告诉技术员。",
        "The payment code {shown} may be of {wallets}; we do not guess. Nothing was charged: pay another way, and tell your technician.",
    ),
    "payment_code_here": (
        "「{start}…」像是顾客的付款码，不是商品。先按收款，再扫付款码。",
        "“{start}…” looks like a customer's payment code, not goods. Press Pay first, then scan it.",
    ),
    "payment_code_unknown": (
        "认不出付款码 {shown}。没有扣款，请让顾客刷新付款码再扫，或换一种付款方式。",
        "The payment code {shown} is of no wallet that we know. Nothing was charged: let the customer refresh it, or pay another way.",
    ),
    "payment_final": (
        "这一笔（{number}）已经有结果，不能再撤销。要退钱请用退款。",
        "This payment ({number}) is settled and cannot be reversed. Use a refund to give money back.",
    ),
    "payment_given_up": (
        "这一笔（{number}）正在撤销，钱会退回给顾客，不能再当作已付放行。请另外收款。",
        "This payment ({number}) is being reversed and its money goes back to the customer, so it can no longer count as paid. Take the money another way.",
    ),
    "payment_not_paid": (
        "这一笔（{number}）没有收到钱，不能退。",
        "This payment ({number}) was not paid, so there is nothing to give back.",
    ),
    "payment_paid_already": (
        "这一单已经收到 {paid}，再收就多了。没有扣款。",
        "{paid} was already paid for this sale; more would be too much. Nothing was charged.",
    ),
    "payment_unknown": (
        "没有支付单号 {number}。请对照小票再输一次。",
        "There is no payment {number}. Compare it with the receipt.",
    ),
    "payment_unproven": (
        "上一笔（{number}）还没有结果，钱可能已经扣了。先等它查清，再重新收款；这一笔没有发出。",
        "The payment before ({number}) is not settled; it may have been charged. Wait until it is clear. This one was not sent.",
    ),
    "payments_not_ready": (
        "扫码支付还没有准备好，这一笔没有发出，没有扣款。请稍等，或先收现金。",
        "Payments are not ready yet; this one was not sent and nothing was charged. Wait a moment, or take cash.",
    ),
    "person_exists": (
        "已经有用户「{name}」。",
        "There is already somebody called “{name}”.",
    ),
    "person_is_hqs": (
        "{name} 由总部管理，请在总部修改。PIN 和工牌仍在本机设置。",
        "{name} is managed by head office: change this there. PIN and badge are still set here.",
    ),
    "person_unknown": (
        "没有用户「{name}」。",
        "There is nobody called “{name}”.",
    ),
    "pin_blocked": (
        "{name} 的 PIN 输错太多次，请等 {seconds} 秒，或请店长用自己的 PIN。",
        "Too many wrong PINs for {name}. Wait {seconds} s, or let a manager use their own.",
    ),
    "pin_is_odd": (
        "PIN 要 {shortest} 到 {longest} 位数字。",
        "A PIN has {shortest} to {longest} digits.",
    ),
    "pin_not_set": (
        "{name} 还没有 PIN。请刷工牌，或请店长在这台电脑上设 PIN。",
        "{name} has no PIN yet. Use the badge, or let a manager set a PIN on this computer.",
    ),
    "pin_too_easy": (
        "这个 PIN 太容易猜（连号或同一个数字），请换一个。",
        "This PIN is too easy to guess (a run, or one digit); choose another.",
    ),
    "pins_differ": (
        "两次输入的 PIN 不一样，没有更改。请再来一次。",
        "The two PINs differ; nothing was changed. Try again.",
    ),
    "pins_of_another_device": (
        "PIN 是在另一台电脑上设的，这台不认得。请技术员在这台电脑上重设 PIN。",
        "The PINs were set on another computer. A technician must set them again on this one.",
    ),
    "plu_code_odd": (
        "「{name}」没有 1 到 {limit} 位数字的编码，没有导出。请给它一个店内短码。",
        "“{name}” has no code of 1 to {limit} digits and was left out. Give it a short code.",
    ),
    "plu_code_twice": (
        "「{name}」的编码 {number} 已经是「{other}」的，没有导出。请改一个短码。",
        "The code {number} of “{name}” already is that of “{other}”; it was left out. Change one of the short codes.",
    ),
    "plu_name_cut": (
        "「{name}」太长，秤上显示为「{cut}」。",
        "“{name}” is too long; the scale shows “{cut}”.",
    ),
    "plu_name_odd": (
        "「{name}」里的 {signs} 秤上没有，已换成「{cut}」。",
        "The scale has no {signs} of “{name}”; it shows “{cut}”.",
    ),
    "plu_price_odd": (
        "「{name}」的单价 ¥{price} 秤上放不下（¥0.01 到 ¥{limit}），没有导出。",
        "The price ¥{price} of “{name}” does not fit into the scale (¥0.01 to ¥{limit}); it was left out.",
    ),
    "plu_too_many": (
        "秤里最多 {limit} 个商品，「{name}」没有导出。",
        "The scale holds {limit} items; “{name}” was left out.",
    ),
    "pole_away": (
        "客显 {url} 连不上：{why}。收银不受影响，接好后自动恢复。",
        "The customer display {url} cannot be reached: {why}. Selling goes on; it comes back by itself once connected.",
    ),
    "price_ends_early": (
        "失效时间 {text} 不晚于生效时间。",
        "The price ends ({text}) before it begins.",
    ),
    "price_is_known": (
        "{name} 有自己的价格。先加进账单，再改价。",
        "{name} has a price of its own. Add it first, then change the price.",
    ),
    "price_out_of_range": (
        "价格 {text} 不行，要在 0 到 {limit} 之间。",
        "A price of {text} is not possible; it must be from 0 to {limit}.",
    ),
    "price_twice": (
        "条码 {barcode} 在同一时间、同一范围有两个价格。",
        "Barcode {barcode} has two prices from the same moment in the same scope.",
    ),
    "price_wanted": (
        "「{name}」没有固定价，请输入价格。",
        "“{name}” has no fixed price; enter one.",
    ),
    "printer_away": (
        "小票机连不上（{url}）：{why}。单已保存，接好后就能打印。",
        "The printer cannot be reached ({url}): {why}. The sale is safe; it can be printed when the printer is back.",
    ),
    "printer_busy": (
        "小票机正忙，这张小票排着队。单已保存。",
        "The printer is busy; this receipt waits its turn. The sale is safe.",
    ),
    "printer_cover_open": (
        "小票机的盖子开着（{url}）。单已保存，盖好就能打印。",
        "The printer's cover is open ({url}). The sale is safe; close the cover to print.",
    ),
    "printer_cover_open_midway": (
        "打印到一半盖子开了（{url}）。单已保存；盖好后会接着打，再看小票是否打全。",
        "The cover was opened in the middle of a receipt ({url}). The sale is safe; close it, printing goes on, then look whether it is whole.",
    ),
    "printer_cut_off": (
        "打印到一半断开（{url}）：{why}。单已保存，请看小票是否打全，再决定重打。",
        "Printing was cut off ({url}): {why}. The sale is safe; look at the paper before printing again.",
    ),
    "printer_faulty": (
        "小票机报告故障（{url}）。单已保存；请关机再开，修好就能打印。",
        "The printer reports a fault ({url}). The sale is safe; switch it off and on to print.",
    ),
    "printer_garbled": (
        "小票机的回应看不懂（{url}），可能型号或波特率设错。单已保存，请看小票是否打全，再决定重打。",
        "The printer's answers make no sense ({url}); its make or speed may be set wrong. The sale is safe; look at the paper before printing again.",
    ),
    "printer_hung_up": (
        "打印到一半小票机断开了（{url}）。单已保存，请看小票是否打全，再决定重打。",
        "The printer closed the line in the middle of a receipt ({url}). The sale is safe; look at the paper before printing again.",
    ),
    "printer_jammed": (
        "小票机卡纸或切刀卡住（{url}）。单已保存，清理后就能打印。",
        "Paper or knife is stuck in the printer ({url}). The sale is safe; clear it to print.",
    ),
    "printer_mute": (
        "小票机连得上但没有回应（{url}）。什么都没发出去，单已保存；它一回应就打印。",
        "The printer can be reached but does not answer ({url}). Nothing was sent and the sale is safe; it prints as soon as the printer answers.",
    ),
    "printer_no_paper": (
        "小票机没有纸了（{url}）。单已保存，装好纸就能打印。",
        "The printer is out of paper ({url}). The sale is safe; put paper in to print.",
    ),
    "printer_no_paper_midway": (
        "打印到一半没有纸了（{url}）。单已保存；装好纸会接着打，不用重打。",
        "The paper ran out in the middle of a receipt ({url}). The sale is safe; put paper in and it goes on by itself.",
    ),
    "printer_not_set": (
        "还没有设小票机。用 --printer URL 指定，或 zhanggui init --printer URL 保存。",
        "No printer is set. Name one with --printer URL, or store it with zhanggui init --printer URL.",
    ),
    "printer_offline": (
        "小票机脱机（{url}）。单已保存；按一下它的联机键就能打印。",
        "The printer is offline ({url}). The sale is safe; press its feed or online key to print.",
    ),
    "printer_offline_midway": (
        "打印到一半小票机脱机了（{url}）。单已保存；联机后会接着打，再看小票是否打全。",
        "The printer went offline in the middle of a receipt ({url}). The sale is safe; once it is online printing goes on, then look whether it is whole.",
    ),
    "printer_only_on_windows": (
        "打印机地址「{url}」只能在 Windows 上用。这里请用 tcp://、serial:// 或 file:///dev/usb/lp0。",
        "“{url}” works on Windows only. Here use tcp://, serial:// or file:///dev/usb/lp0.",
    ),
    "printer_silent": (
        "小票机没有回应（{url}），可能缺纸。单已保存，请看小票是否打全，再决定重打。",
        "The printer did not answer ({url}); it may be out of paper. The sale is safe; look at the paper before printing again.",
    ),
    "printer_stands_in": (
        "小票机（{away}）有故障，小票改在备用机（{url}）打印。",
        "The printer ({away}) is in trouble; receipts come out of the other one ({url}).",
    ),
    "product_name_is_odd": (
        "商品名要 1 到 {most} 个字。",
        "A product's name has 1 to {most} signs.",
    ),
    "provider_cut_off": (
        "和支付机构的连接断了：{why}。钱可能已经扣了，正在自动查询，不要重复收款。",
        "The line to the provider was cut: {why}. It may have been charged and is being asked about; do not charge again.",
    ),
    "provider_unreachable": (
        "连不上支付机构：{why}。没有发出，没有扣款。",
        "The provider cannot be reached: {why}. Nothing was sent and nothing was charged.",
    ),
    "publication_under_way": (
        "「{feed}」的第 {version} 版还在分批下发。请先全部下发或撤回。",
        "Version {version} of {feed} is still being rolled out. Release it or roll it back first.",
    ),
    "quantity_not_a_number": (
        "「{text}」不是数量。",
        "“{text}” is not a quantity.",
    ),
    "quantity_out_of_range": (
        "数量 {text} 不行，要大于 0，最多 {limit}。",
        "A quantity of {text} is not possible; it must be above 0 and at most {limit}.",
    ),
    "quantity_too_precise": (
        "数量「{text}」的小数超过三位。",
        "The quantity “{text}” has more than three decimals.",
    ),
    "quarantine_needs_more": (
        "要指明是哪一件（编号的开头几位就行）；settle 还要用 --why 写明查到了什么。没有改动。",
        "Say which one (the first signs of its id will do); settle also needs --why, what was found. Nothing was changed.",
    ),
    "quarantine_unknown": (
        "以「{item}」开头的待查单据有 {found} 件，要正好一件。没有改动。用 list 查看编号。",
        "{found} waiting items begin with “{item}”; it must be exactly one. Nothing was changed. See their ids with list.",
    ),
    "reason_missing": (
        "请写原因。",
        "A reason is needed.",
    ),
    "receipt_settled": (
        "这张小票刚才已经有结果了，不用再处理。",
        "This receipt has been settled meanwhile; there is nothing left to do.",
    ),
    "reference_is_odd": (
        "凭证号最多 {most} 位，也不能是完整卡号。请输入小票上的凭证号。",
        "A reference has at most {most} signs and is never a whole card number. Enter the slip's number.",
    ),
    "reference_missing": (
        "请输入凭证号或券号，以后才查得到。",
        "Enter the slip's or voucher's number, so that it can be found again.",
    ),
    "reference_used": (
        "{reference} 这一单里已经收过了，不会再收一次。",
        "{reference} was already taken for this sale; it is not taken twice.",
    ),
    "refund_differs": (
        "要退 {due}，现在是 {given}。金额要一致。",
        "{due} must go back, but this is {given}. They must agree.",
    ),
    "refund_exceeds": (
        "要退 {amount}，这一笔最多还能退 {left}。",
        "{amount} is to go back, but at most {left} of this payment is left.",
    ),
    "refund_number_used": (
        "退款单号 {number} 已经用过。没有退钱，请重新退款。",
        "The refund number {number} is already in use. No money went back; start the refund again.",
    ),
    "refund_too_much": (
        "原来的付款方式退不了 {amount} 这么多。请按建议退，或请店长确认退现金。",
        "{amount} is more than was paid that way. Refund as proposed, or let a manager allow cash.",
    ),
    "report_altered": (
        "报告 {file} 被改过，或者没有存完整，不能作准。请在原来的收银机上重新检测一次。",
        "The report {file} was altered or is not whole; it proves nothing. Run the check again on the till it came from.",
    ),
    "report_is_none": (
        "{file} 不是检测报告：{why}",
        "{file} is no report of a check: {why}",
    ),
    "returned_elsewhere": (
        "「{name}」别的收银机退过了，还能退 {left}。这里没有退钱。",
        "“{name}” came back at another till; {left} of it can still be returned. No money went back here.",
    ),
    "returned_too_much": (
        "「{name}」最多还能退 {left}。",
        "At most {left} of “{name}” can still be returned.",
    ),
    "role_is_hqs": (
        "角色「{role}」由总部管理，请在总部修改。",
        "The role {role} is managed by head office: change it there.",
    ),
    "rollout_narrower": (
        "已经下发到 {percent}%，只能扩大。要收回请用 rollback。",
        "{percent}% of the tills have it already: it can only be widened. To take it back, roll back.",
    ),
    "rollout_share": (
        "「{text}」不是 0 到 100 之间的百分比。",
        "{text} is no percentage from 0 to 100.",
    ),
    "sale_does_not_add_up": (
        "这一单的数对不上：{why}",
        "The sale does not add up: {why}",
    ),
    "sandbox_silent": (
        "支付沙箱（{url}）没有应答。这里没有真钱。请先运行 zhanggui-sandbox serve。",
        "The payment sandbox at {url} does not answer. No real money is there. Run zhanggui-sandbox serve first.",
    ),
    "scale_away": (
        "电子秤 {url} 连不上：{why}。可以先手工输入重量，接好后自动恢复。",
        "The scale {url} cannot be reached: {why}. Enter weights by hand meanwhile; it comes back by itself once connected.",
    ),
    "scale_cannot": (
        "这台秤不接受这个指令。请在秤上按键。",
        "This scale does not take that command. Use the key on the scale.",
    ),
    "scale_empty": (
        "秤上没有东西。",
        "Nothing lies on the scale.",
    ),
    "scale_garbled": (
        "电子秤在说话，但没有一句读得懂：协议、波特率或校验位不对。请换一个协议再试，重量可以先手工输入。",
        "The scale speaks, but nothing it says can be read: protocol, baud rate or parity is wrong. Choose another one; weights can be typed meanwhile.",
    ),
    "scale_moving": (
        "重量还在变。等它稳定再确认。",
        "The weight is still changing. Wait until it stands still.",
    ),
    "scale_negative": (
        "秤上是负数。请放好容器，或在秤上清零。",
        "The scale shows less than nothing. Put the container back, or zero the scale.",
    ),
    "scale_over": (
        "超过秤的量程。请分几次称。",
        "This is more than the scale can weigh. Weigh it in parts.",
    ),
    "scale_protocol_bad": (
        "电子秤协议的 {field} = 「{text}」不对。应是：{hint}。",
        "{field} = “{text}” of the scale's protocol is wrong. Expected: {hint}.",
    ),
    "scale_protocol_unknown": (
        "不认识电子秤协议「{name}」。可以用：{names}。",
        "The scale protocol “{name}” is not known. There are: {names}.",
    ),
    "scale_silent": (
        "电子秤没有声音。请检查电源和连线，或手工输入重量。",
        "Nothing is heard from the scale. Check its power and cable, or enter the weight by hand.",
    ),
    "scale_taken": (
        "这份重量已经卖过了。请先把秤清空，再称下一样。",
        "This weight was sold already. Empty the scale before the next item.",
    ),
    "scan_torn": (
        "有一次扫码没有收全，没有加进单里。请重扫这一件。",
        "A scan did not arrive whole and added nothing. Scan the article again.",
    ),
    "scanner_away": (
        "请看扫码枪的插头和开关；会自动再连，条码可以先用键盘输入。（{url}：{why}）",
        "Check the scanner's plug; it is tried again by itself, and codes can be typed meanwhile. ({url}: {why})",
    ),
    "scanner_mute": (
        "扫码枪的地址是一个只能写、不能读的文件。请在设置里改成串口，例如 serial://COM3?baud=9600。",
        "The scanner's address is a file that can only be written. Set a serial port instead, for example serial://COM3?baud=9600.",
    ),
    "scope_is_odd": (
        "「{scope}」不对。范围写成空、tag:标签、store:门店 或 till:门店/收银机；名称用小写字母。",
        "“{scope}” is odd. A scope is empty, tag:…, store:… or till:store/till; a name is in small letters.",
    ),
    "secret_not_asked": (
        "这里没有终端可以输入。请用 {option}，从标准输入读。",
        "There is no terminal to type at. Use {option} and give it on standard input.",
    ),
    "shift_is_odd": (
        "这条班次记录对不上：{why}。",
        "This record of a shift does not add up: {why}.",
    ),
    "shift_is_open": (
        "已经有一个班开着。请先交接班或日结。",
        "A shift is open already. Hand it over or close the day first.",
    ),
    "shifts_are_off": (
        "这台收银机没有启用班次。在 till.toml 里设 shifts = true 后再用。",
        "This till does not sell in shifts. Set shifts = true in till.toml to use them.",
    ),
    "sign_in_refused": (
        "用户名或密码不对。",
        "The name or the password is wrong.",
    ),
    "staff_code_is_odd": (
        "「{number}」不能做工号：用 1 到 {most} 个字母或数字。",
        "“{number}” is no staff number: use 1 to {most} letters or digits.",
    ),
    "staff_code_taken": (
        "工号 {number} 或这张工牌已经有人用。",
        "Staff number {number} or this badge is already in use.",
    ),
    "staff_name_is_odd": (
        "姓名要 1 到 {most} 个字。",
        "A name has 1 to {most} signs.",
    ),
    "statement_after_footer": (
        "合计之后还有内容（第 {line} 行）。文件被改动过，没有导入。请重新下载原始账单。",
        "There is more after the totals (line {line}). The file was altered; nothing was taken in. Download the statement again.",
    ),
    "statement_ambiguous": (
        "这个文件像是几种账单：{formats}。没有导入，请说明是哪一种。",
        "This file looks like several kinds of statement: {formats}. Nothing was taken in; say which it is.",
    ),
    "statement_amount": (
        "「{text}」不是金额。",
        "“{text}” is not an amount.",
    ),
    "statement_archive": (
        "压缩文件损坏，打不开。请重新下载账单。",
        "The archive is damaged. Download the statement again.",
    ),
    "statement_balance": (
        "余额不连续：写的是 {stated}，按上下行应是 {found}，差 {differs} 元。",
        "The balance jumps: it says {stated}, by its neighbour it is {found}; a difference of {differs} yuan.",
    ),
    "statement_changed": (
        "与已导入的账单 {file} 第 {place} 条是同一笔，金额却不同。整个文件先隔离，请核对两份账单。",
        "The same row as number {place} of the accepted statement {file}, with other amounts. The whole file is set aside; compare the two.",
    ),
    "statement_columns": (
        "这一行有 {found} 列，应有 {expected} 列。",
        "This line has {found} columns; it should have {expected}.",
    ),
    "statement_control": (
        "内容里有看不见的控制字符。",
        "There is an invisible control character in it.",
    ),
    "statement_disk": (
        "读不了 {file}：{why}。请检查磁盘或 U 盘后再试。",
        "{file} cannot be read: {why}. Check the disk, then try again.",
    ),
    "statement_empty": (
        "文件是空的。请重新下载账单。",
        "The file is empty. Download the statement again.",
    ),
    "statement_encoding": (
        "第 {line} 行不是可读的文字。文件损坏，请重新下载账单。",
        "Line {line} is not readable text. The file is damaged; download the statement again.",
    ),
    "statement_excerpt": (
        "汇总写的是 {stated}，文件里的账单合计是 {found}：文件只含其中几天。各天自己对得上，已导入这几天，其余请补上。",
        "The summary says {stated}, the bills in the file make {found}: it holds only some of the days. Each of them adds up and was taken in; fetch the rest.",
    ),
    "statement_header_twice": (
        "表头里「{column}」出现两次，不知道该用哪一列。没有导入。",
        "The header names “{column}” twice, so it is not clear which to use. Nothing was taken in.",
    ),
    "statement_is_an_answer": (
        "这不是账单，是渠道的回复：{text}",
        "This is not a statement but the channel's answer: {text}",
    ),
    "statement_is_ours": (
        "这是自己的账，不是渠道的账单。导入时请加 --ours。",
        "These are our own books, not a channel's statement. Take them in with --ours.",
    ),
    "statement_no_file": (
        "找不到文件 {file}。",
        "There is no file {file}.",
    ),
    "statement_no_footer": (
        "没有合计（缺 {labels}）。文件可能没有下载完整，没有导入。请重新下载账单。",
        "The totals are missing ({labels}). The file may be cut off; nothing was taken in. Download the statement again.",
    ),
    "statement_no_year": (
        "银联账单里没有年份，要靠文件名。{file} 不是原来的文件名，请用原来的名字。",
        "UnionPay's statements have no year but in their names. {file} is not the original name; keep it.",
    ),
    "statement_none_named": (
        "没有写文件名。请写出要导入的账单。",
        "No file is named. Name the statements to take in.",
    ),
    "statement_not_ours": (
        "这不是自己的账（表头要有 channel、order_no、gross_fen、at）。没有导入。",
        "These are not our own books (their header has channel, order_no, gross_fen, at). Nothing was taken in.",
    ),
    "statement_payout": (
        "批次 {batch} 的付款与各行合计不符，差 {differs}。",
        "Batch {batch} was not paid out as its rows make it; a difference of {differs}.",
    ),
    "statement_precise": (
        "「{text}」的小数超过 {places} 位。",
        "“{text}” has more than {places} decimals.",
    ),
    "statement_resaved": (
        "「{text}」是表格软件改过的时间。用表格软件保存过的账单，单号会丢位，不能用。请重新下载原始账单。",
        "“{text}” is a time that a spreadsheet rewrote. A statement saved by one loses digits of its numbers. Download it again.",
    ),
    "statement_row": (
        "这一行自己对不上：写的是 {stated}，按各项算是 {found}，差 {differs} 元。",
        "This row does not add up: it says {stated}, its parts make {found}; a difference of {differs} yuan.",
    ),
    "statement_scientific": (
        "「{text}」已被表格软件改成科学计数或丢了后几位，单号认不回来。请重新下载原始账单，不要先用表格软件保存。",
        "“{text}” was cut or turned into scientific notation by a spreadsheet; the number is lost. Download the statement again.",
    ),
    "statement_time": (
        "「{text}」不是日期或时间。",
        "“{text}” is not a date or a time.",
    ),
    "statement_too_large": (
        "文件解压后太大，不像账单，没有导入。",
        "The file is too large when unpacked to be a statement; nothing was taken in.",
    ),
    "statement_total": (
        "合计不符：写的是 {stated}，各行合计是 {found}，差 {differs}。",
        "The total does not add up: it says {stated}, the rows make {found}; a difference of {differs}.",
    ),
    "statement_unknown": (
        "不认识这种账单，或者渠道改了表头。没有导入。可以用模板教掌柜认识它。",
        "This kind of statement is not known, or the channel changed its header. Nothing was taken in. A template can teach it.",
    ),
    "statement_unreadable": (
        "文件不是文字也不是表格，读不了。请重新下载账单。",
        "The file is neither text nor a workbook. Download the statement again.",
    ),
    "statement_width": (
        "这一行有 {found} 个字节，应有 {expected} 个。",
        "This line has {found} bytes; it should have {expected}.",
    ),
    "statement_word": (
        "不认识「{text}」。",
        "“{text}” is not known here.",
    ),
    "still_paying": (
        "这一单还在办，等它办完再锁屏或签退。",
        "This bill is being completed. Lock or sign out once it is done.",
    ),
    "store_has_open_payments": (
        "门店 {store} 有还没有结果的付款，暂时不能搬。没有搬动。",
        "Store {store} has payments without an outcome yet; it was not moved. Try again when they are settled.",
    ),
    "store_in_cell": (
        "门店 {store} 已经在单元 {cell}。要换单元请用 cells move。",
        "Store {store} is in cell {cell} already; use cells move to move it.",
    ),
    "store_left_behind": (
        "单元 {cell} 里还有门店 {store} 的 {facts} 条记录，新单元没有，所以没有删。等收银机同步后再执行一次。",
        "Cell {cell} still has {facts} facts of store {store} that its new cell lacks; they were not removed. Let the tills sync, then do this again.",
    ),
    "store_move_differs": (
        "门店 {store} 搬过去的数据与原来不一致：{what}。门店仍在原单元，数据没有丢。",
        "What was moved of store {store} differs from the original: {what}. The store stays in its old cell; nothing is lost.",
    ),
    "store_not_empty": (
        "目标单元里已经有门店 {store} 的数据（{what}）。没有搬动。",
        "The target cell already holds something of store {store} ({what}). Nothing was moved.",
    ),
    "store_unrouted": (
        "门店 {store} 还没有分配单元。",
        "Store {store} is in no cell yet.",
    ),
    "subnet_is_odd": (
        "网段「{text}」不能查找：只查内网，最多 1022 个地址，例如 192.168.1.0/24。",
        "“{text}” cannot be searched: only private networks of at most 1,022 addresses are, such as 192.168.1.0/24.",
    ),
    "tag_is_odd": (
        "标签「{tag}」不能用：最多 {most} 个字，不含空格、斜线、冒号、逗号。",
        "The tag “{tag}” cannot be: at most {most} signs, no spaces, slashes, colons or commas.",
    ),
    "tenders_taken": (
        "这一单已经收了 {amount}。先退回已收的款，再作废。",
        "{amount} was already taken for this sale. Hand it back before voiding.",
    ),
    "terminal_away": (
        "刷卡机 {url} 连不上：{why}。没有结果的一笔先别重复收款，接好后会自动查询。",
        "The card terminal {url} cannot be reached: {why}. Do not charge again what has no result yet; it is asked for by itself once connected.",
    ),
    "terminal_bad_reference": (
        "「{reference}」不能发给刷卡机。什么都没有扣。",
        "“{reference}” cannot be sent to the card terminal. Nothing was charged.",
    ),
    "terminal_busy": (
        "刷卡机正在收另一笔。这一笔还没有开始，没有扣款。",
        "The card terminal is busy with another payment. This one has not begun; nothing was charged.",
    ),
    "terminal_doubt": (
        "刷卡机上一笔（{reference}）结果未知，钱可能已经扣了。先查清那一笔，再收这一笔。",
        "The result of the last card payment ({reference}) is unknown; it may have been charged. Settle that one first.",
    ),
    "terminal_mute": (
        "刷卡终端 {url} 连上了，但不回答。没有扣款。请看终端是否停在收银（联机）界面，再重新检测。",
        "The card terminal {url} is connected but does not answer. Nothing was charged. See that it waits for the till, then test again.",
    ),
    "till_elsewhere": (
        "另一台电脑也在用这个机号上传。数据都在本机，照常收银；请总部给这台重新发一次性代码。",
        "Another computer sends as this till, too. Everything is kept here; keep selling, and ask HQ for a new one-time code for this one.",
    ),
    "till_exists": (
        "门店 {store} 的收银机 {till} 已经有凭证。要换新的请加 --again。",
        "Till {till} of store {store} already has a credential. Add --again to replace it.",
    ),
    "till_unknown": (
        "没有门店 {store} 的收银机 {till}。",
        "There is no till {till} of store {store}.",
    ),
    "too_many_lines": (
        "一单最多 {limit} 行，请先收款再开新单。",
        "A sale has at most {limit} lines; take payment and start a new one.",
    ),
    "too_many_tenders": (
        "一单最多分 {limit} 次收款。",
        "A sale is paid in at most {limit} parts.",
    ),
    "unknown_act": (
        "没有权限 {act}。可以用：{known}。",
        "There is no right {act}. There are: {known}.",
    ),
    "unknown_badge": (
        "不认识这张工牌。请用工号和 PIN。",
        "This badge is unknown. Use staff number and PIN.",
    ),
    "unknown_barcode": (
        "没有条码 {barcode} 的商品。",
        "No product has the barcode {barcode}.",
    ),
    "unknown_printer_profile": (
        "不认识小票机型号「{name}」。可用：{known}。收款不受影响，小票会等着。",
        "“{name}” is no make of printer that we know. There are: {known}. Selling goes on; receipts wait.",
    ),
    "unknown_role": (
        "没有角色 {role}。可以用：{known}。",
        "There is no role {role}. There are: {known}.",
    ),
    "unknown_sale": (
        "没有找到单号 {sale}。",
        "There is no sale {sale}.",
    ),
    "unknown_settings": (
        "{file} 里有不认识的设置：{names}。请删掉或改正。",
        "{file} has unknown settings: {names}. Remove or correct them.",
    ),
    "unknown_staff": (
        "没有工号 {number}。",
        "There is no staff number {number}.",
    ),
    "unknown_z": (
        "没有第 {number} 号 Z 报告。",
        "There is no Z report number {number}.",
    ),
    "update_needed": (
        "总部不再支持这个版本。照常收银，数据都在本机；请更新程序，然后自动补传。",
        "HQ no longer speaks with this version. Keep selling; everything is kept here and is sent after an update.",
    ),
    "usb_not_installed": (
        "直连 USB（{url}）要先装 pyusb 和 libusb。一般请改用 file:///dev/usb/lp0 或 Windows 打印队列。",
        "Printing to USB directly ({url}) needs pyusb and libusb. Usually file:///dev/usb/lp0 or a Windows queue is what you want.",
    ),
    "user_needs_name": (
        "请给出用户名；add 和 role 还要 --role。",
        "Name the person; add and role need --role too.",
    ),
    "version_not_kept": (
        "「{feed}」回不到第 {version} 版，最早只能回到第 {oldest} 版。",
        "{feed} cannot go back to version {version}; the oldest that is still known is {oldest}.",
    ),
    "whole_pieces": (
        "{name} 按件卖，数量要是整数。",
        "{name} is sold by the piece; the quantity must be whole.",
    ),
    "wrong_pin": (
        "工号或 PIN 不对，请再试一次。",
        "Staff number or PIN is wrong; try again.",
    ),
    "z_is_settled": (
        "只能冲回最近一份还有效的 Z 报告；第 {number} 号不是。",
        "Only the last Z report that still stands can be reversed; number {number} is not it.",
    ),
}
