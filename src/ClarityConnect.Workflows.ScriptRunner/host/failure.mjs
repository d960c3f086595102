// Turns what went wrong inside the sandbox into what the host shows: reason, message, line and column in the author's text.

/** Name under which user code is compiled; frames of the prelude carry other names. */
export const scriptFile = 'Script';

const frame = new RegExp(`(?:\\(|at )${scriptFile}:(\\d+):(\\d+)`);

export function locate(stack, source, shift) {
  const match = frame.exec(stack);
  if (!match) return {};
  const lines = source.split('\n').length;
  const line = Number(match[1]) - shift;
  if (line < 1) return {};
  // An unfinished text fails behind its end, on the wrapper's line.
  return line > lines ? { line: lines, column: source.split('\n')[lines - 1].length + 1 } : { line, column: Number(match[2]) };
}

export function describe(error, definition) {
  const outOfMemory = error.name === 'InternalError' && error.message === 'out of memory';
  const tooDeep = error.name === 'RangeError' && /call stack/.test(error.message) || error.name === 'InternalError' && /stack overflow/.test(error.message);
  return {
    reason: outOfMemory ? 'memory' : 'error',
    message: tooDeep ? 'RangeError: The script calls itself too deeply, or its data is nested too deeply.' : `${error.name}: ${error.message}`,
    ...locate(error.stack, definition.source, definition.shift),
    logs: error.logs,
  };
}

export class ScriptError extends Error {
  constructor(details) {
    super(details.message);
    this.details = details;
  }
}
