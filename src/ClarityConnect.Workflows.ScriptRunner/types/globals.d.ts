// What every script finds, for the completion of script editors. The designer's API adds what a workflow brings: its
// variables, inputs and outputs. The functions are in ../guest; a test compares the two.

/** The variables of this workflow by name. */
interface WorkflowVariables {}

/** The inputs of this workflow by name. */
interface WorkflowInputs {}

/** The outputs of this workflow's activities: by the activity's name or id, then by the output's name. */
interface ActivityOutputs {}

/** An amount: decimal text such as "12.50", or a number. */
type Amount = string | number;

/** A date ("2026-03-29"), a moment (ISO text), a number of milliseconds since 1970, or a date object. */
type Moment = string | number | Date | DateTime;

/** The variables of the workflow. Assigning to a member changes the variable. */
declare let variables: WorkflowVariables & { [name: string]: any };

/** Arguments that the activity hands to the script, by name. */
declare const args: { readonly [name: string]: any };

/** Gives a variable; null if there is none. Changing an object in place is kept, a list counts as a copy: set it. */
declare function getVariable<K extends keyof WorkflowVariables>(name: K): WorkflowVariables[K];
declare function getVariable(name: string): any;

/** Sets a variable, or makes one. */
declare function setVariable<K extends keyof WorkflowVariables>(name: K, value: WorkflowVariables[K] | null): void;
declare function setVariable(name: string, value: any): void;

/** Gives an input that the run was started with; null if there is none. */
declare function getInput<K extends keyof WorkflowInputs>(name: K): WorkflowInputs[K];
declare function getInput(name: string): any;

/**
 * Gives an output of an activity that has run; null if it has not.
 * @param activity The activity's id or name.
 * @param output The output's name; "Result" if it is left out.
 */
declare function getOutputFrom<A extends keyof ActivityOutputs>(activity: A): ActivityOutputs[A] extends { Result: infer R } ? R : any;
declare function getOutputFrom<A extends keyof ActivityOutputs, O extends keyof ActivityOutputs[A]>(activity: A, output: O): ActivityOutputs[A][O];
declare function getOutputFrom(activity: string, output?: string): any;

/** Gives the result of the activity before. */
declare function getLastResult(): any;

/** The id of the workflow. */
declare function getWorkflowDefinitionId(): string;

/** The id of the version that runs. */
declare function getWorkflowDefinitionVersionId(): string;

/** The number of the version that runs. */
declare function getWorkflowDefinitionVersion(): number;

/** The id of this run. */
declare function getWorkflowInstanceId(): string;

/** The name of this run, as lists show it; null if it has none. */
declare function getWorkflowInstanceName(): string | null;

/** Names this run. */
declare function setWorkflowInstanceName(name: string | null): void;

/** The correlation id of this run, by which events find it; null if it has none. */
declare function getCorrelationId(): string | null;

/** Sets the correlation id of this run. */
declare function setCorrelationId(id: string | null): void;

/** In the activity Run JavaScript: the port to leave by. */
declare function setOutcome(name: string): void;

/** In the activity Run JavaScript: the ports to leave by, all of them. */
declare function setOutcomes(names: string[]): void;

/** Fails: scripts see no configuration of the server. Use an input, a variable or a connection. */
declare function getConfig(key: string): never;

/** Fails: events have no signed addresses here. Publish the event by the API. */
declare function createEventTriggerUrl(name: string, lifetime?: any): never;

/** Writes a value as JSON text. */
declare function toJson(value: any): string;

/** Whether a text is missing or empty. */
declare function isNullOrEmpty(text: string | null | undefined): boolean;

/** Whether a text is missing, empty or blank. */
declare function isNullOrWhiteSpace(text: string | null | undefined): boolean;

/** Makes an id. The same step makes the same ids when it is repeated; never use one as a secret. */
declare function newGuid(): string;

/** Makes an id, as newGuid does. */
declare function newGuidString(): string;

/** Makes a short id of letters and digits. */
declare function newShortGuid(): string;

/** Reads a GUID in any of its forms and gives it in lower case with dashes. */
declare function parseGuid(text: string): string;

/** @deprecated Use newGuid. */
declare function getGuidString(): string;

/** @deprecated Use newShortGuid. */
declare function getShortGuid(): string;

