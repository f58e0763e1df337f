/** Hands the phone's own store to the screens. The route of the worker's pages opens it; on the server and before it is open there is none. */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { NO_PHONE, PHONE_NOT_OPEN, type PhonePort, type PhoneState } from "#app/domain/visits/phone-state.ts";

const PhoneContext = createContext<PhonePort | null | undefined>(undefined);

const noListeners = () => () => undefined;
const notOpen = () => PHONE_NOT_OPEN;
const keepsNothing = () => NO_PHONE;

type PhoneProviderProps = {
  /** Undefined until it is known whether this browser keeps anything; null when it does not. */
  readonly phone: PhonePort | null | undefined;
  readonly children: ReactNode;
};

export function PhoneProvider({ phone, children }: PhoneProviderProps) {
  return <PhoneContext.Provider value={phone}>{children}</PhoneContext.Provider>;
}

export function usePhone(): PhonePort | null {
  return useContext(PhoneContext) ?? null;
}

export function usePhoneState(): PhoneState {
  const phone = useContext(PhoneContext);
  const snapshot = phone === null ? keepsNothing : (phone?.snapshot ?? notOpen);
  return useSyncExternalStore(phone?.subscribe ?? noListeners, snapshot, snapshot);
}
