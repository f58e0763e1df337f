/** Words of a kiosk without a network: what cannot be shown now, and the wish that somebody calls about a visit. */
const zh = {
  title: "现在连不上网",
  caption: "您自己的事，连上网再看。",
  wish: "想约上门服务",
  wish_title: "留个电话，客服打给您",
  wish_caption: "按您的电话号码，按完点记下。",
  wish_short: "号码不对，请再按一遍。",
  wish_lost: "没记下，请打 871-12345。",
  wish_done: "记下",
  kept_title: "先帮您记下了，还没约好",
  kept_text: "联网后客服打电话告诉您。",
  done: "好了",
};

const en: typeof zh = {
  title: "No network now",
  caption: "See your own matters when it is back.",
  wish: "I want a visit",
  wish_title: "Leave a number. We call you",
  wish_caption: "Touch your number, then Note it.",
  wish_short: "That is no number. Please try again.",
  wish_lost: "Not noted. Please call 871-12345.",
  wish_done: "Note it",
  kept_title: "Noted, but not booked yet",
  kept_text: "We call you once the network is back.",
  done: "Done",
};

export const kioskOfflineWords = { "zh-CN": zh, en };
