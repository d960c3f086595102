// The addresses of the designer's pages. Studio itself only pushes them into the browser's history; here each is a page of its own, so that
// reloading, links and the browser's back button lead where they say.

const places = /^\/studio\/workflows\/(definitions|instances)(\/[^/]+\/(edit|view))?$/;

export const addressOf = {
  definition: definitionId => `/studio/workflows/definitions/${encodeURIComponent(definitionId)}/edit`,
  instance: instanceId => `/studio/workflows/instances/${encodeURIComponent(instanceId)}/view`,
};

let beforeLeaving = async () => {};

/** Leaves for another page as soon as nothing is on its way to the server any longer. */
export async function go(address) {
  await beforeLeaving();
  location.assign(address);
}

/** @param {() => Promise<void>} settled Resolves when this page may be left. */
export function followPlaces(settled) {
  beforeLeaving = settled;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const target = new URL(url ?? location.href, document.baseURI);
    // Lists push each change of their filter; kept as one entry, they do not stand between the reader and the page before.
    if (target.pathname === location.pathname) return history.replaceState(state, title, url);
    if (places.test(target.pathname)) return void go(target.href);
    return push(state, title, url);
  };
  const here = location.pathname;
  addEventListener('popstate', () => {
    if (location.pathname !== here) location.reload();
  });
  // A browser may give back the page as it was left.
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload();
  });
  addEventListener('click', followLink);
  addEventListener('submit', sendForm);
}

function followLink(event) {
  const link = event.target.closest?.('a[href]');
  const isOrdinary = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;
  if (!link || !isOrdinary || link.target || link.pathname === location.pathname || link.origin !== location.origin || link.hasAttribute('download')) return;
  event.preventDefault();
  go(ourAddressOf(link));
}

/** Studio writes some links as if it were the whole site, and one to a page that only its own server has; the run's own page has what that would show. */
function ourAddressOf(link) {
  if (!link.closest('#designer')) return link.href;
  if (places.test(`/studio${link.pathname}`)) return `/studio${link.pathname}`;
  const logged = link.pathname === '/diagnostics/structured-logs' && new URLSearchParams(link.search).get('workflowInstanceId');
  return logged ? `/runs/${encodeURIComponent(logged)}` : link.href;
}

async function sendForm(event) {
  if (event.defaultPrevented || event.target.closest('#designer')) return;
  event.preventDefault();
  await beforeLeaving();
  event.target.submit();
}
