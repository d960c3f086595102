// Studio may send a save before it has the answer to the one before, and so with the mark of what it read earlier; the server would refuse it as
// another editor's. Saves therefore go one after the other, and such a save gets the mark of the answer that Studio had not read yet.
const markOf = /"clarityRevision":"([^"]*)"/;
const behind = new Set();
let newest;
let last = Promise.resolve();

/** @returns A fetch for saves, each of which waits for the one before. */
export function inTurn(fetch) {
  return (input, init) => {
    const answer = last.then(() => send(fetch, input, init));
    last = answer.catch(() => {});
    return answer;
  };
}

async function send(fetch, input, init) {
  const body = typeof init.body === 'string' ? init.body : new TextDecoder().decode(init.body);
  const mark = markOf.exec(body)?.[1];
  const isBehind = behind.has(mark);
  const sent = isBehind ? newest : mark;
  const answer = await fetch(input, isBehind ? { ...init, body: body.replace(markOf, `"clarityRevision":"${newest}"`) } : init);
  if (answer.ok) {
    if (!isBehind) behind.clear();
    behind.add(sent);
    newest = (await answer.clone().json()).workflowDefinition.customProperties.clarityRevision;
  }

  return answer;
}
