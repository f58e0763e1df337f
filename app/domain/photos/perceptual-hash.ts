/**
 * What a picture looks like in 64 bits, so that one used again is found although it was cut to another size, saved once more or made
 * lighter. The signs of the lowest waves of the picture's brightness against their median (discrete cosine transform of 32 by 32
 * points). Two hashes that differ in few bits are two pictures that look alike; a person then compares them.
 */

/** Points on each side of the brightness matrix. */
export const HASH_SIDE = 32;
/** Waves on each side that make the hash; the constant one is left out, because it only says how bright the picture is. */
const WAVES = 8;
const BITS = 64;

/**
 * Bits by which two hashes may differ and still be found by their bands: with four bands of sixteen bits and seven differing bits, one
 * band differs in at most one (Norouzi, Punjani and Fleet, multi-index hashing).
 */
export const SEARCHED_DISTANCE_MOST = 7;
const BANDS = 4;
const BAND_BITS = BITS / BANDS;

/** Below this root mean square of the waves, in grey levels, noise alone decides the bits: a covered lens, a white wall. */
const TELLING_LEVELS = 1;

/** cos((2 point + 1) wave π / 2 side), by wave from 1 and point. */
const COSINES = Array.from({ length: WAVES }, (_, wave) =>
  Float64Array.from({ length: HASH_SIDE }, (_unused, point) =>
    Math.cos(((2 * point + 1) * (wave + 1) * Math.PI) / (2 * HASH_SIDE)),
  ),
);

const scalarProduct = (cosines: Float64Array, valueAt: (point: number) => number) =>
  cosines.reduce((sum, cosine, point) => sum + cosine * valueAt(point), 0);

/** The 8 by 8 lowest waves without the constant ones, in grey levels, row by row. */
function lowWaves(levels: ArrayLike<number>): number[] {
  const byRow = Array.from({ length: HASH_SIDE }, (_, row) =>
    COSINES.map((cosines) => scalarProduct(cosines, (column) => levels[row * HASH_SIDE + column] ?? 0)),
  );
  return COSINES.flatMap((cosines) =>
    COSINES.map((_unused, wave) => (scalarProduct(cosines, (row) => byRow[row]?.[wave] ?? 0) * 4) / HASH_SIDE ** 2),
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * @param levels brightness 0 to 255 of 32 by 32 points, row by row
 * @returns the hash, 0 to 2^64 - 1; null for a picture on which there is too little to see
 */
export function perceptualHash(levels: ArrayLike<number>): bigint | null {
  if (levels.length !== HASH_SIDE ** 2) throw new RangeError(`a brightness matrix has ${HASH_SIDE ** 2} points`);
  const waves = lowWaves(levels);
  const strength = Math.sqrt(waves.reduce((sum, wave) => sum + wave * wave, 0) / BITS);
  if (strength < TELLING_LEVELS) return null;
  const median = medianOf(waves);
  return waves.reduce((hash, wave) => (hash << 1n) | (wave > median ? 1n : 0n), 0n);
}

/** Bits in which two hashes differ. */
export function hashDistance(left: bigint, right: bigint): number {
  let [difference, bits] = [BigInt.asUintN(BITS, left ^ right), 0];
  while (difference > 0n) {
    difference &= difference - 1n;
    bits += 1;
  }
  return bits;
}

/** The four bands of a hash, each 0 to 65535, the highest first. */
export function hashBands(hash: bigint): number[] {
  return Array.from({ length: BANDS }, (_, band) =>
    Number(BigInt.asUintN(BAND_BITS, hash >> BigInt(BITS - BAND_BITS * (band + 1)))),
  );
}

/** A band and those that differ from it in one bit: 17 values. */
export function nearBands(band: number): number[] {
  return [band, ...Array.from({ length: BAND_BITS }, (_, bit) => band ^ (1 << bit))];
}
