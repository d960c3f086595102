// What can be said about a script from its text alone, once, when it is defined.

/** The ways in which a text may be read as a script, in the order in which they are tried. */
export function readings(source) {
  const awaits = /\bawait\b/.test(source);
  const script = { code: source, async: false, shift: 0 };
  const asyncScript = { code: source, async: true, shift: 0 };
  return awaits ? [asyncScript, script] : [script];
}

/** A top-level `return` needs a function around it. The wrapper takes exactly one line; `shift` takes it off again. */
export function asFunction(source) {
  const kind = /\bawait\b/.test(source) ? 'async function' : 'function';
  return { code: `(${kind} () {\n${source}\n})()`, async: false, shift: 1 };
}

/** A second wrapper, for a look at the same text: what closes the first one early does not fit into this one. */
export function asMethod(source) {
  const kind = /\bawait\b/.test(source) ? 'async m' : 'm';
  return { code: `({ ${kind}() {\n${source}\n} })`, async: false, shift: 1 };
}

/** The `get<Name>` and `set<Name>` that the text mentions; null when it may build names at run time. */
export function accessorNames(source) {
  if (/\b(?:globalThis|this|eval|Function|Reflect)\b|\\u/.test(source)) return null;
  return [...new Set(source.match(/(?<![\p{L}\p{N}_$])[gs]et[\p{L}\p{N}_$]+/gu))];
}

const plainDeclarations = /\b(?:const|let|var)\s+[\w$]+\s*=(?!=)/g;
const changing = new RegExp([
  '(?<![=!<>])=(?![=>])', '[<>]{2}=', '\\+\\+', '--', '\\\\u', '\\]\\s*(?:\\?\\.)?\\s*\\(',
  '\\b(?:delete|eval|Function|Reflect|assign|set|for|defineProperty|defineProperties|setPrototypeOf|variables\\s*\\[)\\b',
  '\\b(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|call|apply|bind)\\b',
].join('|'));

/** False only when the text surely changes no object in place; then nothing needs to be compared afterwards. */
export const mayChangeObjects = source => changing.test(source.replace(plainDeclarations, ''));
