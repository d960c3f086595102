// One QuickJS instance in WebAssembly. Its memory is the whole state of the virtual machine, so a pristine machine with the
// script already compiled is had by copying bytes back, in about 0.02 ms.
// Uses the instance's exports, which quickjs-wasi keeps internal: its version is pinned exactly, and `selfTest` proves at
// start that a restored machine remembers nothing.
import { readFileSync } from 'node:fs';
import { EvalFlags, QuickJS } from 'quickjs-wasi';
import { answer } from './bridge.mjs';
import { arm, clock, grant, overdue, state } from './budget.mjs';
import { describe, ScriptError, scriptFile } from './failure.mjs';
import { accessorNames, asFunction, asMethod, mayChangeObjects, readings } from './source.mjs';

const root = new URL('../', import.meta.url);
const prelude = ['guest/values.js', 'guest/random.js', 'guest/console.js', 'guest/intl.js', 'node_modules/big.js/big.js',
  'guest/money.js', 'guest/dates.js', 'guest/text.js', 'guest/types.js', 'guest/workflow.js'];
const wasm = await WebAssembly.compile(readFileSync(new URL('node_modules/quickjs-wasi/quickjs.wasm', root)));

const pageSize = 4096;
// Memory that WebAssembly has grown cannot be given back, so most scripts find room in what is grown once, at the start.
const roomBytes = 24 * 1024 * 1024;
const nothing = new Uint8Array(0);

export class Sandbox {
  #options; #vm; #exports; #context; #memory;
  #dataStart; #base; #basePages; #baseState;
  #functions; #slots;
  /** True when the instance must not be used again: it trapped, or its memory grew. */
  spent = false;
  #maxOutput;

