const STYLE = `
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.5rem; letter-spacing: -0.01em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
.method { font-weight: 600; }
form { display: flex; gap: 0.5rem; flex-wrap: wrap; }
input { flex: 1 1 18rem; font: inherit; padding: 0.5rem 0.75rem; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: 0.5rem; background: transparent; color: inherit; }
button { font: inherit; font-weight: 600; padding: 0.5rem 1rem; border: 0; border-radius: 0.5rem; background: #4f46e5; color: #fff; cursor: pointer; }
[role="alert"] { color: #dc2626; min-height: 1.6em; }`;

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page of the server's own, which needs nothing of the dashboard. `body` is HTML. */
export const htmlPage = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Gantry</title><style>${STYLE}</style></head><body>${body}</body></html>`;
