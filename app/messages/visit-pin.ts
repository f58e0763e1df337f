/** Words of setting the six digits that an elder types on the care worker's phone. */
const zh = {
  title: "设置上门确认码",
  term: "上门确认码",
  rule: "服务结束时，老人在护理员手机上输入这六位数字，证明本人在场。请老人自己想一个，不要告诉护理员。",
  state: "现在的确认码",
  none: "还没有设置",
  set_on: (time: string, by: string) => `${time} 由 ${by} 设置`,
  unseen: "数字存下后谁也看不到，忘了就重新设置。",
  closed: (tries: number) => `连续输错 ${tries} 次，已停用。重新设置后才能再用。`,
  closed_short: "已停用",
  digits: "六位数字",
  digits_help: "不要用身份证号、生日或电话里的数字，也不要用 123456 这样的号。",
  repeated: "再填一次",
  save: "保存确认码",
  change: "重新设置",
  set: "设置",
  done: "确认码已保存，从下一次上门起可以用。",
};

const en: typeof zh = {
  title: "Set the visit PIN",
  term: "Visit PIN",
  rule: "When a visit ends, the elder types these six digits on the care worker's phone to prove being there. The elder chooses them and tells no care worker.",
  state: "PIN on record",
  none: "Not set yet",
  set_on: (time, by) => `Set ${time} by ${by}`,
  unseen: "Nobody can read the digits once they are stored; forgotten ones are set anew.",
  closed: (tries) => `Closed after ${tries} wrong tries in a row. Set new digits to open it.`,
  closed_short: "Closed",
  digits: "Six digits",
  digits_help: "None from the identity number, the birth date or the phone, and none like 123456.",
  repeated: "The same digits again",
  save: "Store the PIN",
  change: "Set anew",
  set: "Set",
  done: "The PIN is stored and counts from the next visit.",
};

export const visitPinWords = { "zh-CN": zh, en };
