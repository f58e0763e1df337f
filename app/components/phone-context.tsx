/** Hands the phone's own store to the screens. The route of the worker's pages opens it; on the server and before it is open there is none. */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { PHONE_NOT_OPEN, type PhonePort, type PhoneState } from "#app/domain/visits/phone-state.ts";

const PhoneContext = createContext<PhonePort | null>(null);

const noListeners = () => () => undefined;
const notOpen = () => PHONE_NOT_OPEN;

export function PhoneProvider({ phone, children }: { phone: PhonePort | null; children: ReactNode }) {
  return <PhoneContext.Provider value={phone}>{children}</PhoneContext.Provider>;
}

export function usePhone(): PhonePort | null {
  return useContext(PhoneContext);
}

export function usePhoneState(): PhoneState {
  const phone = useContext(PhoneContext);
  const snapshot = phone?.snapshot ?? notOpen;
  return useSyncExternalStore(phone?.subscribe ?? noListeners, snapshot, snapshot);
}
