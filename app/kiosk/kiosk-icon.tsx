/** An icon of the kiosk. Names come from code and from the list of modules; a test holds both to the drawings that there are. */
import { DrawnIcon, type IconSize } from "#app/components/drawn-icon.tsx";
import { KIOSK_ICONS } from "./kiosk-icon-set.ts";

export type KioskIconName = keyof typeof KIOSK_ICONS;

/** Asks whether a name from data is an icon that the kiosk can draw. */
export function isKioskIconName(name: string): name is KioskIconName {
  return Object.hasOwn(KIOSK_ICONS, name);
}

type KioskIconProps = {
  /** A name that is not known is drawn as a plain circle. */
  readonly name: KioskIconName | (string & {});
  readonly size?: IconSize;
  readonly className?: string | undefined;
};

export function KioskIcon({ name, ...look }: KioskIconProps) {
  return <DrawnIcon drawing={isKioskIconName(name) ? KIOSK_ICONS[name] : KIOSK_ICONS.circle} {...look} />;
}
