/** What stays on one line in large letters, in each language. */
import type { Locale } from "./locale.ts";

/** Words of the kiosk that a line is never broken in. A list and no dictionary: the server's and the browser's would have to agree in every word. */
const WORDS = [
  ...["工作人员", "护理员", "手机号", "电话号码", "户口本", "身份证", "社保卡", "老年卡", "民政局", "二维码", "养老院"],
  ...["办公室", "养老", "床位", "家庭", "家人", "老人", "手机", "电话", "户口", "电脑", "客服", "热线", "机构", "街道"],
  ...["服务", "预约", "日程", "活动", "短信", "数字", "编号", "资料", "材料", "情况", "结果", "意见", "补贴", "评估"],
  ...["登记", "申请", "核对", "安排", "取消", "确认", "打印", "排队", "满意", "发布", "示例", "政策", "依据", "呼叫"],
  ...["可以", "或者", "已经", "告诉", "您的", "自己", "时间", "小时", "分钟", "下面", "上面", "这里", "现在", "今天"],
];

/** One group, so that splitting a text by it keeps what was found: days, times, the hotline's number, words. */
export const STAYS_WHOLE = {
  "zh-CN": new RegExp(
    `(\\d+月\\d+日|(?:凌晨|上午|中午|下午|晚上)\\d+点(?:半|\\d+分)?|\\d{3}-\\d{5}|${WORDS.join("|")})`,
  ),
  en: /(\d{3}-\d{5}|\d{1,2}(?::\d\d)? [ap]m|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/,
} as const satisfies Readonly<Record<Locale, RegExp>>;
