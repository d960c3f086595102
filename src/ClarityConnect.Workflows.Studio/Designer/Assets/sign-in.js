// Studio does not survive a refused request. When the sign-in has expired, its requests wait here until the person has signed in again in
// another tab, and are then sent once more; nothing is lost.
import { dismiss, tell } from './notices.js';

const lookEveryMilliseconds = 3000;
let waiting;

/** @returns A fetch that waits for a new sign-in where the server answers 401. */
export function keepSignedIn(fetch) {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.status !== 401 || new URL(answer.url).origin !== location.origin || !canRepeat(input, init)) return answer;
    waiting ??= signedIn(fetch).finally(() => waiting = undefined);
    await waiting;
    // Studio may have given up meanwhile; what it wanted to store is stored all the same.
    return fetch(input, { ...init, signal: undefined });
  };
}

function canRepeat(input, init) {
  return !(input instanceof Request) && !(init?.body instanceof ReadableStream);
}

async function signedIn(fetch) {
  let tab;
  tell('sign-in', 'Your sign-in has expired. What you changed is kept here and is stored as soon as you have signed in again.',
    [{ text: 'Sign in in another tab', act: () => tab = window.open('/sign-in?returnUrl=/') }]);
  while (!await isSignedIn(fetch)) await pause();
  tab?.close();
  dismiss('sign-in');
}

async function isSignedIn(fetch) {
  try {
    return (await fetch('/elsa/api/features/installed')).status !== 401;
  } catch {
    return false;
  }
}

/** Until it is worth looking again: the person came back to this tab, or some time went by. */
function pause() {
  return new Promise(resolve => {
    const go = () => {
      removeEventListener('focus', go);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, lookEveryMilliseconds);
    addEventListener('focus', go);
  });
}
