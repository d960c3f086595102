// money: sums that are exact to the cent. Amounts are decimal text ("12.50") or numbers; results are always decimal text with
// the digits of the currency ("1200" for JPY). A binary double can hold a price, but not the sum of two of them.
(function (guest) {
  'use strict';
  const Big = globalThis.Big;
  delete globalThis.Big;
  Big.DP = 40;
  Big.RM = 1; // half away from zero, as invoices round

  // ISO 4217 minor units that are not two.
  const digits = { __proto__: null };
  for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')) digits[code] = 0;
  for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) digits[code] = 3;
  for (const code of 'CLF UYW'.split(' ')) digits[code] = 4;

  function big(value, where) {
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') {
      try {
        return new Big(typeof value === 'string' ? value.trim() : String(value));
      } catch { /* falls through to the one message below */ }
    }
    if (value instanceof Big) return value;
    throw new TypeError(`money.${where}: '${typeof value === 'object' ? guest.stringify(value) : String(value)}' is not an amount.`);
  }

  /** Minor units of a currency: 2 unless ISO 4217 says otherwise. */
  function minorUnits(currency) {
    if (currency === undefined || currency === null) return 2;
    const code = String(currency).toUpperCase();
    if (!/^[A-Z]{3}$/.test(code)) throw new TypeError(`money: '${currency}' is not an ISO 4217 currency code such as 'USD'.`);
    return digits[code] ?? 2;
  }

  const fixed = (value, currency) => {
    const text = value.toFixed(minorUnits(currency));
    return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
  };

  const money = {
    minorUnits,
    round: (amount, currency) => fixed(big(amount, 'round'), currency),
    add: (left, right, currency) => fixed(big(left, 'add').plus(big(right, 'add')), currency),
    sub: (left, right, currency) => fixed(big(left, 'sub').minus(big(right, 'sub')), currency),
    /** The factor may have any number of digits (a tax rate); only the product is rounded. */
    mul: (amount, factor, currency) => fixed(big(amount, 'mul').times(big(factor, 'mul')), currency),
    /** Sum of amounts, or of `select(item)` of each item; rounded once, at the end. */
    sum(items, select, currency) {
      if (typeof select === 'string') [select, currency] = [undefined, select];
      let total = new Big(0);
      for (const item of items) total = total.plus(big(select ? select(item) : item, 'sum'));
      return fixed(total, currency);
    },
    /** Splits an amount by weights so that the parts add up to it exactly; left-over cents go to the largest remainders. */
    allocate(amount, weights, currency) {
      const parts = typeof weights === 'number' ? new Array(weights).fill(1) : [...weights];
      const total = new Big(fixed(big(amount, 'allocate'), currency));
      const shares = parts.map(weight => big(weight, 'allocate'));
      const all = shares.reduce((sum, share) => sum.plus(share), new Big(0));
      if (parts.length === 0 || all.lte(0) || shares.some(share => share.lt(0)))
        throw new RangeError('money.allocate: needs at least one weight; none may be negative and not all may be zero.');
      const scale = new Big(10).pow(minorUnits(currency));
      const units = total.times(scale);
      const exact = shares.map(share => units.times(share).div(all));
      const whole = exact.map(share => share.round(0, 0)); // toward zero
      const order = exact.map((share, index) => ({ index, rest: share.minus(whole[index]).abs() }))
        .sort((left, right) => right.rest.cmp(left.rest) || left.index - right.index);
      let left = Number(units.minus(whole.reduce((sum, share) => sum.plus(share), new Big(0))));
      for (let i = 0; left !== 0; i++, left -= Math.sign(left)) {
        const index = order[i % order.length].index;
        whole[index] = whole[index].plus(Math.sign(left));
      }
      return whole.map(share => fixed(share.div(scale), currency));
    },
    compare: (left, right) => big(left, 'compare').cmp(big(right, 'compare')),
    isEqual: (left, right) => big(left, 'isEqual').eq(big(right, 'isEqual')),
    /** For people, not for vendors: grouping and symbol of a locale, `en-US` when none is given. */
    format: (amount, currency = 'USD', locale = 'en-US') =>
      guest.ask('number', locale, { style: 'currency', currency: String(currency).toUpperCase() }, fixed(big(amount, 'format'), currency)),
  };

  guest.publish({ money: Object.freeze(money) });
})(__guest);
