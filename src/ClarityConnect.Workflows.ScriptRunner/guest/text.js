// text: what mappings do to names, codes and references. null and undefined count as empty text.
(function (guest) {
  'use strict';
  const of = value => value === null || value === undefined ? '' : String(value);
  const plain = value => of(value).normalize('NFD').replace(/\p{M}/gu, '');

  const text = {
    trim: value => of(value).trim().replace(/\s+/g, ' '),
    upper: value => of(value).toUpperCase(),
    lower: value => of(value).toLowerCase(),
    title: value => of(value).toLowerCase().replace(/(^|[\s\-/(])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase()),
    digits: value => of(value).replace(/\D/g, ''),
    slug: value => plain(value).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''),
    ascii: value => plain(value).replace(/[^\x20-\x7e]/g, ''),
    /** At most `length` characters; never cuts a character in two. `end` (such as '…') counts. */
    truncate(value, length, end = '') {
      const characters = [...of(value)];
      if (characters.length <= length) return of(value);
      return characters.slice(0, Math.max(0, length - [...end].length)).join('') + end;
    },
    padLeft: (value, length, fill = ' ') => of(value).padStart(length, fill),
    padRight: (value, length, fill = ' ') => of(value).padEnd(length, fill),
    isBlank: value => of(value).trim() === '',
    /** The first value that is not blank, or ''. */
    first: (...values) => of(values.find(value => of(value).trim() !== '')),
  };
  guest.publish({ text: Object.freeze(text) });
})(__guest);
