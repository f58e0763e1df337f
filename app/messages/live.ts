/** Words of a page that keeps itself current. */
const zh = {
  live: "有变化会自动更新",
  polling: "每半分钟更新一次",
  by_link: "想看最新的，请按刷新",
  refresh: "刷新",
  arrived: (count: number) => `新增 ${count} 条待回复`,
};

const en: typeof zh = {
  live: "Updates by itself",
  polling: "Updates every half minute",
  by_link: "Refresh to see what is new",
  refresh: "Refresh",
  arrived: (count) => (count === 1 ? "1 new offer to answer" : `${count} new offers to answer`),
};

export const liveWords = { "zh-CN": zh, en };
