// Studio knows icons only for Elsa's own activities. Ours are marked with what they are, on the canvas and in the toolbox, and icons.css draws
// the rest. Where Studio's elements are not as expected, its own icon stays.

const kinds = [
  { kind: 'heartland', type: /^ClarityConnect\.Heartland\./, category: 'Heartland' },
  { kind: 'intacct', type: /^ClarityConnect\.Intacct\./, category: 'Sage Intacct' },
  { kind: 'opayo', type: /^ClarityConnect\.Opayo\./, category: 'Opayo' },
  { kind: 'kashflow', type: /^ClarityConnect\.KashFlow\./, category: 'KashFlow' },
  { kind: 'sagepro', type: /^ClarityConnect\.SagePro\./, category: 'Sage Pro' },
  { kind: 'shop', type: /^ClarityConnect\.Shop\./, category: 'Shop and CRM' },
  { kind: 'email', type: /^ClarityConnect\.Email\./, category: 'E-mail' },
  { kind: 'warehouse', type: /^ClarityConnect\.Warehouse\./, category: 'Data warehouse' },
  { kind: 'approval', type: /^ClarityConnect\.Approval$/, category: 'Approvals' },
  { kind: 'table', type: /^ClarityConnect\.MappingTable$/, category: 'Data' },
  { kind: 'undo', type: /^ClarityConnect\.Compensa/, category: 'Compensation' },
  { kind: 'catch', type: /^ClarityConnect\.TryCatch$/, category: 'Failures' },
];

// What plugins bring: an address, activity types, and the toolbox's groups that only they fill.
let brought = [];

export async function markActivities(host) {
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
  try {
    const answer = await fetch('/api/v1/activities/icons');
    if (answer.ok) brought = await answer.json();
  } catch {
    // Studio's own icons stay.
  }
  host.querySelectorAll('elsa-activity-wrapper').forEach(markNode);
  host.querySelectorAll('.mud-expand-panel').forEach(markCategory);
}

function show(element, kind, icon) {
  if (icon) element.style.setProperty('--kind-image', `url("${icon.address}")`);
  const shown = icon ? 'plugin' : kind ?? 'other';
  if (element.dataset.kind !== shown) element.dataset.kind = shown;
}

function markNode(node) {
  const json = node.getAttribute('activity-json');
  if (!json) return;
  const type = typeIn(json);
  show(node, kinds.find(known => known.type.test(type))?.kind, brought.find(icon => icon.types.includes(type)));
}

function markCategory(panel) {
  const category = panel.querySelector('.mud-expand-panel-header')?.textContent.trim();
  show(panel, kinds.find(known => known.category === category)?.kind, brought.find(icon => icon.categories.includes(category)));
}

function typeIn(json) {
  try {
    return JSON.parse(json).type ?? '';
  } catch {
    return '';
  }
}
