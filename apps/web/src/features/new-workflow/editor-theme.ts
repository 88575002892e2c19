import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The dashboard's own look, from the same variables in both themes. */
const surface = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--foreground)", fontSize: "12.5px", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--muted-foreground)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in oklch, var(--foreground) 4%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--foreground)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklch, var(--brand) 24%, transparent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--popover)",
    color: "var(--popover-foreground)",
    border: "1px solid var(--border)",
    borderRadius: "var(--radius-md)",
    fontFamily: "var(--font-sans)",
  },
  ".cm-diagnostic": { borderLeftWidth: "3px", padding: "6px 10px", fontFamily: "var(--font-sans)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--status-failed)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--status-paused)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    backgroundColor: "color-mix(in oklch, var(--status-failed) 14%, transparent)",
    borderBottom: "2px solid var(--status-failed)",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    backgroundColor: "color-mix(in oklch, var(--status-paused) 14%, transparent)",
    borderBottom: "2px solid var(--status-paused)",
  },
});

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--foreground)", fontWeight: "500" },
  { tag: tags.string, color: "var(--status-completed)" },
  { tag: tags.number, color: "var(--status-running)" },
  { tag: [tags.bool, tags.null], color: "var(--brand-strong)" },
  { tag: [tags.punctuation, tags.separator], color: "var(--muted-foreground)" },
]);

export const editorTheme = [surface, syntaxHighlighting(highlight)];
