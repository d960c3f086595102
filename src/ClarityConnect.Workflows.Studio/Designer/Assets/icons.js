// Studio knows icons only for Elsa's own activities. Ours are marked with what they are, on the canvas and in the toolbox, and icons.css draws
// the rest. Where Studio's elements are not as expected, its own icon stays.

const kinds = [
  { kind: 'heartland', type: /^ClarityConnect\.Heartland\./, category: 'Heartland' },
  { kind: 'intacct', type: /^ClarityConnect\.Intacct\./, category: 'Sage Intacct' },
  { kind: 'approval', type: /^ClarityConnect\.Approval$/, category: 'Approvals' },
  { kind: 'table', type: /^ClarityConnect\.MappingTable$/, category: 'Data' },
  { kind: 'undo', type: /^ClarityConnect\.Compensa/, category: 'Compensation' },
  { kind: 'catch', type: /^ClarityConnect\.TryCatch$/, category: 'Failures' },
];

export function markActivities(host) {
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      host.querySelectorAll('elsa-activity-wrapper:not([data-kind])').forEach(markNode);
      host.querySelectorAll('.mud-expand-panel').forEach(markCategory);
    });
  }).observe(host, { childList: true, subtree: true });
}

function markNode(node) {
  const json = node.getAttribute('activity-json');
  if (json) node.dataset.kind = kinds.find(({ type }) => type.test(typeIn(json)))?.kind ?? 'other';
}

function markCategory(panel) {
  const category = panel.querySelector('.mud-expand-panel-header')?.textContent.trim();
  const kind = kinds.find(known => known.category === category)?.kind ?? 'other';
  if (panel.dataset.kind !== kind) panel.dataset.kind = kind;
}

function typeIn(json) {
  try {
    return JSON.parse(json).type ?? '';
  } catch {
    return '';
  }
}