/** Reads bytes as UTF-8 text. */
declare function bytesToString(bytes: Uint8Array | number[] | string): string;

/** The bytes of a text in UTF-8. */
declare function bytesFromString(text: string): Uint8Array;

/** Writes bytes as base64. */
declare function bytesToBase64(bytes: Uint8Array | number[] | string): string;

/** Reads bytes from base64. */
declare function bytesFromBase64(base64: string): Uint8Array;

/** Writes a text's UTF-8 bytes as base64. */
declare function stringToBase64(text: string): string;

/** Reads a text from the base64 of its UTF-8 bytes. */
declare function stringFromBase64(base64: string): string;

/** The bytes of a file. */
declare function streamToBytes(stream: Uint8Array | number[] | string): Uint8Array;

/** The bytes of a file as base64. */
declare function streamToBase64(stream: Uint8Array | number[] | string): string;

/** Sums that are exact to the cent. Results are decimal text with the currency's digits, two if no currency is given. */
declare const money: {
  /** How many digits a currency has: 2 for USD, 0 for JPY. */
  minorUnits(currency?: string): number;
  /** Rounds to the currency's digits, half away from zero. */
  round(amount: Amount, currency?: string): string;
  /** Adds two amounts. */
  add(left: Amount, right: Amount, currency?: string): string;
  /** Subtracts the second amount from the first. */
  sub(left: Amount, right: Amount, currency?: string): string;
  /** Multiplies an amount, such as by a tax rate; only the product is rounded. */
  mul(amount: Amount, factor: Amount, currency?: string): string;
  /** Adds up amounts; rounded once, at the end. */
  sum(amounts: Iterable<Amount>, currency?: string): string;
  /** Adds up an amount of each item; rounded once, at the end. */
  sum<T>(items: Iterable<T>, select: (item: T) => Amount, currency?: string): string;
  /** Splits an amount by weights, or into equal parts, so that the parts add up to it exactly. */
  allocate(amount: Amount, weights: Amount[] | number, currency?: string): string[];
  /** Below zero if the first is smaller, above zero if it is larger, zero if they are equal. */
  compare(left: Amount, right: Amount): number;
  /** Whether two amounts are equal, however they are written. */
  isEqual(left: Amount, right: Amount): boolean;
  /** Writes an amount for people, such as "$1,234.50". */
  format(amount: Amount, currency?: string, locale?: string): string;
};

/** Calendar dates are text ("2026-03-29"), moments are ISO text, zones are IANA names ("America/New_York"). */
declare const dates: {
  /** Reads an ISO date, or 3/29/2026; with 'DMY' also 29/03/2026. */
  parse(text: string, order?: 'MDY' | 'DMY'): string;
  /** Writes a date by a pattern of YYYY YY MM M DD D HH mm ss; a moment as it is in the zone. */
  format(value: Moment, pattern?: string, zone?: string): string;
  /** The calendar date at a moment in a zone. */
  localDate(value?: Moment, zone?: string): string;
  /** The moment at which a day begins in a zone. */
  startOfDay(value?: Moment, zone?: string): string;
  /** Adds whole days; a date stays a date, a moment stays a moment. */
  addDays(value: Moment, days: number): string;
  /** Whole days from one date to another. */
  daysBetween(from: string, to: string): number;
  /** Today's date in a zone. */
  today(zone?: string): string;
};

/** What mappings do to names, codes and references. Null counts as empty text. */
declare const text: {
  /** Removes blanks at both ends and repeated ones within. */
  trim(value: any): string;
  /** In capital letters. */
  upper(value: any): string;
  /** In small letters. */
  lower(value: any): string;
  /** Each Word With A Capital. */
  title(value: any): string;
  /** Only the digits. */
  digits(value: any): string;
  /** A name for addresses: "Café No. 1" becomes "cafe-no-1". */
  slug(value: any): string;
  /** Without accents and other signs that old systems do not take. */
  ascii(value: any): string;
  /** At most so many characters, with an end such as '…' where it was cut. */
  truncate(value: any, length: number, end?: string): string;
  /** Fills up on the left. */
  padLeft(value: any, length: number, fill?: string): string;
  /** Fills up on the right. */
  padRight(value: any, length: number, fill?: string): string;
  /** Whether it is missing, empty or blank. */
  isBlank(value: any): boolean;
  /** The first of the values that is not blank. */
  first(...values: any[]): string;
};

