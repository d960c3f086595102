// Runs user JavaScript for the process that started this one. One request at a time, over standard input and output
// (host/frames.mjs); ends when the input ends.
import { elapsed } from './host/budget.mjs';
import { ScriptError } from './host/failure.mjs';
import { FrameType, limitFrames, readFrame, writeFrame } from './host/frames.mjs';
import { Sandbox } from './host/sandbox.mjs';

const options = { memoryLimitMb: 64, maxFrameBytes: 16 * 1024 * 1024, maxOutputBytes: 8 * 1024 * 1024, ...JSON.parse(process.argv[2] ?? '{}') };
const maxDefinitions = 128;
const maxCalls = 50000;
const frameOverhead = 64 * 1024;
const maxResidentBytes = 200 * 1024 * 1024;

limitFrames(options.maxFrameBytes);
// Ctrl+C in a terminal reaches the whole process group; the host decides when its runners end.
process.on('SIGINT', () => {});

const sandbox = await Sandbox.create(options);
const definitions = new Map();
let calls = 0;

writeFrame(0, FrameType.hello, { node: process.versions.node });

for (let frame = readFrame(); frame !== null; frame = readFrame()) {
  if (sandbox.spent) await sandbox.renew();
  if (frame.type === FrameType.evaluate) await evaluate(frame);
  else if (frame.type === FrameType.check) check(frame);
  else throw new Error(`Request of unknown type ${frame.type}.`);
}
process.exit(0);

async function evaluate({ id, header, body }) {
  const unknown = header.scripts.filter(script => script.source === undefined && !definitions.has(script.id)).map(script => script.id);
  if (unknown.length > 0) return writeFrame(id, FrameType.unknown, { unknown });
  const times = [], parts = [], last = header.scripts.length - 1;
  for (let index = 0; index <= last; index++) {
    const script = header.scripts[index];
    try {
      const bytes = sandbox.evaluate(define(script), script.id, body, header);
      times.push(elapsed());
      // The last answer may stay where it is; earlier ones must survive the next restore.
      parts.push(index === last ? bytes : Buffer.from(bytes));
      if (sandbox.spent && index < last) await sandbox.renew();
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      return writeFrame(id, FrameType.failed, { ...error.details, index, times: [...times, elapsed()], recycle: mustRecycle() });
    }
  }
  const lengths = parts.map(part => part.length);
  if (lengths.reduce((sum, length) => sum + length, frameOverhead) > options.maxFrameBytes)
    return writeFrame(id, FrameType.failed, { reason: 'output', message: 'The results of one step are too large together.', index: last, times, recycle: mustRecycle() });
  writeFrame(id, FrameType.done, { times, lengths, recycle: mustRecycle() }, last === 0 ? parts[0] : Buffer.concat(parts));
}

function check({ id, body }) {
  try {
    sandbox.check(body.toString('utf8'));
    writeFrame(id, FrameType.done, {});
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    writeFrame(id, FrameType.failed, { ...error.details, index: 0, times: [elapsed()] });
  }
}

function define({ id, source }) {
  let definition = definitions.get(id);
  if (definition === undefined) {
    definition = sandbox.define(source);
    if (definitions.size >= maxDefinitions) definitions.delete(definitions.keys().next().value);
  } else definitions.delete(id); // put back as the most recently used
  definitions.set(id, definition);
  return definition;
}

function mustRecycle() {
  calls++;
  return calls >= maxCalls || ((sandbox.spent || calls % 256 === 0) && process.memoryUsage.rss() > maxResidentBytes);
}
