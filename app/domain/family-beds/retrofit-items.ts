/**
 * The national list of age-friendly retrofit (居家适老化改造项目和老年用品配置推荐清单, 民发〔2020〕86号): 30 items, seven of them basic. [public] to
 * be held against the published list.
 */
import items from "./retrofit-items.json" with { type: "json" };

export type RetrofitItem = {
  /** 1 to 30, as in the list. */
  readonly no: number;
  readonly groupZh: string;
  readonly groupEn: string;
  readonly zh: string;
  readonly en: string;
  readonly isBasic: boolean;
};

export const RETROFIT_ITEMS: readonly RetrofitItem[] = items;

/** The item of a number; null for a number that is not on the list. */
export function retrofitItem(no: number): RetrofitItem | null {
  return RETROFIT_ITEMS.find((one) => one.no === no) ?? null;
}
