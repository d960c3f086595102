using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical.Dates;
using ClarityConnect.Workflows.Sdk.Failures;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Dates_are_converted
{
    [Theory]
    [InlineData("2026-03-31", "ISO", "MM/DD/YYYY", "03/31/2026")]
    [InlineData("03/31/2026", "MM/DD/YYYY", "ISO", "2026-03-31")]
    [InlineData("31/03/2026", "dd/mm/yyyy", "MM/DD/YYYY", "03/31/2026")]
    [InlineData("3/1/2026", "M/D/YYYY", "DD.MM.YYYY", "01.03.2026")]
    [InlineData("1 Mar 2026", "D MMM YYYY", "ISO", "2026-03-01")]
    [InlineData("20260331", "YYYYMMDD", "YYYY-MM-DD", "2026-03-31")]
    [InlineData("31.03.2026 17:05", "DD.MM.YYYY HH:mm", "MM/DD/YYYY hh:mm tt", "03/31/2026 05:05 PM")]
    [InlineData("2026-03-31T17:05:00", "ISO", "ISO", "2026-03-31T17:05:00+00:00")]
    [InlineData("2026-03-31T17:05:00.5+02:00", "ISO", "YYYY-MM-DDTHH:mm:sszzz", "2026-03-31T17:05:00+02:00")]
    [InlineData(" 2026-03-31T17:05Z ", "ISO", "DD/MM/YYYY HH:mm", "31/03/2026 17:05")]
    public void A_date_is_written_in_another_format(string given, string from, string to, string expected)
    {
        var read = DateFormat.Of(from).Read(given, TimeZoneInfo.Utc);
        DateFormat.Of(to).Write(read.Moment, read.HasTime).ShouldBe(expected);
    }

    [Theory]
    [InlineData("31/03/2026", "MM/DD/YYYY", "'31/03/2026' is not a date as MM/DD/YYYY, such as 03/31/2026. Correct the value, or choose the format that it has.")]
    [InlineData("2026-02-30", "ISO", "'2026-02-30' is not a date as ISO, such as 2026-03-31. Correct the value, or choose the format that it has.")]
    [InlineData("", "DD/MM/YYYY", "The date is empty. A date as DD/MM/YYYY is needed, such as 31/03/2026.")]
    [InlineData("12:30", "ISO", "'12:30' is not a date as ISO, such as 2026-03-31. Correct the value, or choose the format that it has.")]
    public void A_value_that_does_not_fit_is_named_with_the_format(string given, string format, string problem)
    {
        var exception = Should.Throw<ActivityException>(() => DateFormat.Of(format).Read(given, TimeZoneInfo.Utc));
        (exception.Kind, exception.Message).ShouldBe((FailureKind.InvalidData, problem));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("DD/MM")]
    [InlineData("YYYY")]
    public void What_is_no_format_is_named(string format) =>
        Should.Throw<ActivityException>(() => DateFormat.Of(format)).Message.ShouldBe($"'{format}' is no date format. Write it with YYYY, MM and DD, such as MM/DD/YYYY, or as ISO.");

    [Theory]
    [InlineData("2026-03-31T02:30:00-04:00", "America/New_York", "00:00", "2026-03-31")]
    [InlineData("2026-03-31T02:30:00-04:00", "America/New_York", "04:00", "2026-03-30")]
    [InlineData("2026-03-31T04:00:00-04:00", "America/New_York", "04:00", "2026-03-31")]
    [InlineData("2026-03-31T03:30:00+00:00", "America/New_York", "00:00", "2026-03-30")]
    [InlineData("2026-03-31T16:59:00+01:00", "Europe/London", "17:00", "2026-03-31")]
    [InlineData("2026-03-31T17:00:00+01:00", "Europe/London", "17:00", "2026-04-01")]
    public void A_business_day_ends_at_its_cut_off(string moment, string zone, string cutOff, string day) =>
        BusinessDays.Of(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), BusinessDays.Zone(zone), TimeOnly.Parse(cutOff, CultureInfo.InvariantCulture))
            .ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-03-08 01:30", "2026-03-08T01:30:00-05:00")]
    [InlineData("2026-03-08 02:30", "2026-03-08T03:30:00-04:00")]
    [InlineData("2026-03-08 03:30", "2026-03-08T03:30:00-04:00")]
    public void A_time_that_the_clocks_skip_is_the_one_an_hour_later(string given, string expected) =>
        DateFormat.Of("ISO").Read(given, BusinessDays.Zone("America/New_York")).Moment.ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void An_unknown_time_zone_is_named() => Should.Throw<ActivityException>(() => BusinessDays.Zone("Mars/Olympus")).Message.ShouldStartWith("There is no time zone 'Mars/Olympus'.");

    [Fact]
    public void Every_day_comes_back_from_every_format() => Prop.ForAll(
        (from day in Gen.Choose(0, 40_000) from format in Gen.Elements("ISO", "MM/DD/YYYY", "D.M.YYYY", "YYYYMMDD", "D MMMM YYYY") select (Day: new DateOnly(1950, 1, 1).AddDays(day), Format: format)).ToArbitrary(),
        given =>
        {
            var format = DateFormat.Of(given.Format);
            var text = format.Write(new DateTimeOffset(given.Day.ToDateTime(default), TimeSpan.Zero), withTime: false);
            DateOnly.FromDateTime(format.Read(text, TimeZoneInfo.Utc).Moment.DateTime).ShouldBe(given.Day);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
