/** Words of door code and photographs on the care worker's phone, where both are kept on the phone first. */
const zh = {
  title: "门牌码和照片",
  note: "能多留一个证明就多留一个。没有也能签到签退，没有网络也能留。",
  scan: "扫门牌码",
  scan_again: "再扫一次",
  scanning: "把二维码放进画面里。",
  no_camera: "打不开摄像头。请拍一张二维码，或者输入码下面的字。",
  stop: "不扫了",
  read_picture: "拍下二维码",
  unread: "照片里没有读出码。请靠近、对正、光线亮一点再拍，或者输入码下面的字。",
  typed: "或者输入码下面的字母和数字",
  typed_send: "记下这个码",
  nothing_typed: "请先输入码下面的字。",
  code_saved: "已存好。",
  code_right: "门牌码已扫，是这户人家的。",
  code_waits: "门牌码已记下，上传后核对。",
  code_wrong: "已记下。这个码不是这户现在用的，街道会看一看，不影响签到和签退。可以再扫一次。",
  no_code: "扫不了？点一下原因：",
  no_code_reasons: ["门牌码：没有码", "门牌码：码坏了", "门牌码：扫不了"],
  no_code_words: ["没有码", "码坏了", "扫不了"],
  photo_rule: "拍地点或做好的事，不拍人脸。",
  take: { photo_start: "拍开始照片", photo_end: "拍结束照片" },
  taken: {
    photo_start: (count: number) => `开始照片：${count} 张`,
    photo_end: (count: number) => `结束照片：${count} 张`,
  },
  shrinking: "正在变小…",
  no_picture: "这不是照片，或者文件坏了，请重新拍。",
  photo_waits: (count: number) => `${count} 张在手机里，有网就上传。`,
  not_saved: "没有存好，请再试一次。",
};

const en: typeof zh = {
  title: "Door code and photos",
  note: "Each one proves more. You can check in and out without them, and keep them without a network.",
  scan: "Scan the door code",
  scan_again: "Scan again",
  scanning: "Bring the code into the picture.",
  no_camera: "The camera does not open. Photograph the code or type what stands below it.",
  stop: "Stop",
  read_picture: "Photograph the code",
  unread: "No code could be read. Go closer, hold it straight, find more light, or type what stands below it.",
  typed: "Or type what stands below the code",
  typed_send: "Keep this code",
  nothing_typed: "Type what stands below the code first.",
  code_saved: "Saved.",
  code_right: "The door code is scanned; it is this home's.",
  code_waits: "The door code is noted and checked after the upload.",
  code_wrong:
    "Noted. This is not the code in use at this home; the street will look at it. It stops no check-in or check-out. You can scan again.",
  no_code: "Cannot scan? Tap why:",
  no_code_reasons: ["Door code: there is none", "Door code: damaged", "Door code: cannot be scanned"],
  no_code_words: ["There is none", "It is damaged", "It cannot be scanned"],
  photo_rule: "Of the place or the work, not of faces.",
  take: { photo_start: "Photo at the start", photo_end: "Photo at the end" },
  taken: {
    photo_start: (count) => `At the start: ${count === 1 ? "1 photo" : `${count} photos`}`,
    photo_end: (count) => `At the end: ${count === 1 ? "1 photo" : `${count} photos`}`,
  },
  shrinking: "Making it smaller…",
  no_picture: "This is no photo, or the file is damaged. Please take it again.",
  photo_waits: (count) =>
    count === 1
      ? "1 is on this phone and uploads when there is network."
      : `${count} are on this phone and upload when there is network.`,
  not_saved: "Not saved. Please try again.",
};

export const proofWords = { "zh-CN": zh, en };
