// The screen that stands in the designer's place until it can be used.

const state = document.getElementById('designer-state');
const text = document.getElementById('designer-progress-text');
const bar = document.getElementById('designer-progress');
const withoutCanvasMilliseconds = 10_000;

/** Follows Blazor, which writes how much of itself it has loaded into a style property of the page. */
export function showProgress() {
  text.textContent = 'Loading the designer. The first time takes a little longer; after that the browser keeps most of it.';
  bar.hidden = false;
  const observer = new MutationObserver(() => {
    const percentage = parseFloat(document.documentElement.style.getPropertyValue('--blazor-load-percentage'));
    if (!(percentage > bar.value)) return;
    bar.value = percentage;
    if (percentage < 100) return;
    observer.disconnect();
    bar.removeAttribute('value');
    text.textContent = 'Starting the designer.';
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** Says what keeps the designer from being used. */
export function showProblem(problem) {
  bar.hidden = true;
  text.setAttribute('role', 'alert');
  text.textContent = problem;
  state.classList.add('designer-state-bad');
}

/** Takes the screen away when the element has something to show: its table or its canvas, or else what it has some seconds after its panes. */
export function elementShown(element) {
  const wanted = element.localName.endsWith('-list') ? '.mud-table' : '.x6-graph';
  return new Promise(resolve => {
    let timer;
    const show = () => {
      observer.disconnect();
      clearTimeout(timer);
      state.remove();
      document.documentElement.classList.add('designer-ready');
      resolve();
    };
    const look = () => {
      if (element.querySelector(wanted)) show();
      else if (element.querySelector('.mud-tabs, .mud-alert')) timer ??= setTimeout(show, withoutCanvasMilliseconds);
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true });
    look();
  });
}
