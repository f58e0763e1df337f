/**
 * Hands the phone's own store and its camera to the screens. The route of the worker's pages opens them; on the server and before the
 * store is open there are none.
 */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import {
  NO_PHONE,
  PHONE_NOT_OPEN,
  type PhonePort,
  type PhoneState,
  type SmallPhoto,
} from "#app/domain/visits/phone-state.ts";

/** What the phone does with pictures by itself; none of it needs a network. */
export type PhoneCamera = {
  /** Looks until a code is read. Null when it was called off; rejects when the camera cannot be used. */
  readonly watchForCode: (video: HTMLVideoElement, signal: AbortSignal) => Promise<string | null>;
  /** Whether this phone reads tags (NFC); asked once the page runs. */
  readonly canReadTags: () => boolean;
  /** Waits for a tag at the door. Null for one that says nothing and when it was called off; rejects when tags may not be read. */
  readonly watchForTag: (signal: AbortSignal) => Promise<string | null>;
  /** Null when nothing on it can be read. */
  readonly readCodeOnPicture: (file: Blob) => Promise<string | null>;
  /** Rejects when the file is no picture. */
  readonly shrinkPhoto: (file: Blob) => Promise<SmallPhoto>;
};

const CameraContext = createContext<PhoneCamera | null>(null);

const PhoneContext = createContext<PhonePort | null | undefined>(undefined);

const noListeners = () => () => undefined;
const notOpen = () => PHONE_NOT_OPEN;
const keepsNothing = () => NO_PHONE;

type PhoneProviderProps = {
  /** Undefined until it is known whether this browser keeps anything; null when it does not. */
  readonly phone: PhonePort | null | undefined;
  readonly camera?: PhoneCamera;
  readonly children: ReactNode;
};

export function PhoneProvider({ phone, camera, children }: PhoneProviderProps) {
  return (
    <PhoneContext.Provider value={phone}>
      <CameraContext.Provider value={camera ?? null}>{children}</CameraContext.Provider>
    </PhoneContext.Provider>
  );
}

export function usePhoneCamera(): PhoneCamera | null {
  return useContext(CameraContext);
}

export function usePhone(): PhonePort | null {
  return useContext(PhoneContext) ?? null;
}

export function usePhoneState(): PhoneState {
  const phone = useContext(PhoneContext);
  const snapshot = phone === null ? keepsNothing : (phone?.snapshot ?? notOpen);
  return useSyncExternalStore(phone?.subscribe ?? noListeners, snapshot, snapshot);
}
