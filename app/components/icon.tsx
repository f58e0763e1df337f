/**
 * The icons of the product (lucide, stroke 2 at 24 px). An icon is decoration: it is hidden from screen readers and never stands without its word.
 * Names are strings so that data (tiles of the kiosk, states) can choose an icon.
 */
import { DrawnIcon, type IconSize } from "./drawn-icon.tsx";
import { ICONS } from "./icon-set.ts";

export type IconName = keyof typeof ICONS;

/** Asks whether a name from data is an icon that can be drawn. */
export function isIconName(name: string): name is IconName {
  return Object.prototype.hasOwnProperty.call(ICONS, name);
}

type IconProps = {
  /** A name that is not known is drawn as a plain circle. */
  readonly name: IconName | (string & {});
  readonly size?: IconSize;
  readonly className?: string | undefined;
};

export function Icon({ name, ...look }: IconProps) {
  return <DrawnIcon drawing={isIconName(name) ? ICONS[name] : ICONS.circle} {...look} />;
}
