import { AppError } from "@gantry/contracts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { RequestGuard } from "../auth/request-guard.ts";
import type { SessionCookies, SessionSubject } from "../auth/session-cookie.ts";
import type { SignInLink } from "../auth/sign-in-link.ts";
import { htmlPage } from "./html-page.ts";
import { nonceOf } from "./security-headers.ts";

export interface SignInOptions {
  readonly guard: RequestGuard;
  readonly sessions: SessionCookies;
  readonly link: SignInLink;
}

const Credentials = z.strictObject({ token: z.string().min(1).max(500) });

/** `/sign-in`: by the printed link, or with an API token, a browser gets its session cookie. */
export function registerSignIn(app: FastifyInstance, { guard, sessions, link }: SignInOptions): void {
  const grant = (request: FastifyRequest, reply: FastifyReply, subject: SessionSubject) =>
    reply.header("set-cookie", sessions.issue(subject, { secure: request.headers["x-forwarded-proto"] === "https" }));

  app.get("/sign-in", (request, reply) => {
    reply.header("cache-control", "no-store");
    if (guard.mode === "local") return reply.redirect("/");
    const { link: secret } = request.query as { link?: unknown };
    if (typeof secret === "string" && link.redeem(secret)) {
      // Not a redirect: a SameSite=Strict cookie is not sent along a navigation that began on another site.
      return grant(request, reply, { kind: "operator" }).type("text/html; charset=utf-8").send(signedInPage);
    }
    const hint = secret === undefined ? "" : "That link was used already, or is of an earlier start.";
    return reply.type("text/html; charset=utf-8").send(signInPage(hint, nonceOf(reply.raw)));
  });

  app.post("/sign-in", async (request, reply) => {
    const credentials = Credentials.safeParse(request.body);
    const subject = credentials.success ? await guard.subjectOf(credentials.data.token) : null;
    if (subject === null) throw new AppError("unauthorized", "Unauthorized");
    return grant(request, reply, subject).send({ status: "ok" });
  });
}

const signedInPage = htmlPage(
  "Signed in",
  `<meta http-equiv="refresh" content="0; url=/"><h1>Signed in</h1><p><a href="/">Open the dashboard</a></p>`,
);

const signInPage = (hint: string, nonce: string): string =>
  htmlPage(
    "Sign in",
    `<h1>Sign in to Gantry</h1><p>Open the link that the server printed at its start, or enter an API token.</p>
<form><input name="token" type="password" autocomplete="off" required aria-label="API token" placeholder="gantry_…"><button>Sign in</button></form>
<p role="alert">${hint}</p>
<script nonce="${nonce}">
document.forms[0].addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = event.target.token.value.trim();
  const answer = await fetch("/sign-in", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) });
  if (answer.ok) location.assign("/");
  else document.querySelector("[role=alert]").textContent = "This token is not valid.";
});
</script>`,
  );
