// dates: calendar dates are text ("2026-03-29"), moments are ISO text with an offset. Zones are IANA names ("America/New_York").
(function (guest) {
  'use strict';
  const pad = (value, length = 2) => String(value).padStart(length, '0');
  const iso = (year, month, day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

  function valid(year, month, day, text, where) {
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
      throw new RangeError(`dates.${where}: '${text}' is not a date of the calendar.`);
    return iso(year, month, day);
  }

  function moment(value, where) {
    const time = value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Date.parse(String(value));
    if (!Number.isFinite(time)) throw new RangeError(`dates.${where}: '${String(value)}' is not a date or time.`);
    return time;
  }

  /** Offset of a zone at a moment, in milliseconds east of UTC. */
  const offset = (time, zone) => guest.ask('offset', zone, time);

  /** ISO date or date-time, MM/DD/YYYY or M/D/YY; gives an ISO date. `order: 'DMY'` reads DD/MM/YYYY. */
  function parse(value, order = 'MDY') {
    const text = String(value).trim();
    let match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
    if (match) return valid(+match[1], +match[2], +match[3], text, 'parse');
    match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
    if (!match) throw new RangeError(`dates.parse: '${text}' is neither an ISO date nor MM/DD/YYYY.`);
    const year = match[3].length === 2 ? 2000 + +match[3] : +match[3];
    return order === 'DMY' ? valid(year, +match[2], +match[1], text, 'parse') : valid(year, +match[1], +match[2], text, 'parse');
  }

  /** Writes a date by a pattern of YYYY, YY, MM, M, DD, D, HH, mm and ss; a moment is shown in `zone` (UTC when left out). */
  function format(value, pattern = 'MM/DD/YYYY', zone = 'UTC') {
    const dateOnly = typeof value === 'string' && /^\s*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\s*$/.test(value);
    const time = dateOnly ? Date.parse(parse(value)) : moment(value, 'format');
    const local = new Date(dateOnly || zone === 'UTC' ? time : time + offset(time, zone));
    const parts = {
      YYYY: pad(local.getUTCFullYear(), 4), YY: pad(local.getUTCFullYear() % 100),
      MM: pad(local.getUTCMonth() + 1), M: String(local.getUTCMonth() + 1),
      DD: pad(local.getUTCDate()), D: String(local.getUTCDate()),
      HH: pad(local.getUTCHours()), mm: pad(local.getUTCMinutes()), ss: pad(local.getUTCSeconds()),
    };
    return String(pattern).replace(/YYYY|YY|MM|M|DD|D|HH|mm|ss/g, part => parts[part]);
  }

  /** The calendar date at a moment in a zone. */
  function localDate(value = Date.now(), zone = 'UTC') {
    const time = moment(value, 'localDate');
    const local = new Date(time + offset(time, zone));
    return iso(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate());
  }

  /** The moment at which a calendar date begins in a zone, as ISO text in UTC. Takes a date or a moment. */
  function startOfDay(value = Date.now(), zone = 'UTC') {
    const date = typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value) ? parse(value) : localDate(value, zone);
    const midnight = Date.parse(date);
    // Where midnight is skipped (a change to summer time at 00:00), the day begins at the change.
    let start = midnight - offset(midnight, zone);
    start = midnight - offset(start, zone);
    if (localDate(start, zone) < date) start = midnight - offset(start - 3600000, zone);
    if (localDate(start, zone) < date) start += 3600000;
    return new Date(start).toISOString();
  }

  /** Adds whole days; a date stays a date, a moment stays a moment (24 hours each). */
  function addDays(value, days) {
    if (typeof value === 'string' && /^\s*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\s*$/.test(value))
      return new Date(Date.parse(parse(value)) + Math.trunc(days) * 86400000).toISOString().slice(0, 10);
    return new Date(moment(value, 'addDays') + Math.trunc(days) * 86400000).toISOString();
  }

  /** Whole days from one date to another; negative when the second is earlier. */
  const daysBetween = (from, to) => Math.round((Date.parse(parse(to)) - Date.parse(parse(from))) / 86400000);

  guest.publish({ dates: Object.freeze({ parse, format, localDate, startOfDay, addDays, daysBetween, today: (zone = 'UTC') => localDate(Date.now(), zone) }) });
})(__guest);
