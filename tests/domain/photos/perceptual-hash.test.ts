import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hashBands,
  hashDistance,
  HASH_SIDE,
  nearBands,
  perceptualHash,
  SEARCHED_DISTANCE_MOST,
} from "#app/domain/photos/perceptual-hash.ts";

/** A picture of a few smooth lights and shadows, different for each seed. */
function scene(seed: number): number[] {
  const parts = Array.from({ length: 6 }, (_, part) => {
    const turn = (seed * 7 + part * 13) * 1.618;
    return {
      x: 16 + 14 * Math.cos(turn),
      y: 16 + 14 * Math.sin(turn * 1.3),
      level: part % 2 === 0 ? 90 : -90,
      size: 5 + ((seed + part) % 5),
    };
  });
  return Array.from({ length: HASH_SIDE ** 2 }, (_, point) => {
    const [x, y] = [point % HASH_SIDE, Math.floor(point / HASH_SIDE)];
    const lights = parts.map(
      (one) => one.level * Math.exp(-((x - one.x) ** 2 + (y - one.y) ** 2) / (2 * one.size ** 2)),
    );
    return 128 + lights.reduce((sum, light) => sum + light, 0);
  });
}

const hashOf = (levels: readonly number[]) => {
  const hash = perceptualHash(levels);
  if (hash === null) throw new Error("nothing to see");
  return hash;
};

describe("the look of a picture", () => {
  it("is the same when the picture is lighter or has less contrast", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const original = hashOf(scene(seed));
      expect(hashDistance(original, hashOf(scene(seed).map((level) => level + 20)))).toBe(0);
      expect(hashDistance(original, hashOf(scene(seed).map((level) => 128 + (level - 128) * 0.6)))).toBe(0);
    }
  });

  it("stays near when the picture gets some noise, and is far from another picture's", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const noisy = scene(seed).map((level, point) => level + ((point * 2_654_435_761) % 5) - 2);
      expect(hashDistance(hashOf(scene(seed)), hashOf(noisy))).toBeLessThanOrEqual(5);
      expect(hashDistance(hashOf(scene(seed)), hashOf(scene(seed + 10)))).toBeGreaterThan(10);
    }
  });

  it("has as many ones as zeros, so that bands tell pictures apart", () => {
    for (const seed of [1, 2, 3]) expect(hashDistance(hashOf(scene(seed)), 0n)).toBe(32);
  });

  it("is none where there is nothing to see", () => {
    expect(perceptualHash(new Uint8Array(HASH_SIDE ** 2).fill(7))).toBeNull();
    expect(perceptualHash(Array.from({ length: HASH_SIDE ** 2 }, (_, point) => 12 + (point % 2)))).toBeNull();
  });

  it("refuses a matrix of another size", () => {
    expect(() => perceptualHash(new Uint8Array(100))).toThrow(RangeError);
  });
});

describe("bands of a hash", () => {
  const anyHash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

  it("find every hash within the searched distance", () => {
    const flips = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: SEARCHED_DISTANCE_MOST });
    fc.assert(
      fc.property(anyHash, flips, (hash, bits) => {
        const other = bits.reduce((changed, bit) => changed ^ (1n << BigInt(bit)), hash);
        expect(hashDistance(hash, other)).toBe(bits.length);
        const bands = hashBands(other);
        expect(hashBands(hash).some((band, index) => nearBands(band).includes(bands[index] ?? -1))).toBe(true);
      }),
    );
  });

  it("miss some hash one bit beyond it", () => {
    const beyond = [0, 1, 16, 17, 32, 33, 48, 49].reduce((hash, bit) => hash | (1n << BigInt(bit)), 0n);
    expect(hashDistance(0n, beyond)).toBe(SEARCHED_DISTANCE_MOST + 1);
    expect(hashBands(0n).some((band, index) => nearBands(band).includes(hashBands(beyond)[index] ?? -1))).toBe(false);
  });

  it("put together are the hash", () => {
    fc.assert(
      fc.property(anyHash, (hash) => {
        expect(hashBands(hash).reduce((sum, band) => (sum << 16n) | BigInt(band), 0n)).toBe(hash);
      }),
    );
  });
});
