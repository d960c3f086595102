using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

public sealed class ScriptLibraryTests(ScriptPool scripts)
{
    [Theory]
    [InlineData("money.add('0.1', 0.2)", "0.30")]
    [InlineData("money.sub('10', '0.01')", "9.99")]
    [InlineData("money.sub('0.001', '0.002')", "0.00")]
    [InlineData("money.mul('19.99', '0.0825')", "1.65")]
    [InlineData("money.sum(['10.00', 2.345, '-1'])", "11.35")]
    [InlineData("money.sum([{ p: '1.10' }, { p: '2.20' }], x => x.p, 'USD')", "3.30")]
    [InlineData("money.sum([], 'JPY')", "0")]
    [InlineData("money.round('1.005')", "1.01")]
    [InlineData("money.round(1.005)", "1.01")]
    [InlineData("money.round('-1.005')", "-1.01")]
    [InlineData("money.round(12.5, 'JPY')", "13")]
    [InlineData("money.round('1.23456', 'kwd')", "1.235")]
    [InlineData("money.round('12345678901234567890.125')", "12345678901234567890.13")]
    [InlineData("money.allocate('100', 3).join()", "33.34,33.33,33.33")]
    [InlineData("money.allocate('-0.05', [1, 1]).join()", "-0.03,-0.02")]
    [InlineData("money.allocate('10', [70, 20, 10]).join()", "7.00,2.00,1.00")]
    [InlineData("money.allocate('0.02', [1, 1, 1]).join()", "0.01,0.01,0.00")]
    [InlineData("money.isEqual('1.10', 1.1) + '' + money.compare('2', '10')", "true-1")]
    [InlineData("money.format('1234.5')", "$1,234.50")]
    [InlineData("money.format('1234567890123456.78', 'EUR', 'de-DE')", "1.234.567.890.123.456,78\u00A0€")]
    public async Task Money_is_exact(string source, string text) => (await scripts.Run(source)).Value!.Value.GetString().ShouldBe(text);

    [Theory]
    [InlineData("money.add('abc', 1)", "'abc' is not an amount")]
    [InlineData("money.add(null, 1)", "is not an amount")]
    [InlineData("money.add('', 1)", "is not an amount")]
    [InlineData("money.round(1, 'DOLLAR')", "ISO 4217")]
    [InlineData("money.allocate('1', [])", "at least one weight")]
    [InlineData("money.allocate('1', [-1, 2])", "negative")]
    [InlineData("dates.parse('13/45/2026')", "not a date of the calendar")]
    [InlineData("dates.parse('soon')", "neither an ISO date nor MM/DD/YYYY")]
    [InlineData("dates.startOfDay('2026-01-01', 'Mars/Olympus')", "Mars/Olympus")]
    [InlineData("parseGuid('x')", "is not a GUID")]
    public async Task Nonsense_is_refused_with_its_place(string source, string message)
    {
        var failure = await scripts.Failure("\n  " + source);
        failure.Message.ShouldContain(message);
        failure.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("dates.parse('3/29/2026')", "2026-03-29")]
    [InlineData("dates.parse('03/29/26')", "2026-03-29")]
    [InlineData("dates.parse('29.03.2026', 'DMY')", "2026-03-29")]
    [InlineData("dates.parse('2026-03-29T23:00:00Z')", "2026-03-29")]
    [InlineData("dates.format('2026-03-29')", "03/29/2026")]
    [InlineData("dates.format('2026-03-29T01:30:00Z', 'YYYY-MM-DD HH:mm:ss', 'Europe/Berlin')", "2026-03-29 03:30:00")]
    [InlineData("dates.localDate('2026-03-29T03:00:00Z', 'America/New_York')", "2026-03-28")]
    [InlineData("dates.today('Asia/Tokyo')", "2023-11-15")]
    [InlineData("dates.startOfDay('2026-03-29', 'Europe/Berlin')", "2026-03-28T23:00:00.000Z")]
    [InlineData("dates.startOfDay('2026-03-30', 'Europe/Berlin')", "2026-03-29T22:00:00.000Z")]
    [InlineData("dates.startOfDay('2026-11-01', 'America/New_York')", "2026-11-01T04:00:00.000Z")]
    [InlineData("dates.startOfDay('2026-11-02', 'America/New_York')", "2026-11-02T05:00:00.000Z")]
    [InlineData("dates.startOfDay('2018-11-04', 'America/Sao_Paulo')", "2018-11-04T03:00:00.000Z")] // midnight is skipped that day
    [InlineData("dates.startOfDay('2026-06-15', 'Pacific/Kiritimati')", "2026-06-14T10:00:00.000Z")]
    [InlineData("dates.startOfDay('2026-06-15', 'Pacific/Pago_Pago')", "2026-06-15T11:00:00.000Z")]
    [InlineData("dates.addDays('2026-02-28', 1)", "2026-03-01")]
    [InlineData("dates.addDays('12/31/2025', 1)", "2026-01-01")]
    [InlineData("dates.addDays('2026-02-28T10:00:00Z', -1)", "2026-02-27T10:00:00.000Z")]
    [InlineData("String(dates.daysBetween('2026-03-01', '2026-02-26'))", "-3")]
    public async Task Dates_are_right_in_every_zone(string source, string text) =>
        (await scripts.Run(source, """{"now":1700000000000}""")).Value!.Value.GetString().ShouldBe(text);

    [Theory]
    [InlineData("text.trim('  a \\n b ')", "a b")]
    [InlineData("text.title(\"o'brien jean-luc\")", "O'brien Jean-Luc")]
    [InlineData("text.digits('(555) 123-4567')", "5551234567")]
    [InlineData("text.slug('Ünï cödé & Co.')", "uni-code-co")]
    [InlineData("text.ascii('Renée €5')", "Renee 5")]
    [InlineData("text.truncate('hello', 3, '…')", "he…")]
    [InlineData("text.truncate('😀😀😀', 2)", "😀😀")]
    [InlineData("text.padLeft(7, 3, '0')", "007")]
    [InlineData("text.first(null, ' ', 'x')", "x")]
    [InlineData("text.trim(null) + text.upper(undefined)", "")]
    public async Task Text_is_put_in_order(string source, string text) => (await scripts.Run(source)).Value!.Value.GetString().ShouldBe(text);

    [Theory]
    [InlineData("(1234567.891).toLocaleString('en-US')", "1,234,567.891")]
    [InlineData("new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5)", "1.234,50\u00A0€")]
    [InlineData("Intl.NumberFormat('en-IN').format(1234567)", "12,34,567")]
    [InlineData("new Date('2026-03-29T01:30:00Z').toLocaleString('en-GB', { timeZone: 'Europe/Berlin' })", "29/03/2026, 03:30:00")]
    [InlineData("new Date(0).toLocaleDateString('en-US')", "1/1/1970")]
    [InlineData("['ä', 'z', 'a', 'Z'].sort((a, b) => a.localeCompare(b)).join('')", "aäzZ")]
    [InlineData("new Intl.DateTimeFormat('en-US', { month: 'long' }).formatToParts(new Date(0))[0].value", "January")]
    public async Task Locales_work(string source, string text) => (await scripts.Run(source)).Value!.Value.GetString().ShouldBe(text);
}
