import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";

const CALLS = [
  {
    method: "POST",
    path: "/control/execute",
    what: "Begins one attempt of a task, and answers complete, running or failed.",
  },
  {
    method: "GET",
    path: "/control/status/{task_id}",
    what: "Tells where a running task stands, with its progress from 0 to 100.",
  },
  {
    method: "GET",
    path: "/control/output/{task_id}",
    what: "Hands the result over once the task is complete: a reference to the data.",
  },
  {
    method: "POST",
    path: "/control/cancel/{task_id}",
    what: "Stops a task. A service without this call is let run to its end.",
  },
  { method: "GET", path: "/health", what: "Answers 200 while the service is well, with its version if it has one." },
] as const;

/** What a process answers to be a service: enough to begin with, in any language. */
export function ControlInterfaceCard() {
  return (
    <Card className="overflow-hidden" aria-labelledby="control-interface">
      <CardHeader>
        <CardTitle id="control-interface">Bring your own language</CardTitle>
      </CardHeader>
      <p className="px-4 pt-3.5 text-[0.8125rem] text-pretty text-muted-foreground">
        A service is any process that answers these five calls over HTTP; no SDK is needed. The page{" "}
        <code className="font-mono text-xs text-foreground">docs/bring-your-own-language.md</code> has each of them with
        curl and in Python.
      </p>
      <ol className="px-4 py-2">
        {CALLS.map(({ method, path, what }) => (
          <li key={path} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[16rem_minmax(0,1fr)] sm:items-baseline">
            <code className="font-mono text-xs">
              <span className="inline-block w-10 text-muted-foreground">{method}</span> {path}
            </code>
            <span className="text-xs text-pretty text-muted-foreground">{what}</span>
          </li>
        ))}
      </ol>
      <dl className="grid gap-px border-t bg-border sm:grid-cols-2">
        <Command what="Begin with a template in TypeScript" line="npm run create-service -- my-service" />
        <Command what="Check a service in any language" line="npx gantry check-service http://localhost:8080" />
      </dl>
    </Card>
  );
}

function Command({ what, line }: { readonly what: string; readonly line: string }) {
  return (
    <div className="min-w-0 bg-card px-4 py-3">
      <dt className="text-xs text-muted-foreground">{what}</dt>
      <dd
        className="mt-1 overflow-x-auto font-mono text-xs whitespace-nowrap"
        tabIndex={0}
        role="group"
        aria-label={what}
      >
        {line}
      </dd>
    </div>
  );
}
