// Frames on standard input and output: u32 length | u32 id | u8 type | u32 header length | JSON header | raw body.
// Reads and writes block on purpose: one request is in flight per process, and a blocking loop answers faster than events.
import { readSync, writeSync } from 'node:fs';

export const FrameType = { hello: 1, evaluate: 2, check: 3, done: 5, failed: 6, unknown: 7 };

const fixedLength = 9; // id, type and header length
const waiting = new Int32Array(new SharedArrayBuffer(4));
let maxLength = 16 * 1024 * 1024;

export function limitFrames(bytes) {
  maxLength = bytes;
}

/** Reads one frame, or null at the end of input: the parent has gone, and so should we. */
export function readFrame() {
  const prefix = readExactly(4);
  if (prefix === null) return null;
  const length = prefix.readUInt32LE(0);
  if (length < fixedLength || length > maxLength) throw new Error(`Frame of ${length} bytes; allowed are ${fixedLength} to ${maxLength}.`);
  const frame = readExactly(length);
  if (frame === null) return null;
  const headerLength = frame.readUInt32LE(5);
  if (headerLength > length - fixedLength) throw new Error('Frame header is longer than its frame.');
  const bodyStart = fixedLength + headerLength;
  return {
    id: frame.readUInt32LE(0),
    type: frame[4],
    header: headerLength === 0 ? {} : JSON.parse(frame.toString('utf8', fixedLength, bodyStart)),
    body: frame.subarray(bodyStart),
  };
}

/** Writes one frame. A large body is written from where it is, without a copy. */
export function writeFrame(id, type, header, body) {
  const json = Buffer.from(JSON.stringify(header));
  const bodyLength = body === undefined ? 0 : body.length;
  const whole = bodyLength <= 65536;
  const head = Buffer.allocUnsafe(4 + fixedLength + json.length + (whole ? bodyLength : 0));
  head.writeUInt32LE(fixedLength + json.length + bodyLength, 0);
  head.writeUInt32LE(id, 4);
  head[8] = type;
  head.writeUInt32LE(json.length, 9);
  json.copy(head, 13);
  if (whole && bodyLength > 0) head.set(body, 13 + json.length);
  writeAll(head);
  if (!whole) writeAll(body);
}

function readExactly(length) {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = retry(() => readSync(0, buffer, done, length - done, null));
    if (count === 0) return null;
    done += count;
  }
  return buffer;
}

function writeAll(bytes) {
  let done = 0;
  while (done < bytes.length) done += retry(() => writeSync(1, bytes, done, bytes.length - done));
}

function retry(operation) {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (error.code === 'EOF') return 0; // Windows says end of file by an error
      if (error.code === 'EAGAIN') Atomics.wait(waiting, 0, 0, 1);
      else if (error.code !== 'EINTR') throw error;
    }
  }
}
