// QuickJS has no Intl. This shim asks the host's, through one function that takes and gives text only.
(function (guest) {
  'use strict';
  const { define, stringify, parse } = guest;
  const ask = (operation, ...values) => parse(guest.host(operation, stringify(values)));

  class NumberFormat {
    #locales; #options;
    constructor(locales, options) { this.#locales = locales; this.#options = options; ask('number', locales, options, '0'); }
    // As text, so that a decimal beyond 15 digits is formatted digit for digit.
    format = value => ask('number', this.#locales, this.#options, String(value));
    resolvedOptions() { return ask('resolved', 'number', this.#locales, this.#options); }
  }

  class DateTimeFormat {
    #locales; #options;
    constructor(locales, options) { this.#locales = locales; this.#options = options; ask('date', locales, options, 0); }
    format = value => ask('date', this.#locales, this.#options, time(value));
    formatToParts(value) { return ask('dateParts', this.#locales, this.#options, time(value)); }
    resolvedOptions() { return ask('resolved', 'date', this.#locales, this.#options); }
  }

  class Collator {
    #locales; #options;
    constructor(locales, options) { this.#locales = locales; this.#options = options; ask('compare', locales, options, '', ''); }
    compare = (left, right) => ask('compare', this.#locales, this.#options, String(left), String(right));
  }

  function time(value) {
    const milliseconds = value === undefined ? Date.now() : Number(value);
    if (!Number.isFinite(milliseconds)) throw new RangeError('Invalid time value');
    return milliseconds;
  }

  const dates = { year: 'numeric', month: 'numeric', day: 'numeric' };
  const times = { hour: 'numeric', minute: 'numeric', second: 'numeric' };
  const parts = ['weekday', 'year', 'month', 'day', 'dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits', 'dateStyle', 'timeStyle'];
  const withParts = (options, fallback) =>
    options && parts.some(part => options[part] !== undefined) ? options : { ...options, ...fallback };

  define(Number.prototype, 'toLocaleString', function (locales, options) {
    return ask('number', locales, options, String(Number(this)));
  });
  define(BigInt.prototype, 'toLocaleString', function (locales, options) {
    return ask('number', locales, options, this.toString());
  });
  define(Date.prototype, 'toLocaleString', function (locales, options) {
    return isNaN(this) ? 'Invalid Date' : ask('date', locales, withParts(options, { ...dates, ...times }), +this);
  });
  define(Date.prototype, 'toLocaleDateString', function (locales, options) {
    return isNaN(this) ? 'Invalid Date' : ask('date', locales, withParts(options, dates), +this);
  });
  define(Date.prototype, 'toLocaleTimeString', function (locales, options) {
    return isNaN(this) ? 'Invalid Date' : ask('date', locales, withParts(options, times), +this);
  });
  // QuickJS's own compares code points ('Z' before 'a'); people expect the order of a dictionary.
  define(String.prototype, 'localeCompare', function (other, locales, options) {
    return ask('compare', locales, options, String(this), String(other));
  });

  guest.ask = ask;
  // As in every engine, Intl.NumberFormat(...) works without `new`.
  const callable = Kind => {
    const make = function (locales, options) { return new Kind(locales, options); };
    make.prototype = Kind.prototype;
    Kind.prototype.constructor = make;
    return make;
  };
  guest.publish({ Intl: { NumberFormat: callable(NumberFormat), DateTimeFormat: callable(DateTimeFormat), Collator: callable(Collator) } });
})(__guest);
