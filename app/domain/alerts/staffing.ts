/**
 * How many seats a centre needs. Erlang C: calls arrive by chance, wait in line, and nobody gives up; Erlang A: callers give up after a while
 * of their own (patience). Both are sums that stay within range for any number of seats. Offered load in erlangs = calls an hour times seconds
 * a call / 3600.
 */

/** Erlang B by its recursion: share of calls that find all seats taken when none waits. */
export function erlangB(load: number, seats: number): number {
  let blocked = 1;
  for (let seat = 1; seat <= seats; seat += 1) blocked = (load * blocked) / (seat + load * blocked);
  return blocked;
}

/** Share of calls that have to wait; 1 when the load is more than the seats can bear. */
export function erlangC(load: number, seats: number): number {
  if (load <= 0) return 0;
  if (seats <= load) return 1;
  const blocked = erlangB(load, seats);
  return (seats * blocked) / (seats - load * (1 - blocked));
}

export type CallLoad = { readonly callsPerHour: number; readonly handleSeconds: number };

const loadOf = ({ callsPerHour, handleSeconds }: CallLoad) => (callsPerHour * handleSeconds) / 3600;

/** Share of calls answered within so many seconds. */
export function serviceLevel(given: CallLoad, seats: number, withinSeconds: number): number {
  const load = loadOf(given);
  if (load === 0) return 1;
  if (seats <= load) return 0;
  return 1 - erlangC(load, seats) * Math.exp((-(seats - load) * withinSeconds) / given.handleSeconds);
}

/** Average wait in seconds; infinite when the load is more than the seats can bear. */
export function averageWait(given: CallLoad, seats: number): number {
  const load = loadOf(given);
  if (load === 0) return 0;
  return seats <= load ? Infinity : (erlangC(load, seats) * given.handleSeconds) / (seats - load);
}

/** Terms smaller than this add nothing that anybody sees. */
const NEGLIGIBLE = 1e-14;
const LONGEST_LINE = 100_000;

/**
 * Erlang A (Palm): share of callers who give up before they are answered, with exponential patience.
 * The states 0 … seats are those of Erlang B; each place in line beyond adds the impatience of all who wait.
 */
export function shareGivingUp(given: CallLoad, seats: number, patienceSeconds: number): number {
  const load = loadOf(given);
  if (load === 0) return 0;
  const blocked = erlangB(load, seats);
  const [arrival, service, impatience] = [given.callsPerHour / 3600, 1 / given.handleSeconds, 1 / patienceSeconds];
  // Weights relative to the state in which every seat is taken and nobody waits.
  let weight = 1;
  let waiting = 0;
  let inLine = 0;
  for (let place = 1; place <= LONGEST_LINE; place += 1) {
    weight *= arrival / (seats * service + place * impatience);
    waiting += weight;
    inLine += place * weight;
    if (weight * place < NEGLIGIBLE) break;
  }
  // Erlang B's blocked share is the weight of that state among the states without a line.
  const all = 1 / blocked + waiting;
  return (impatience * (inLine / all)) / arrival;
}

export type StaffingAim = { readonly withinSeconds: number; readonly share: number };

/** The fewest seats that answer this share within so many seconds. @param most more than the centre has is not looked for */
export function seatsNeeded(given: CallLoad, { withinSeconds, share }: StaffingAim, most: number): number | null {
  for (let seats = 1; seats <= most; seats += 1) if (serviceLevel(given, seats, withinSeconds) >= share) return seats;
  return null;
}