/** A length of time, for scripts that were written for Elsa. */
declare class TimeSpan {
  /** Milliseconds; or hours, minutes, seconds; or days, hours, minutes, seconds, milliseconds. */
  constructor(...parts: number[]);
  static readonly Zero: TimeSpan;
  static Parse(text: string): TimeSpan;
  static Compare(one: TimeSpan, other: TimeSpan): number;
  static FromDays(days: number): TimeSpan;
  static FromHours(hours: number): TimeSpan;
  static FromMinutes(minutes: number): TimeSpan;
  static FromSeconds(seconds: number): TimeSpan;
  static FromMilliseconds(milliseconds: number): TimeSpan;
  readonly Days: number;
  readonly Hours: number;
  readonly Minutes: number;
  readonly Seconds: number;
  readonly Milliseconds: number;
  readonly TotalDays: number;
  readonly TotalHours: number;
  readonly TotalMinutes: number;
  readonly TotalSeconds: number;
  readonly TotalMilliseconds: number;
  Add(other: TimeSpan): TimeSpan;
  Subtract(other: TimeSpan): TimeSpan;
  Multiply(factor: number): TimeSpan;
  Negate(): TimeSpan;
  Duration(): TimeSpan;
  CompareTo(other: TimeSpan): number;
  Equals(other: any): boolean;
  ToString(): string;
}

/** A moment in UTC, for scripts that were written for Elsa. */
declare class DateTime {
  /** Now; or milliseconds since 1970 or another date; or year, month, day, hour, minute, second, millisecond. */
  constructor(...parts: any[]);
  static readonly Now: DateTime;
  static readonly UtcNow: DateTime;
  static readonly Today: DateTime;
  static Parse(text: string): DateTime;
  static Compare(one: DateTime, other: DateTime): number;
  static DaysInMonth(year: number, month: number): number;
  static IsLeapYear(year: number): boolean;
  readonly Year: number;
  readonly Month: number;
  readonly Day: number;
  readonly Hour: number;
  readonly Minute: number;
  readonly Second: number;
  readonly Millisecond: number;
  /** The English name of the day. */
  readonly DayOfWeek: string;
  readonly DayOfYear: number;
  readonly Date: DateTime;
  readonly TimeOfDay: TimeSpan;
  Add(span: TimeSpan): DateTime;
  Subtract(other: DateTime): TimeSpan;
  Subtract(span: TimeSpan): DateTime;
  AddYears(count: number): DateTime;
  AddMonths(count: number): DateTime;
  AddDays(count: number): DateTime;
  AddHours(count: number): DateTime;
  AddMinutes(count: number): DateTime;
  AddSeconds(count: number): DateTime;
  AddMilliseconds(count: number): DateTime;
  CompareTo(other: DateTime): number;
  Equals(other: any): boolean;
  ToUniversalTime(): DateTime;
  ToLocalTime(): DateTime;
  /** By a format such as "yyyy-MM-dd HH:mm", with English names. */
  ToString(format?: string): string;
}

/** A moment in UTC, for scripts that were written for Elsa. */
declare class DateTimeOffset extends DateTime {
  static readonly Now: DateTimeOffset;
  static readonly UtcNow: DateTimeOffset;
  static readonly Today: DateTimeOffset;
  static Parse(text: string): DateTimeOffset;
  static FromUnixTimeSeconds(seconds: number): DateTimeOffset;
  static FromUnixTimeMilliseconds(milliseconds: number): DateTimeOffset;
  readonly Offset: TimeSpan;
  readonly DateTime: DateTime;
  readonly UtcDateTime: DateTime;
  ToUnixTimeSeconds(): number;
  ToUnixTimeMilliseconds(): number;
}

/** Random numbers; a seed repeats them. */
declare class Random {
  constructor(seed?: number | string);
  static readonly Shared: Random;
  NextDouble(): number;
  Next(): number;
  Next(end: number): number;
  Next(from: number, end: number): number;
}

/** Ids, which are text. */
declare const Guid: { NewGuid(): string; Parse(text: string): string; readonly Empty: string };

/** What the journal keeps, by name. */
declare const LogPersistenceMode: { readonly Inherit: 'Inherit'; readonly Include: 'Include'; readonly Exclude: 'Exclude' };
