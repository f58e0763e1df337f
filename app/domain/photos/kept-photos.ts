/**
 * Photographs that a care worker's phone keeps until the server has them. The event that announces one goes through the outbox; its bytes
 * follow in pieces and leave the phone only by the server's word that it holds them.
 *
 * waiting    the bytes are on this phone only
 * refused    the server will never take them (no picture, or the event that announced them was kept aside); they stay in sight
 */
import type { PhotoEnd } from "../verification/visit-photos.ts";

export type KeptPhoto = {
  /** SHA-256 of the bytes as they are sent, lower-case hexadecimal: the name by which the event announces them. */
  readonly digest: string;
  readonly eventId: string;
  readonly visitNo: string;
  readonly end: PhotoEnd;
  readonly byteCount: number;
  /** By the phone's clock. */
  readonly savedMs: number;
  readonly state: "waiting" | "refused";
};

/** What is written together with the event that announces it. */
export type PhotoToKeep = { readonly kept: KeptPhoto; readonly content: Uint8Array };

/** What the sending of photographs asks of a disk. Each function is one transaction. */
export type PhotoStore = {
  /** The oldest first, without their bytes. */
  readonly photos: () => Promise<KeptPhoto[]>;
  readonly photoContent: (digest: string) => Promise<Uint8Array | null>;
  /** The server has it. */
  readonly dropPhoto: (digest: string) => Promise<void>;
  readonly refusePhoto: (digest: string) => Promise<void>;
};

export const isPhotoWaiting = ({ state }: Pick<KeptPhoto, "state">): boolean => state === "waiting";
