/** Tells a screen reader of every change of status, without interrupting. */
export function StatusAnnouncer({ text }: { readonly text: string }) {
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
