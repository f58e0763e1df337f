/** Words of 我的 on the family's phone: what each elder lets this person see, until when, and how it ends. */
const zh = {
  title: "我的",
  links: "老人同意的",
  until: (date: string) => `到${date}为止`,
  since: (date: string) => `从${date}起`,
  may: "我能",
  may_not: "老人没有同意",
  ask_more: "想多看、多办一点，请老人在一体机上改，或者请护理员、街道当面记下。",
  how_ends: "老人随时可以在一体机上取消，马上就看不到了。",
  give_up: "我不看了",
  give_up_title: (name: string) => `不看${name}了？`,
  give_up_text: "以后要看，得请老人再同意一次。",
  keep: "算了",
  yes: "不看了",
  gave_up: "好了，您看不到这位老人了。",
  notices: "消息",
  notices_none: "还没有消息。约好、改时间、取消、护理员到了、做完了，这里会告诉您。",
  notice_new: "新",
  notices_seen: "都看过了",
  notices_quiet: "夜里只发告警，别的早上再说。",
  kept: "我们记了什么",
  kept_text: "您的手机号、老人同意了什么、您替老人办了什么。老人和街道看得到。",
};

const en: typeof zh = {
  title: "Me",
  links: "What my elders agreed to",
  until: (date) => `until ${date}`,
  since: (date) => `since ${date}`,
  may: "I may",
  may_not: "Not agreed to",
  ask_more:
    "For more, the elder changes it at a kiosk, or a care worker or the street writes it down with the elder present.",
  how_ends: "The elder can end it at a kiosk at any time, and it ends at once.",
  give_up: "Give it up",
  give_up_title: (name) => `No longer see ${name}?`,
  give_up_text: "To see it again, the elder must agree again.",
  keep: "Keep it",
  yes: "Give it up",
  gave_up: "Done. You no longer see this elder.",
  notices: "Notices",
  notices_none: "No notices yet. You are told here when a visit is booked, moved or called off, begins and ends.",
  notice_new: "New",
  notices_seen: "All read",
  notices_quiet: "At night only alarms are sent; the rest waits for the morning.",
  kept: "What we keep",
  kept_text:
    "Your number, what the elder agreed to, and what you did for the elder. The elder and the street can see it.",
};

export const familyMeWords = { "zh-CN": zh, en };