  static async create({ memoryLimitMb, maxOutputBytes }) {
    const sandbox = new Sandbox();
    sandbox.#maxOutput = maxOutputBytes;
    sandbox.#options = {
      wasm,
      memoryLimit: memoryLimitMb * 1024 * 1024,
      maxStackSize: 256 * 1024,
      timezoneOffset: 0,
      interruptHandler: overdue,
      wasi: memory => ({
        clock_time_get(_clock, _precision, result) {
          new DataView(memory.buffer).setBigUint64(result, BigInt(Math.trunc(clock.now)) * 1000000n, true);
          return 0;
        },
        fd_write: () => 8, // nothing inside may write to our output: it carries frames
      }),
    };
    sandbox.#use(await QuickJS.create(sandbox.#options));
    sandbox.#prepare();
    sandbox.#selfTest();
    return sandbox;
  }

  /** A fresh instance with the same base. Definitions stay valid: the same bytes mean the same machine. */
  async renew() {
    const stack = this.#dataStart;
    const memory = new Uint8Array(stack + this.#base.length);
    memory.set(this.#base, stack);
    this.#vm.dispose();
    this.#use(await QuickJS.restore({ memory, ...this.#baseState, extensions: [] }, this.#options));
    const missing = this.#basePages - this.#exports.memory.buffer.byteLength / 65536;
    if (missing > 0) this.#exports.memory.grow(missing);
    this.#memory = new Uint8Array(this.#exports.memory.buffer);
    this.#vm.registerHostCallback('host', this.#host);
    this.spent = false;
  }

  /** Compiles a script and keeps the pages of memory that this changed. */
  define(source) {
    this.#restore(undefined);
    arm(5000);
    try {
      const compiled = this.#compile(source);
      const facts = JSON.stringify({ names: accessorNames(source), tracks: mayChangeObjects(source) });
      this.#call(this.#functions.define, this.#text(facts));
      return { source, shift: compiled.shift, wraps: compiled.async, code: compiled.pointer, ...this.#difference() };
    } catch (error) {
      throw this.#translate(error, { source, shift: 0 });
    }
  }

  /** Compiles only; throws a ScriptError with reason `syntax`. */
  check(source) {
    this.#restore(undefined);
    arm(5000);
    try {
      this.#compile(source);
    } catch (error) {
      throw this.#translate(error, { source, shift: 0 });
    }
  }

  /**
   * Runs a definition in a pristine machine. Gives the bytes of the guest's JSON answer: a view of the machine's memory, to
   * be used before the next call.
   */
  evaluate(definition, id, argumentBytes, { limit, now }) {
    this.#restore(definition);
    clock.now = now;
    arm(limit);
    try {
      this.#call(this.#functions.begin, this.#json(argumentBytes), this.#text(id));
      const code = this.#view().getBigUint64(definition.code, true);
      const completion = this.#keep(this.#exports.JS_EvalFunction(this.#context, code));
      const value = this.#settle(this.#orThrow(completion), definition.wraps);
      const bytes = this.#bytes(this.#call(this.#functions.finish, value));
      if (bytes.length > this.#maxOutput)
        throw new ScriptError({ reason: 'output', message: `The result has ${bytes.length} bytes of JSON; ${this.#maxOutput} are allowed.` });
      return bytes;
    } catch (error) {
      throw this.#translate(error, definition);
    } finally {
      if (this.#exports.memory.buffer.byteLength !== this.#basePages * 65536) this.spent = true;
    }
  }

  #use(vm) {
    this.#vm = vm;
    this.#exports = vm.exports;
    this.#context = vm.exports.qjs_get_context_ptr();
  }

  #host = (operation, text) =>
    this.#vm.newString(operation.isString && text.isString ? answer(operation.toString(), text.toString()) : 'null');

  #prepare() {
    const vm = this.#vm;
    arm(10000);
    this.#exports.wasm_free(this.#exports.wasm_malloc(roomBytes));
    this.#dataStart = this.#exports.__stack_pointer.value;
    const guest = vm.newObject();
    guest.setProp('host', vm.newFunction('host', this.#host));
    vm.global.setProp('__guest', guest);
    let functions;
    for (const file of prelude) functions = vm.evalCode(readFileSync(new URL(file, root), 'utf8'), file);
    vm.evalCode('delete globalThis.__guest');
    this.#functions = Object.fromEntries(['define', 'begin', 'finish', 'fail'].map(name => [name, functions.getProp(name).ptr]));
    const slot = bytes => this.#exports.wasm_malloc(bytes);
    this.#slots = { arguments: slot(8), value: slot(8), length: slot(4), name: vm.writeString('value').ptr, undefined: vm.undefined.ptr };
    vm.runGC();
    this.#memory = new Uint8Array(this.#exports.memory.buffer);
    this.#basePages = this.#memory.length / 65536;
    this.#baseState = {
      stackPointer: this.#dataStart,
      runtimePtr: this.#exports.qjs_get_runtime_ptr(),
      contextPtr: this.#context,
    };
    this.#base = this.#memory.slice(this.#dataStart, this.#extent());
  }

  /** End of the memory in use: a block larger than any hole can only come from the untouched rest. */
  #extent() {
    const pointer = this.#exports.wasm_malloc(roomBytes / 2);
    if (pointer === 0) throw new Error('The sandbox has no room left for a snapshot.');
    this.#exports.wasm_free(pointer);
    return Math.ceil((pointer + 64) / pageSize) * pageSize;
  }

  #difference() {
    const end = this.#extent();
    const starts = [], pages = [];
    for (let start = this.#dataStart; start < end; start += pageSize) {
      const now = this.#memory.subarray(start, start + pageSize);
      const before = this.#base.subarray(start - this.#dataStart, start - this.#dataStart + pageSize);
      if (Buffer.compare(now, before) !== 0) {
        starts.push(start);
        pages.push(now.slice());
      }
    }
    return { starts, pages };
  }

  #restore(definition) {
    if (this.#memory.buffer !== this.#exports.memory.buffer) this.#memory = new Uint8Array(this.#exports.memory.buffer);
    this.#memory.set(this.#base, this.#dataStart);
    if (definition !== undefined)
      for (let i = 0; i < definition.starts.length; i++) this.#memory.set(definition.pages[i], definition.starts[i]);
    this.#exports.__stack_pointer.value = this.#dataStart;
  }

  #compile(source) {
    let first;
    for (const reading of readings(source)) {
      const result = this.#tryCompile(reading);
      if (result.pointer !== undefined) return result;
      first ??= result.error;
    }
    if (!/^SyntaxError: return not in a function/.test(first.message)) throw new ScriptError(first);
    for (const reading of [asMethod(source), asFunction(source)]) {
      const result = this.#tryCompile(reading, source);
      if (result.pointer === undefined) throw new ScriptError(result.error);
      first = result;
    }
    return first;
  }

  #tryCompile({ code, async, shift }, source = code) {
    const text = this.#vm.writeString(code), file = this.#vm.writeString(scriptFile);
    const flags = EvalFlags.COMPILE_ONLY | (async ? EvalFlags.ASYNC : 0);
    const pointer = this.#exports.qjs_eval(text.ptr, text.len, file.ptr, flags);
    this.#exports.wasm_free(text.ptr);
    this.#exports.wasm_free(file.ptr);
    if (!this.#exports.qjs_is_exception(pointer)) return { pointer, async, shift };
    const error = describe(this.#caught(), { source, shift });
    return { error: { ...error, reason: error.reason === 'memory' ? 'memory' : 'syntax' } };
  }

  #settle(value, wraps) {
    for (;;) {
      while (this.#exports.qjs_is_job_pending()) {
        if (overdue()) throw new ScriptError(timedOut);
        if (this.#exports.qjs_execute_pending_job() < 0) throw this.#exception();
      }
      if (!this.#exports.qjs_is_promise(value)) return value;
      const settled = this.#exports.qjs_promise_state(value);
      if (settled === 0)
        throw new ScriptError({ reason: 'error', message: 'The script waits for a promise that nothing will ever settle (there are no timers and no network here).' });
      value = this.#exports.qjs_promise_result(value);
      if (settled === 2) {
        this.#exports.qjs_throw(value);
        throw this.#exception();
      }
      if (wraps) {
        value = this.#exports.qjs_get_prop_string(value, this.#slots.name);
        wraps = false;
      }
    }
  }

  #call(functionPointer, first, second) {
    const view = this.#view();
    view.setUint32(this.#slots.arguments, first, true);
    if (second !== undefined) view.setUint32(this.#slots.arguments + 4, second, true);
    return this.#orThrow(this.#exports.qjs_call(functionPointer, this.#slots.undefined, second === undefined ? 1 : 2, this.#slots.arguments));
  }

  #orThrow(pointer) {
    if (this.#exports.qjs_is_exception(pointer)) throw this.#exception();
    return pointer;
  }

  #exception() {
    return new GuestException(this.#caught());
  }

  /** Takes the pending exception out of the machine as plain data. */
  #caught() {
    const thrown = this.#exports.qjs_get_exception();
    const late = state.interrupted;
    grant(100);
    // The place of an interruption says nothing; its logs may.
    this.#view().setUint32(this.#slots.arguments, late ? this.#slots.undefined : thrown, true);
    const answer = this.#exports.qjs_call(this.#functions.fail, this.#slots.undefined, 1, this.#slots.arguments);
    if (this.#exports.qjs_is_exception(answer)) {
      // Telling the error failed too: nothing was left to tell it with, or its own getters threw.
      this.#exports.qjs_get_exception();
      throw new ScriptError(late || state.interrupted ? timedOut : { reason: 'memory', message: 'The script ran out of memory.' });
    }
    const data = JSON.parse(Buffer.from(this.#bytes(answer)).toString('utf8'));
    if (late) throw new ScriptError({ ...timedOut, logs: data.logs });
    return data;
  }

  #translate(error, definition) {
    if (error instanceof ScriptError) return error;
    if (error instanceof GuestException) return new ScriptError(describe(error.data, definition));
    this.spent = true;
    if (state.interrupted) return new ScriptError(timedOut);
    if (error instanceof RangeError) return new ScriptError(describe({ name: 'RangeError', message: 'call stack', stack: '' }, definition));
    if (/malloc/.test(error.message)) return new ScriptError({ reason: 'memory', message: 'The script ran out of memory.' });
    return new ScriptError({ reason: 'crash', message: `The sandbox failed (${error.message}).` });
  }

  #view() {
    return new DataView(this.#exports.memory.buffer);
  }

  #keep(value) {
    this.#view().setBigUint64(this.#slots.value, BigInt.asUintN(64, value), true);
    return this.#slots.value;
  }

  #json(bytes) {
    const pointer = this.#write(bytes);
    const value = this.#exports.JS_ParseJSON(this.#context, pointer, bytes.length, this.#slots.name);
    const handle = this.#orThrow(this.#keep(value));
    this.#exports.wasm_free(pointer);
    return handle;
  }

  #write(bytes) {
    const pointer = this.#exports.wasm_malloc(bytes.length + 1);
    if (pointer === 0) throw new Error('wasm_malloc failed');
    const memory = new Uint8Array(this.#exports.memory.buffer);
    memory.set(bytes, pointer);
    memory[pointer + bytes.length] = 0;
    return pointer;
  }

  #text(text) {
    const { ptr, len } = this.#vm.writeString(text);
    const handle = this.#exports.qjs_new_string(ptr, len);
    this.#exports.wasm_free(ptr);
    return handle;
  }

  #bytes(handle) {
    const pointer = this.#exports.qjs_get_string_len(handle, this.#slots.length);
    if (pointer === 0) return nothing;
    return new Uint8Array(this.#exports.memory.buffer, pointer, this.#view().getUint32(this.#slots.length, true));
  }

  #selfTest() {
    const run = source => Buffer.from(this.evaluate(this.define(source), 'self-test', Buffer.from('{"seed":"s"}'), { limit: 5000, now: 0 })).toString();
    run('globalThis.leaked = 1; Object.prototype.polluted = 2; JSON.parse = Array.prototype.push = () => 3; 1');
    const answer = run('[typeof leaked, ({}).polluted === undefined, JSON.parse("[4]").length, [5].concat(6).length].join()');
    if (answer !== '{"value":"undefined,true,1,2","logs":[]}') throw new Error(`The sandbox does not come back clean after a script: ${answer}`);
  }
}

const timedOut = { reason: 'timeout', message: 'The script did not finish in its time.' };

class GuestException extends Error {
  constructor(data) {
    super(data.message);
    this.data = data;
  }
}
