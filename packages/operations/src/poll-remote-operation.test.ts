import { ManualClock } from "@gantry/engine/testing";
import { describe, expect, test } from "vitest";
import { CancellationError } from "./cancellation-error.ts";
import { CancellationToken } from "./cancellation-token.ts";
import { pollRemoteOperation, type PollRemoteOptions } from "./poll-remote-operation.ts";
import { bytesOf } from "./progress-context.ts";
import { GenericProgressManager } from "./progress-manager.ts";
import type { RemoteOperationAdapter, RemoteSnapshot } from "./remote-operation-adapter.ts";

type Answer = RemoteSnapshot | Error | "hang";

/** A remote that gives these answers, the last of them again and again. */
class ScriptedRemote implements RemoteOperationAdapter {
  readonly cancelled: string[] = [];
  polls = 0;
  readonly #answers: readonly Answer[];

  constructor(answers: readonly Answer[]) {
    this.#answers = answers;
  }

  getStatus(): Promise<RemoteSnapshot> {
    const answer = this.#answers[Math.min(this.polls, this.#answers.length - 1)] ?? "hang";
    this.polls += 1;
    if (answer === "hang") return new Promise(() => undefined);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  cancel(_sessionId: string, reason: string): Promise<void> {
    this.cancelled.push(reason);
    return Promise.resolve();
  }
}

const poll = (answers: readonly Answer[], options: Partial<PollRemoteOptions> = {}) => {
  const clock = new ManualClock();
  const progressManager = new GenericProgressManager({ clock });
  const cancellationToken = new CancellationToken();
  const remote = new ScriptedRemote(answers);
  const result = pollRemoteOperation(remote, "session-1", { progressManager, cancellationToken, clock, ...options });
  result.catch(() => undefined);
  return { clock, progressManager, cancellationToken, remote, result };
};

const running = (percent: number): RemoteSnapshot => ({
  status: "running",
  progress_percent: percent,
  message: `epoch ${String(percent)}`,
});
const refused = new Error("connect ECONNREFUSED");

describe("page 5: pollRemoteOperation", () => {
  test("polls every 2,000 ms until the remote has completed; its percent, message and snapshot become progress", async () => {
    const { clock, progressManager, remote, result } = poll([
      running(10),
      running(60),
      { status: "completed", accuracy: 1 },
    ]);
    await clock.advance(0);
    expect(progressManager.state).toMatchObject({
      percentage: 10,
      message: "epoch 10",
      context: { remoteStatus: running(10) },
    });
    await clock.advance(1_999);
    expect(remote.polls).toBe(1);
    await clock.advance(1);
    expect(progressManager.state.percentage).toBe(60);
    await clock.advance(2_000);
    expect(await result).toEqual({ status: "completed", accuracy: 1 });
    expect([remote.polls, clock.pendingTimers]).toEqual([3, 0]);
  });

  test("failed: Remote operation failed: <error>", async () => {
    const { clock, result } = poll([{ status: "failed", error: "out of memory" }]);
    await clock.advance(0);
    await expect(result).rejects.toThrow("Remote operation failed: out of memory");
  });

  test("stopped: the operation is cancelled", async () => {
    const { clock, result } = poll([running(1), { status: "stopped" }]);
    await clock.advance(2_000);
    await expect(result).rejects.toThrow(CancellationError);
  });

  test("a cancelled token cancels the remote once, at once, and leaves no timer", async () => {
    const { clock, cancellationToken, remote, result } = poll([running(1)]);
    await clock.advance(500);
    cancellationToken.cancel("by the user");
    await expect(result).rejects.toThrow(new CancellationError("by the user"));
    expect(remote.cancelled).toEqual(["by the user"]);
    expect([remote.polls, clock.pendingTimers]).toEqual([1, 0]);
  });

  test("transient failures are tolerated", async () => {
    const { clock, result } = poll([running(1), refused, refused, refused, running(50), { status: "completed" }]);
    await clock.advance(10_000);
    expect(await result).toEqual({ status: "completed" });
  });

  test("a remote that is gone ends as failed after so many failures, never running for ever", async () => {
    const { clock, remote, result } = poll([running(1), refused], { toleratedFailures: 2 });
    await clock.advance(6_000);
    await expect(result).rejects.toThrow(/session-1 does not answer \(3 polls in a row.*connect ECONNREFUSED/);
    expect(remote.polls).toBe(4);
  });

  test("a remote that hangs ends as failed after the deadline", async () => {
    const { clock, result } = poll([running(1), "hang"], { deadlineMs: 30_000 });
    await clock.advance(29_999);
    expect(await Promise.race([result, Promise.resolve("still waiting")])).toBe("still waiting");
    await clock.advance(1);
    await expect(result).rejects.toThrow(/does not answer.*no answer in time/);
    expect(clock.pendingTimers).toBe(0);
  });

  test("an answer with another status counts as none", async () => {
    const { clock, result } = poll([{ status: "warming up" }], { toleratedFailures: 0 });
    await clock.advance(0);
    await expect(result).rejects.toThrow('it answered with status "warming up"');
  });

  test("a large snapshot is shown without its largest fields", async () => {
    const { clock, progressManager } = poll([{ ...running(5), curve: "x".repeat(10_000) }]);
    await clock.advance(0);
    const { remoteStatus = null } = progressManager.state.context;
    expect(remoteStatus).toEqual({ ...running(5), truncated: true });
    expect(bytesOf(remoteStatus)).toBeLessThan(2_048);
  });
});
