const STACK = [
  { x: 96, y: 196, tone: "fill-series-1/75" },
  { x: 150, y: 196, tone: "fill-series-5/75" },
  { x: 204, y: 196, tone: "fill-series-8/60" },
  { x: 96, y: 170, tone: "fill-series-4/80" },
  { x: 258, y: 196, tone: "fill-series-3/65" },
];

/** The gantry at work: two trolleys on one beam, more containers than trolleys. Decoration only. */
export function CraneScene() {
  return (
    <div aria-hidden className="relative hidden border-l bg-muted/50 lg:block">
      <svg viewBox="0 0 400 260" className="absolute inset-0 size-full p-8" fill="none">
        <g className="stroke-foreground/70" strokeWidth="5" strokeLinecap="round">
          <path d="M40 56h320M70 56v166M330 56v166M54 222h32M314 222h32" />
        </g>
        <path d="M70 92 96 56M330 92l-26-36" className="stroke-foreground/35" strokeWidth="3" strokeLinecap="round" />
        <path d="M20 224.5h360" className="stroke-foreground/20" strokeWidth="1.5" />
        {STACK.map(({ x, y, tone }) => (
          <rect key={`${x}-${y}`} x={x} y={y} width="48" height="24" rx="3" className={tone} />
        ))}
        <Trolley x={120} drop={86} />
        <Trolley x={228} drop={52} />
      </svg>
    </div>
  );
}

function Trolley({ x, drop }: { readonly x: number; readonly drop: number }) {
  return (
    <g>
      <rect x={x - 13} y={46} width="26" height="14" rx="3" className="fill-brand" />
      <path d={`M${x - 8} 60v${drop - 22}M${x + 8} 60v${drop - 22}`} className="stroke-brand/70" strokeWidth="1.5" />
      <rect x={x - 24} y={38 + drop} width="48" height="24" rx="3" className="fill-brand" />
    </g>
  );
}
