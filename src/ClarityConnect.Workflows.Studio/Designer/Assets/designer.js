// Makes one element of Studio in this page, with our own loading screen, addresses and guards around it. Studio's files are not changed.
import { loadStudio } from './loading.js';
import { elementShown, showProgress, showProblem } from './progress.js';
import { addressOf, followPlaces, go } from './places.js';
import { markActivities } from './icons.js';
import { keepSignedIn } from './sign-in.js';
import { guardSaves, settled } from './saving.js';

const host = document.getElementById('designer');
followHeight();

if (!canRunWebAssembly()) {
  showProblem('This browser does not run WebAssembly, and the designer needs it. A company’s policy or a strict security setting may block it; ask for it to be allowed for this site, or use another browser.');
} else {
  // Saves are watched outermost: one that waits for a new sign-in is still on its way.
  window.fetch = guardSaves(keepSignedIn(window.fetch.bind(window)), host);
  followPlaces(settled);
  markActivities(host);
  try {
    showProgress();
    await loadStudio(host.dataset.scripts.split(' '));
    await makeElement(host.dataset);
  } catch (error) {
    console.error(error);
    showProblem('The designer could not be loaded. Check the connection to the server, then reload this page.');
  }
}

async function makeElement({ tag, idName, id }) {
  // A callback that is set before the browser knows the element is lost.
  await customElements.whenDefined(tag);
  const element = document.createElement(tag);
  element.setAttribute('remote-endpoint', new URL('/elsa/api', location.href).href);
  if (idName) element.setAttribute(idName, id);
  element.editWorkflowDefinition = definitionId => go(addressOf.definition(definitionId));
  element.viewWorkflowInstance = instanceId => go(addressOf.instance(instanceId));
  host.append(element);
  await elementShown(element);
}

/** Studio's panes take the window's height less what stands above them. */
function followHeight() {
  const above = [document.querySelector('.top'), document.getElementById('designer-notices')];
  const observer = new ResizeObserver(() => {
    const height = above.reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
    document.documentElement.style.setProperty('--designer-top', `${Math.ceil(height)}px`);
  });
  above.forEach(part => observer.observe(part));
}

function canRunWebAssembly() {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}
