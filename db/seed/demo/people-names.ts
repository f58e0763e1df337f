/** Names and places of the demonstration district. Every combination is made up; identity numbers carry an unassigned division. */
import type { Random } from "#app/domain/seeded-random.ts";

const SURNAMES = [
  ..."王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚",
];
const FEMALE = [..."秀英桂兰玉珍凤霞淑芬素琴美华月娥惠芳爱莲翠萍彩云丽娟"];
const MALE = [..."建国志明德福永贵文华国强金生长根宝山学良正平云龙海波"];
const RARE = ["䶮", "𠮷", "㛃", "龑"];

/** A synthetic full name; about one in two hundred carries a rare character, because names of real people do. */
export function demoName(random: Random, sex: "female" | "male"): string {
  const given = sex === "female" ? FEMALE : MALE;
  const second = random.below(200) === 0 ? random.pick(RARE) : random.pick(given);
  return `${random.pick(SURNAMES)}${random.pick(given)}${random.below(8) === 0 ? "" : second}`;
}

export const COMMUNITY_NAMES = [
  "濠东",
  "濠西",
  "文景",
  "段家坝",
  "启秀",
  "易家桥",
  "德民",
  "光明",
  "新桥",
  "城南",
  "北濠",
  "郭里园",
];

export const ROAD_NAMES = [
  "人民路",
  "青年路",
  "工农路",
  "濠北路",
  "濠南路",
  "跃龙路",
  "孩儿巷",
  "姚港路",
  "虹桥路",
  "钟秀路",
  "世纪大道",
  "崇文路",
];
