/** What the three kinds of stretches look like. */
export function TimelineLegend() {
  return (
    <ul aria-label="Legend" className="hidden gap-4 text-xs text-muted-foreground sm:flex">
      <Entry swatch="segment-queued h-1.5" label="Waiting for a worker" />
      <Entry swatch="h-2.5 rounded-[3px] border border-status-completed/70 bg-status-completed/25" label="Attempt" />
      <Entry swatch="segment-retry h-1.5" label="Waiting for a retry" />
    </ul>
  );
}

function Entry({ swatch, label }: { readonly swatch: string; readonly label: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`w-5 ${swatch}`} />
      {label}
    </li>
  );
}
