/** A QR code drawn as one path, sharp at every size, with the quiet zone that readers need. */
const QUIET_MODULES = 4;

export function QrPicture({
  modules,
  label,
  className,
}: {
  readonly modules: readonly (readonly boolean[])[];
  readonly label: string;
  readonly className?: string | undefined;
}) {
  const side = modules.length + 2 * QUIET_MODULES;
  const squares = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`] : [])),
  );
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      className={className}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={squares.join("")} fill="#000000" />
    </svg>
  );
}
