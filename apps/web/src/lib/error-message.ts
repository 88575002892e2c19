/** What to tell a person about something that was thrown; the server's messages already say what to do. */
export function errorMessage(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.message === "Failed to fetch")
    return "The server does not answer. It may be restarting; try again in a moment.";
  return thrown.message;
}
