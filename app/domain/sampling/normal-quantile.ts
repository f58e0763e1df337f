/** The standard normal distribution, to full precision: samples are sized with an unrounded z (visit rules 10.1). */

const ROOT_OF_TAU = Math.sqrt(2 * Math.PI);

function density(z: number): number {
  return Math.exp(-(z * z) / 2) / ROOT_OF_TAU;
}

/** Share of the distribution below z, for |z| up to 6, by its series around zero. */
function shareBelow(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/**
 * The z that leaves half of `1 - confidence` above it: 1.959963984540054 for 0.95.
 * @param confidence share, above 0 and at most 0.999999
 */
export function twoSidedZ(confidence: number): number {
  if (!(confidence > 0 && confidence <= 0.999999)) throw new RangeError(`no confidence level: ${String(confidence)}`);
  const wanted = (1 + confidence) / 2;
  let z = 0;
  for (let round = 0; round < 60; round += 1) {
    const step = (shareBelow(z) - wanted) / density(z);
    // Newton's steps overshoot far from the middle, where the density is almost nothing.
    z -= Math.max(-0.5, Math.min(0.5, step));
    if (Math.abs(step) < 1e-14) break;
  }
  return z;
}
