// How long the sandbox may compute. The budget is processor time, so that a busy machine does not fail good scripts; twice
// the budget on the clock ends it in any case.
import { performance } from 'node:perf_hooks';

let budget = 0;
let wallSoft = 0;
let wallHard = 0;
let cpuStart = 0;
let started = 0;

export const clock = { now: 0 };
export const state = { interrupted: false };

const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export function arm(milliseconds) {
  started = performance.now();
  grant(milliseconds);
}

/** A new budget within the same evaluation: after a failure, to tell what happened. */
export function grant(milliseconds) {
  const now = performance.now();
  budget = milliseconds;
  wallSoft = now + milliseconds;
  wallHard = now + 2 * milliseconds;
  cpuStart = cpuMilliseconds();
  state.interrupted = false;
}

export const elapsed = () => performance.now() - started;

/** Polled by QuickJS every few thousand steps; true ends the script with an error that it cannot catch. */
export function overdue() {
  if (state.interrupted) return true;
  const now = performance.now();
  if (now < wallSoft) return false;
  if (now < wallHard && cpuMilliseconds() - cpuStart < budget) return false;
  state.interrupted = true;
  return true;
}
