"use client";

import { json } from "@codemirror/lang-json";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import CodeMirror from "@uiw/react-codemirror";
import { useEffect, useMemo, useState } from "react";
import { editorTheme } from "@/features/new-workflow/editor-theme.ts";
import type { PlacedFault } from "@/features/new-workflow/place-faults.ts";

export interface JsonEditorProps {
  /** What the text is; the name of the field for those who cannot see it. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly faults: readonly PlacedFault[];
  /** The stretch to show and select; a new object asks again. */
  readonly target: { readonly from: number; readonly to: number } | null;
  readonly height: string;
  readonly placeholder?: string;
}

const SETUP = { foldGutter: true, lineNumbers: true, highlightActiveLine: true, searchKeymap: true, tabSize: 2 };

/** A JSON text with its faults underlined where they are. Tab leaves the field, as in any form. */
export function JsonEditor({ label, value, onChange, faults, target, height, placeholder }: JsonEditorProps) {
  const [view, setView] = useState<EditorView | null>(null);
  const extensions = useMemo(
    () => [
      json(),
      lintGutter(),
      editorTheme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    ],
    [label],
  );

  useEffect(() => {
    if (view === null) return;
    const length = view.state.doc.length;
    const diagnostics = faults.flatMap(({ place, message, severity }) =>
      // A fault may be about a longer text than the one that is here since the last key press.
      place === null || place.from > length
        ? []
        : [{ from: place.from, to: Math.min(place.to, length), severity, message }],
    );
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [view, faults]);

  useEffect(() => {
    if (view === null || target === null) return;
    const length = view.state.doc.length;
    const range = { anchor: Math.min(target.from, length), head: Math.min(target.to, length) };
    view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: "center" }) });
    view.focus();
  }, [view, target]);

  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      onCreateEditor={setView}
      theme="none"
      height={height}
      basicSetup={SETUP}
      indentWithTab={false}
      extensions={extensions}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
