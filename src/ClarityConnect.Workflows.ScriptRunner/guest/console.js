// console.* inside the sandbox: kept as lines and handed to the host with the result.
(function (guest) {
  'use strict';
  const { stringify } = guest;
  const maxLines = 200, maxLength = 2000;
  let lines = [];

  function show(value) {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === 'object' && value !== null) {
      try {
        return stringify(value);
      } catch {
        return String(value);
      }
    }
    return String(value);
  }

  function log(...values) {
    if (lines.length >= maxLines) return;
    let line = '';
    for (let i = 0; i < values.length; i++) line += (i ? ' ' : '') + show(values[i]);
    lines[lines.length] = line.length > maxLength ? line.slice(0, maxLength) + '…' : line;
    if (lines.length === maxLines) lines[maxLines - 1] = `Only the first ${maxLines - 1} lines are kept.`;
  }

  guest.log = log;
  guest.lines = () => lines;
  guest.clearLines = () => { lines = []; };
  guest.publish({ console: { log, info: log, warn: log, error: log, debug: log, trace: log } });
})(__guest);
