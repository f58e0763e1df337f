/** Looking at the photographs of a visit: they show an elder's home, so each look has a reason and ends by itself. */
export const PHOTO_LOOK_REASONS = ["judge-finding", "check-claim", "complaint"] as const;
export type PhotoLookReason = (typeof PHOTO_LOOK_REASONS)[number];

/** How long they stay on the screen, in seconds. */
export const PHOTO_SHOWN_SECONDS = 60;

export function isPhotoLookReason(text: string): text is PhotoLookReason {
  return (PHOTO_LOOK_REASONS as readonly string[]).includes(text);
}
