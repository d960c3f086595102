// Studio saves by itself, about half a second after each change. Here is watched that this succeeds before the page is left.
import { dismiss, tell } from './notices.js';
import { inTurn } from './turns.js';

const saves = /\/elsa\/api\/workflow-definitions$/;
// Studio waits for half a second; the rest is for its own work before and after.
const studioWaitsMilliseconds = 1200;
const edits = ['change', 'drop', 'input', 'keyup', 'pointerup'];

let underWay = 0;
let failed;
let lastEdit = -Infinity;
let tellWaiting = [];

/** @returns A fetch that notices saves, and what becomes of them. */
export function guardSaves(fetch, host) {
  for (const edit of edits) host.addEventListener(edit, () => lastEdit = performance.now(), { capture: true });
  addEventListener('beforeunload', event => {
    if (underWay > 0 || failed) event.preventDefault();
  });
  const send = inTurn(fetch);
  return (input, init) => isSave(input, init) ? save(send, input, init) : fetch(input, init);
}

/** Resolves when all changes are stored, or when storing them failed, which the page then asks about before it is left. */
export async function settled() {
  document.activeElement?.blur();
  const left = lastEdit + studioWaitsMilliseconds - performance.now();
  if (left > 0) {
    await new Promise(resolve => setTimeout(resolve, left));
    await new Promise(resolve => globalThis.requestIdleCallback ? requestIdleCallback(resolve) : setTimeout(resolve));
  }

  if (underWay > 0) await new Promise(resolve => tellWaiting.push(resolve));
}

function isSave(input, init) {
  return init?.method?.toUpperCase() === 'POST' && saves.test(new URL(input, document.baseURI).pathname);
}

async function save(fetch, input, init) {
  underWay++;
  try {
    const answer = await fetch(input, init);
    if (answer.ok) saved((await answer.clone().json()).workflowDefinition);
    else await refused(fetch, input, init, answer);
    return answer;
  } catch (error) {
    if (!init.signal?.aborted) notSaved('The server cannot be reached.', () => save(fetch, input, { ...init, signal: undefined }));
    throw error;
  } finally {
    underWay--;
    if (underWay === 0) tellWaiting.splice(0).forEach(resolve => resolve());
  }
}

function saved(definition) {
  failed = false;
  dismiss('saving');
  const title = document.getElementById('designer').dataset.title;
  if (!definition?.name || definition.name === title || !location.pathname.endsWith('/edit')) return;
  document.title = document.title.replace(title, definition.name);
  document.getElementById('designer').dataset.title = definition.name;
}

async function refused(fetch, input, init, answer) {
  const reasons = messagesOf(await answer.clone().text());
  const again = answer.status >= 500 ? () => save(fetch, input, { ...init, signal: undefined }) : undefined;
  notSaved(reasons.join(' ') || `The server answered ${answer.status}.`, again);
}

function notSaved(reason, again) {
  failed = true;
  const buttons = again ? [{ text: 'Save again', act: () => again().catch(() => {}) }] : [];
  tell('saving', `Your last changes are not saved. ${reason}`, buttons);
}

/** The sentences in an error's body, whichever of the usual shapes it has. */
function messagesOf(body) {
  try {
    const { errors, detail, message, title } = JSON.parse(body);
    const all = [errors ?? detail ?? message ?? title].flatMap(stringsIn);
    return all.length > 0 ? all : [detail ?? message ?? title].flatMap(stringsIn);
  } catch {
    return body.length < 500 ? [body] : [];
  }
}

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
