/** Words of the project year's 人次: how many persons count, and who cannot get there any more. */
const zh = {
  title: "人次进度",
  status: (year: number, visits: number) => `${year} 年：一位老人当年有 ${visits} 次核实的上门服务，算一人次`,
  reached: "人次到了吗？",
  of_target: (target: number) => `${target} 人次`,
  under_way: "还来得及",
  out_of_reach: "来不及",
  list: "来不及的老人",
  list_note: "余下的月份每月都做满，也到不了。差得最少的在前。",
  none: "没有来不及的老人。",
  elder: "老人",
  street: "街道",
  counted: "已核实",
  missing: "还差",
  possible: "最多还能做",
};

const en: typeof zh = {
  title: "Person-times",
  status: (year, visits) => `${year}: one elder with ${visits} verified visits of the year makes one person-time`,
  reached: "Are the person-times reached?",
  of_target: (target) => `${target} person-times`,
  under_way: "Still in reach",
  out_of_reach: "Out of reach",
  list: "Elders who cannot reach it",
  list_note: "Not even with every visit of the months that are left. Those who miss the least come first.",
  none: "Nobody is out of reach.",
  elder: "Elder",
  street: "Street",
  counted: "Verified",
  missing: "Missing",
  possible: "Possible still",
};

export const personTimeWords = { "zh-CN": zh, en };
