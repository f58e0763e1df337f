/**
 * Which homes share a stairwell, read from the text of the address (visit rules 2.4). The key goes as far as the staircase
 * (单元, 梯), where there is none as far as the building (幢, 栋, 号楼, 座), and where there is neither as far as the house number.
 * Offices write one building in many ways, so the spelling is evened out first. Positions are no key: many are only approximate.
 */

const CHINESE_DIGITS = "零一二三四五六七八九";
const NUMERAL = /[一二三四五六七八九十]{1,3}(?=(?:幢|栋|号|座|单元|梯))/g;

/** "二十三" is 23; "十" is 10. */
function arabic(numeral: string): string {
  const [tens, ones] = numeral.includes("十") ? numeral.split("十") : ["0", numeral];
  const digit = (text: string | undefined, empty: number) => (text === "" ? empty : CHINESE_DIGITS.indexOf(text ?? ""));
  return String((tens === "0" ? 0 : digit(tens, 1) * 10) + digit(ones, 0));
}

/** Province, city and district may stand in front or not; 小区 is no district. */
const PREFIX = /^(?:[^省]{2,3}省)?(?:[^市省]{2,4}市)?(?:[^区市小]{2,3}区)?/;

function evened(address: string): string {
  return address
    .normalize("NFKC")
    .replace(/[\s,，、.。()（）-]/g, "")
    .replace(NUMERAL, arabic)
    .replace(/号楼|栋|座/g, "幢")
    .replace(/梯/g, "单元")
    .replace(PREFIX, "");
}

/** "工农路12号3幢2单元" of "南通市崇川区工农路12号3栋二单元502室"; null when the text names no house. */
export function stairwellOf(address: string): string | null {
  const text = evened(address);
  for (const end of ["单元", "幢", "号"]) {
    const found = new RegExp(`^.*[\\dA-Za-z甲乙丙丁东西中]${end}`).exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return null;
}
