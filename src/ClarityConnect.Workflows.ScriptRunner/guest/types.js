// DateTime, DateTimeOffset, TimeSpan, Guid, Random and LogPersistenceMode: the part of the .NET types that scripts written for
// Elsa use. Times are UTC; a Guid is text, as everywhere in scripts.
(function (guest) {
  'use strict';
  const units = { Days: 86400000, Hours: 3600000, Minutes: 60000, Seconds: 1000, Milliseconds: 1 };
  const pad = (value, length = 2) => String(value).padStart(length, '0');

  function finite(value, where) {
    const number = Number(value);
    if (!Number.isFinite(number)) throw new RangeError(`${where}: '${String(value)}' is not a number.`);
    return number;
  }

  class TimeSpan {
    #time;

    /** (milliseconds), (hours, minutes, seconds) or (days, hours, minutes, seconds, milliseconds). */
    constructor(...parts) {
      const sizes = parts.length <= 1 ? [1] : parts.length === 3 ? [units.Hours, units.Minutes, units.Seconds] : Object.values(units);
      this.#time = Math.round(parts.reduce((sum, part, index) => sum + finite(part, 'TimeSpan') * sizes[index], 0));
    }

    /** Reads [-][d.]hh:mm[:ss[.fff]], or whole days. */
    static Parse(text) {
      const match = /^\s*(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?\s*$/.exec(String(text));
      const days = match ? null : /^\s*-?\d+\s*$/.exec(String(text));
      if (days) return new TimeSpan(Number(text) * units.Days);
      if (!match || match[3] > 23 || match[4] > 59 || match[5] > 59) throw new RangeError(`TimeSpan.Parse: '${String(text)}' is not a time span such as 00:05:00 or 1.12:00:00.`);
      const time = new TimeSpan(match[2] ?? 0, match[3], match[4], match[5] ?? 0, Math.round(Number(`0.${match[6] ?? 0}`) * 1000));
      return match[1] ? time.Negate() : time;
    }

    static Compare = (one, other) => Math.sign(one - other);
    get Days() { return Math.trunc(this.#time / units.Days); }
    get Hours() { return Math.trunc(this.#time / units.Hours) % 24; }
    get Minutes() { return Math.trunc(this.#time / units.Minutes) % 60; }
    get Seconds() { return Math.trunc(this.#time / units.Seconds) % 60; }
    get Milliseconds() { return this.#time % 1000; }
    Add(other) { return new TimeSpan(this.#time + Number(other)); }
    Subtract(other) { return new TimeSpan(this.#time - Number(other)); }
    Multiply(factor) { return new TimeSpan(this.#time * finite(factor, 'TimeSpan.Multiply')); }
    Negate() { return new TimeSpan(-this.#time); }
    Duration() { return new TimeSpan(Math.abs(this.#time)); }
    CompareTo(other) { return TimeSpan.Compare(this, other); }
    Equals(other) { return other instanceof TimeSpan && this.#time === +other; }
    valueOf() { return this.#time; }
    toString() {
      const time = this.Duration();
      return (this.#time < 0 ? '-' : '') + (time.Days ? `${time.Days}.` : '')
        + `${pad(time.Hours)}:${pad(time.Minutes)}:${pad(time.Seconds)}` + (time.Milliseconds ? `.${pad(time.Milliseconds, 3)}0000` : '');
    }
    ToString() { return this.toString(); }
    toJSON() { return this.toString(); }
  }

  for (const [unit, size] of Object.entries(units)) {
    guest.define(TimeSpan, `From${unit}`, value => new TimeSpan(finite(value, `TimeSpan.From${unit}`) * size));
    Object.defineProperty(TimeSpan.prototype, `Total${unit}`, { get() { return this / size; }, configurable: true });
  }
  guest.define(TimeSpan, 'Zero', new TimeSpan(0));

  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const standard = { __proto__: null, d: 'MM/dd/yyyy', s: "yyyy-MM-dd'T'HH:mm:ss", u: "yyyy-MM-dd HH:mm:ss'Z'", o: "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", O: "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" };
  const tokens = {
    yyyy: date => pad(date.Year, 4), yy: date => pad(date.Year % 100), MMMM: date => months[date.Month - 1], MMM: date => months[date.Month - 1].slice(0, 3),
    MM: date => pad(date.Month), M: date => date.Month, dddd: date => date.DayOfWeek, ddd: date => date.DayOfWeek.slice(0, 3), dd: date => pad(date.Day),
    d: date => date.Day, HH: date => pad(date.Hour), H: date => date.Hour, hh: date => pad(date.Hour % 12 || 12), h: date => date.Hour % 12 || 12,
    mm: date => pad(date.Minute), m: date => date.Minute, ss: date => pad(date.Second), s: date => date.Second, fff: date => pad(date.Millisecond, 3),
    tt: date => date.Hour < 12 ? 'AM' : 'PM',
  };

  class DateTime {
    #date;

    /** (), (milliseconds since 1970, a Date or another DateTime), or (year, month, day, hour, minute, second, millisecond). */
    constructor(...parts) {
      const [first = Date.now(), month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
      if (parts.length <= 1) this.#date = new Date(finite(first, 'DateTime'));
      else {
        this.#date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, millisecond));
        this.#date.setUTCFullYear(first, month - 1, day);
        if (this.Year !== Number(first) || this.Month !== Number(month) || this.Day !== Number(day) || this.Hour !== Number(hour))
          throw new RangeError(`DateTime: ${parts.join(', ')} is not a date of the calendar.`);
      }
    }

    /** Reads ISO text, and what `Date.parse` reads; without a zone it is UTC. */
    static Parse(text) {
      const time = Date.parse(String(text));
      if (Number.isNaN(time)) throw new RangeError(`${this.name}.Parse: '${String(text)}' is not a date or time.`);
      return new this(time);
    }

    static get Now() { return new this(); }
    static get UtcNow() { return new this(); }
    static get Today() { return new this().Date; }
    static Compare = (one, other) => Math.sign(one - other);
    static DaysInMonth = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
    static IsLeapYear = year => DateTime.DaysInMonth(year, 2) === 29;
    get Year() { return this.#date.getUTCFullYear(); }
    get Month() { return this.#date.getUTCMonth() + 1; }
    get Day() { return this.#date.getUTCDate(); }
    get Hour() { return this.#date.getUTCHours(); }
    get Minute() { return this.#date.getUTCMinutes(); }
    get Second() { return this.#date.getUTCSeconds(); }
    get Millisecond() { return this.#date.getUTCMilliseconds(); }
    get DayOfWeek() { return days[this.#date.getUTCDay()]; }
    get DayOfYear() { return Math.floor((this - Date.UTC(this.Year, 0, 1)) / units.Days) + 1; }
    get Date() { return this.#with(this - this.TimeOfDay); }
    get TimeOfDay() { return new TimeSpan(((+this % units.Days) + units.Days) % units.Days); }
    Add(span) { return this.#with(+this + Number(span)); }
    /** A time span for a date, a date for a time span. */
    Subtract(other) { return other instanceof DateTime || other instanceof Date ? new TimeSpan(this - other) : this.#with(this - other); }
    AddMonths(count) {
      const date = new Date(+this);
      date.setUTCMonth(date.getUTCMonth() + Math.trunc(finite(count, 'AddMonths')), 1);
      date.setUTCDate(Math.min(this.Day, DateTime.DaysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)));
      return this.#with(+date);
    }
    AddYears(count) { return this.AddMonths(finite(count, 'AddYears') * 12); }
    CompareTo(other) { return DateTime.Compare(this, other); }
    Equals(other) { return other instanceof DateTime && +this === +other; }
    ToUniversalTime() { return this; }
    ToLocalTime() { return this; }
    valueOf() { return +this.#date; }
    toString() { return this.ToString(); }
    toJSON() { return this.#date.toISOString(); }
    /** By a .NET format in English, such as "yyyy-MM-dd HH:mm"; without one as in the invariant culture. */
    ToString(format = 'MM/dd/yyyy HH:mm:ss') {
      return (standard[format] ?? String(format)).replace(/'([^']*)'|yyyy|yy|M{1,4}|d{1,4}|HH?|hh?|mm?|ss?|fff|tt/g, (token, quoted) => quoted ?? tokens[token](this));
    }
    #with(time) { return new this.constructor(time); }
  }

  for (const [unit, size] of Object.entries(units))
    guest.define(DateTime.prototype, `Add${unit}`, function (count) { return this.Add(finite(count, `Add${unit}`) * size); });

  class DateTimeOffset extends DateTime {
    static FromUnixTimeSeconds = seconds => new DateTimeOffset(finite(seconds, 'FromUnixTimeSeconds') * 1000);
    static FromUnixTimeMilliseconds = milliseconds => new DateTimeOffset(finite(milliseconds, 'FromUnixTimeMilliseconds'));
    get Offset() { return TimeSpan.Zero; }
    get DateTime() { return new DateTime(+this); }
    get UtcDateTime() { return new DateTime(+this); }
    ToUnixTimeSeconds() { return Math.floor(this / 1000); }
    ToUnixTimeMilliseconds() { return +this; }
  }

  class Random {
    #next;
    constructor(seed) { this.#next = seed === undefined ? Math.random : guest.randomFrom(`random|${seed}`); }
    static get Shared() { return new Random(); }
    NextDouble() { return this.#next(); }
    /** Next(), Next(end) or Next(from, end); the end is not included. */
    Next(from, end) {
      if (end === undefined) [from, end] = [0, from ?? 2147483647];
      if (!(end >= from)) throw new RangeError(`Random.Next: the end ${end} is below ${from}.`);
      return from + Math.floor(this.#next() * (end - from));
    }
  }

  const { newGuid, parseGuid } = globalThis;
  guest.publish({
    DateTime, DateTimeOffset, TimeSpan, Random,
    Guid: Object.freeze({ NewGuid: newGuid, Parse: parseGuid, Empty: '00000000-0000-0000-0000-000000000000' }),
    LogPersistenceMode: Object.freeze({ Inherit: 'Inherit', Include: 'Include', Exclude: 'Exclude' }),
  });
})(__guest);
