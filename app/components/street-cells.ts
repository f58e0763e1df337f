/**
 * A drawn map without a map service: the land nearer to each street's middle than to any other, cut out of a frame around all of them. Pure
 * geometry; coordinates are drawing units, y downward.
 */
export type Point = { readonly x: number; readonly y: number };
export type Place = { readonly id: number; readonly latitude: number; readonly longitude: number };
export type StreetCell = { readonly id: number; readonly middle: Point; readonly outline: readonly Point[] };

/** Room around the outermost middles, as a share of the larger side. */
const MARGIN = 0.16;

/** Half of a convex polygon: the part that is nearer to `near` than to `far`. */
function nearerPart(outline: readonly Point[], near: Point, far: Point): Point[] {
  const middle = { x: (near.x + far.x) / 2, y: (near.y + far.y) / 2 };
  const side = ({ x, y }: Point) => (x - middle.x) * (far.x - near.x) + (y - middle.y) * (far.y - near.y);
  return outline.flatMap((point, index) => {
    const next = outline[(index + 1) % outline.length] ?? point;
    const [here, there] = [side(point), side(next)];
    const kept = here <= 0 ? [point] : [];
    if (here < 0 === there < 0 || here === there) return kept;
    const share = here / (here - there);
    return [...kept, { x: point.x + share * (next.x - point.x), y: point.y + share * (next.y - point.y) }];
  });
}

/** Middles on a flat drawing of this width: east is right, north is up, distances true in both directions. */
function flat(
  places: readonly Place[],
  width: number,
): { readonly middles: readonly Point[]; readonly height: number } {
  const latitude = places.reduce((sum, one) => sum + one.latitude, 0) / Math.max(1, places.length);
  const east = places.map((one) => one.longitude * Math.cos((latitude * Math.PI) / 180));
  const north = places.map((one) => one.latitude);
  const [west, south] = [Math.min(...east), Math.min(...north)];
  const span = Math.max(Math.max(...east) - west, Math.max(...north) - south) || 1;
  const unit = width / (Math.max(...east) - west + 2 * MARGIN * span);
  const height = (Math.max(...north) - south + 2 * MARGIN * span) * unit;
  const middles = places.map((_, index) => ({
    x: ((east[index] ?? 0) - west + MARGIN * span) * unit,
    y: height - ((north[index] ?? 0) - south + MARGIN * span) * unit,
  }));
  return { middles, height };
}

/** One cell for each place, in their order. The cells cover the frame and do not overlap. @returns cells and the drawing's height */
export function streetCells(places: readonly Place[], width: number): { cells: StreetCell[]; height: number } {
  const { middles, height } = flat(places, width);
  const frame = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  const cells = places.map(({ id }, index) => {
    const middle = middles[index] ?? { x: 0, y: 0 };
    const others = middles.filter((one, other) => other !== index && (one.x !== middle.x || one.y !== middle.y));
    return {
      id,
      middle,
      outline: others.reduce<readonly Point[]>((left, far) => nearerPart(left, middle, far), frame),
    };
  });
  return { cells, height };
}
