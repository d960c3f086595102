// Random numbers and ids that are the same when a step is run again with the same seed, so that a repeat after a crash
// writes the same ids. They are unique and well spread, but not secret: never use them as passwords or tokens.
(function (guest) {
  'use strict';
  const { define, bytesFromBase64, toBase64, binary } = guest;
  let seed = '';
  let next = null;
  let ids = 0;

  guest.seed = text => { seed = text; next = null; ids = 0; };

  const digest = text => bytesFromBase64(guest.host('sha256', text));

  // sfc32: small, fast, passes the usual statistical tests.
  guest.randomFrom = text => {
    const state = new Uint32Array(digest(text).slice().buffer);
    return () => {
      const sum = (state[0] + state[1] + state[3]) | 0;
      state[3] = (state[3] + 1) | 0;
      state[0] = state[1] ^ (state[1] >>> 9);
      state[1] = (state[2] + (state[2] << 3)) | 0;
      state[2] = ((state[2] << 21) | (state[2] >>> 11)) + sum | 0;
      return (sum >>> 0) / 4294967296;
    };
  };

  function random() {
    next ??= guest.randomFrom(seed + '|random');
    return next();
  }

  function guidBytes() {
    const bytes = digest(seed + '|guid|' + ids++).slice(0, 16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return bytes;
  }

  function newGuid() {
    let text = '';
    const bytes = guidBytes();
    for (let i = 0; i < 16; i++) {
      if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
      text += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
    }
    return text;
  }

  const newShortGuid = () => toBase64(binary(guidBytes())).replace(/[/+=]/g, '');

  function parseGuid(value) {
    const match = /^\s*[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?\s*$/i
      .exec(String(value));
    if (!match) throw new TypeError(`parseGuid: '${value}' is not a GUID.`);
    return match.slice(1).join('-').toLowerCase();
  }

  define(Math, 'random', random);
  guest.publish({
    newGuid, newGuidString: newGuid, newShortGuid, parseGuid,
    getGuidString: newGuid, getShortGuid: newShortGuid, // deprecated names
  });
})(__guest);
