// Runs inside the sandbox, once, before the base snapshot. Everything a later file needs is put on `guest`.
// Intrinsics are captured here, so that a script that replaces JSON or Math only fools itself.
(function (guest) {
  'use strict';
  const { parse, stringify } = JSON;
  const { fromCharCode } = String;
  const isArray = Array.isArray;
  const encodeUri = encodeURIComponent, decodeUri = decodeURIComponent;
  const toBase64 = btoa, fromBase64 = atob;

  const define = (target, name, value) =>
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  /** Bytes of a text in UTF-8. A lone surrogate becomes U+FFFD, as everywhere else on the web. */
  function utf8(text) {
    const escaped = encodeUri(String(text).toWellFormed());
    const bytes = [];
    for (let i = 0; i < escaped.length; i++) {
      if (escaped[i] === '%') {
        bytes[bytes.length] = parseInt(escaped.slice(i + 1, i + 3), 16);
        i += 2;
      } else bytes[bytes.length] = escaped.charCodeAt(i);
    }
    return new Uint8Array(bytes);
  }

  function binary(bytes) {
    let text = '';
    for (let i = 0; i < bytes.length; i += 4096) text += fromCharCode.apply(null, bytes.subarray(i, i + 4096));
    return text;
  }

  function textOf(bytes) {
    let escaped = '';
    const all = asBytes(bytes);
    for (let i = 0; i < all.length; i++) escaped += (all[i] < 16 ? '%0' : '%') + all[i].toString(16);
    try {
      return decodeUri(escaped);
    } catch {
      throw new TypeError('bytesToString: these bytes are not UTF-8 text.');
    }
  }

  /** Accepts what the host may hand over as bytes: an array of numbers, a buffer, or base64 text. */
  function asBytes(value) {
    if (value instanceof Uint8Array) return value;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (typeof value === 'string') return bytesFromBase64(value);
    if (isArray(value)) return new Uint8Array(value);
    throw new TypeError('Expected bytes (a Uint8Array, an array of numbers or base64 text).');
  }

  function bytesFromBase64(text) {
    const raw = fromBase64(String(text));
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }

  // What JSON cannot say by itself: big integers as text, maps as objects, sets as arrays, bytes as base64.
  define(BigInt.prototype, 'toJSON', function () { return this.toString(); });
  define(Map.prototype, 'toJSON', function () { return Object.fromEntries(this); });
  define(Set.prototype, 'toJSON', function () { return [...this]; });
  define(Uint8Array.prototype, 'toJSON', function () { return toBase64(binary(this)); });
  define(ArrayBuffer.prototype, 'toJSON', function () { return toBase64(binary(new Uint8Array(this))); });
  define(Error.prototype, 'toJSON', function () { return { name: this.name, message: this.message }; });

  Object.assign(guest, {
    define, parse, stringify, utf8, binary, textOf, asBytes, bytesFromBase64, toBase64,
    own: Function.prototype.call.bind(Object.prototype.hasOwnProperty),
    keys: Object.keys,
    publish(functions) {
      for (const name of Object.keys(functions)) define(globalThis, name, functions[name]);
    },
  });

  guest.publish({
    toJson: value => stringify(value),
    isNullOrEmpty: value => value === null || value === undefined || value === '',
    isNullOrWhiteSpace: value => value === null || value === undefined || String(value).trim() === '',
    bytesToString: textOf,
    bytesFromString: utf8,
    bytesToBase64: bytes => toBase64(binary(asBytes(bytes))),
    bytesFromBase64,
    stringToBase64: text => toBase64(binary(utf8(text))),
    stringFromBase64: text => textOf(bytesFromBase64(text)),
    // The host hands a stream over as its bytes, so both are plain conversions here.
    streamToBytes: asBytes,
    streamToBase64: bytes => toBase64(binary(asBytes(bytes))),
  });
})(__guest);
